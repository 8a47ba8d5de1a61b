"""Which state must a rule have to be shown the events it watches for? Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from eventbridge_notifier import aws
from eventbridge_notifier.spec.model import Watch


def of(watch: Watch, operations: Iterable[aws.Operation], pattern: dict[str, Any]) -> str:
    """ENABLED, or the state in which read-only management events reach the rule too."""
    if any(operation.read_only for operation in operations):
        return aws.ALL_MANAGEMENT_EVENTS
    elsewhere = watch.bus != "default"  # CloudTrail writes to the default bus alone
    if watch.operations or elsewhere or not _admits_reads(pattern):
        return aws.ENABLED
    return aws.ALL_MANAGEMENT_EVENTS


def _admits_reads(pattern: dict[str, Any]) -> bool:
    """Can a pattern that somebody wrote by hand match a read-only API call?"""
    kinds = pattern.get("detail-type", [aws.API_CALL])
    if all(isinstance(kind, str) for kind in kinds) and aws.API_CALL not in kinds:
        return False
    if not any(_may_be_aws(source) for source in pattern.get("source", [{}])):
        return False
    detail = pattern.get("detail", {})
    if not isinstance(detail, dict) or detail.get("readOnly") == [False]:
        return False
    names = detail.get("eventName")
    sources = detail.get("eventSource", [])
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        return True
    exact = isinstance(sources, list) and all(isinstance(one, str) for one in sources)
    known = sources if exact and sources else [""]
    return any(aws.is_read_only(source, name) for name in names for source in known)


def _may_be_aws(source: Any) -> bool:
    """Can a condition on `source` hold for an AWS service?"""
    if isinstance(source, dict) and isinstance(source.get("prefix"), str):
        source = source["prefix"]
        return source.startswith(aws.SERVICES) != source.startswith(aws.PARTNERS) or (
            aws.SERVICES.startswith(source))
    if isinstance(source, str):
        return source.startswith(aws.SERVICES) and not source.startswith(aws.PARTNERS)
    return True
