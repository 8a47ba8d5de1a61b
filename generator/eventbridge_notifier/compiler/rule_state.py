"""The state that a rule needs to be shown the events it watches for. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from eventbridge_notifier import aws
from eventbridge_notifier.compiler.alternatives import Alternative, Constraint, alternatives
from eventbridge_notifier.spec.model import Watch

# Services whose operations stand for any, where a pattern names none.
_SAMPLE = ("ec2", "s3", "iam", "lambda", "kms", "sts", "dynamodb", "cloudtrail", "logs")


def of(watch: Watch, operations: Iterable[aws.Operation], pattern: Mapping[str, Any]) -> str:
    """ENABLED, or the state in which read-only management events reach the rule too.

    Data events reach a rule in either state.
    """
    if any(one.read_only and not aws.is_data_event(one.service, one.name) for one in operations):
        return aws.ALL_MANAGEMENT_EVENTS
    elsewhere = watch.bus != "default"  # CloudTrail writes to the default bus alone
    if watch.operations or elsewhere or not any(map(_admits_reads, alternatives(pattern))):
        return aws.ENABLED
    return aws.ALL_MANAGEMENT_EVENTS


def _admits_reads(alternative: Alternative) -> bool:
    """Whether a read-only API call, or service event, can meet the alternative."""
    detail_type = alternative.get("detail-type")
    types = [one for one in (aws.API_CALL, aws.SERVICE_EVENT)
             if detail_type is None or detail_type.admits({"value": one})]
    source = alternative.get("source")
    if not types or (source and not any(map(_may_be_aws, source.conditions))):
        return False
    read_only = alternative.get("detail.readOnly")
    if read_only and not read_only.admits({"value": True}):
        return False
    if detail_type is None and not all(map(_may_be_of_cloudtrail, alternative.values())):
        return False
    names = alternative.get("detail.eventName")
    if names is None:
        return aws.API_CALL in types
    return _admits_names(names, _event_sources(alternative))


def _may_be_of_cloudtrail(constraint: Constraint) -> bool:
    """Whether CloudTrail's record has the field, or need not have it."""
    path = constraint.path.removeprefix("detail.")
    if path == constraint.path or constraint.admits({}):
        return True
    try:
        return aws.record_field(path).certain
    except aws.Unknown:
        return False


def _event_sources(alternative: Alternative) -> tuple[str, ...]:
    """eventSources that are asked for exactly; () where they may be any."""
    if constraint := alternative.get("detail.eventSource"):
        return constraint.exact()
    source = alternative.get("source")
    return tuple(map(aws.event_source, source.exact())) if source else ()


def _admits_names(names: Constraint, sources: tuple[str, ...]) -> bool:
    """Whether the condition on eventName holds for a call that only reads."""
    if exact := names.exact():
        return any(aws.is_read_only(source, name) for name in exact for source in sources or ("",))
    known = sources or tuple(one + aws.SUFFIX for one in _SAMPLE)
    return any(aws.is_read_only(source, name) and names.admits({"value": name})
               for source in known for name in aws.event_names_of(source)) or (
        not any(aws.event_names_of(source) for source in known))


def _may_be_aws(source: Any) -> bool:
    """Whether a condition on `source` can hold for an AWS service."""
    if isinstance(source, dict) and isinstance(source.get("prefix"), str):
        source = source["prefix"]
        return source.startswith(aws.SERVICES) != source.startswith(aws.PARTNERS) or (
            aws.SERVICES.startswith(source))
    if isinstance(source, str):
        return source.startswith(aws.SERVICES) and not source.startswith(aws.PARTNERS)
    return True
