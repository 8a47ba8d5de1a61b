"""botocore's parameters and answers in the shape that CloudTrail logs. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from eventbridge_notifier.aws.cloudtrail import dialects
from eventbridge_notifier.aws.cloudtrail.readonly import is_read_only
from eventbridge_notifier.aws.services.services import sources

# Services whose answers are logged although the call only reads. Source: attested records.
ANSWERED = frozenset({"sts"})


def request_parameters(service: str, operation: str,
                       params: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """requestParameters of a call with botocore's `params`; None where CloudTrail writes null."""
    return dialects.of(service).request(service, operation, params or {})


def response_elements(service: str, operation: str,
                      parsed: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """responseElements of botocore's `parsed` answer; None for calls that only read."""
    if service not in ANSWERED and any(
            is_read_only(source, operation) for source in sources(service)):
        return None
    return dialects.of(service).answer(service, operation, parsed or {})
