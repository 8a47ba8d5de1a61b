"""A CloudTrail record as the event that EventBridge makes of it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from eventbridge_notifier.aws.cloudtrail.detail_types import (
    API_CALL,
    INSIGHT,
    OF_EVENT_TYPE,
    SIGN_IN,
)
from eventbridge_notifier.aws.services.names import SUFFIX

Event = dict[str, Any]

# Fields that CloudTrail leaves out where nothing failed, and exports of its logs fill with null.
_ERRORS = ("errorCode", "errorMessage")


def is_record(value: Mapping[str, Any]) -> bool:
    """Is it a CloudTrail record, and not yet an event?"""
    return "detail" not in value and ("eventName" in value or "eventVersion" in value)


def wrap(record: Mapping[str, Any]) -> Event:
    """The event of a CloudTrail `record`. An insight comes from CloudTrail itself."""
    source = str(record.get("eventSource", "")).removesuffix(SUFFIX)
    kind = _kind(record, source)
    if ("errorCode" in record or "errorMessage" in record) and not all(
            record.get(name, "-") for name in _ERRORS):
        record = {name: value for name, value in record.items() if value or name not in _ERRORS}
    return {
        "version": "0",
        "id": record.get("eventID", ""),
        "detail-type": kind,
        "source": "aws.cloudtrail" if kind == INSIGHT else "aws." + source,
        "account": record.get("recipientAccountId", ""),
        "time": record.get("eventTime", ""),
        "region": record.get("awsRegion", ""),
        "resources": [],
        "detail": record,
    }


def _kind(record: Mapping[str, Any], source: str) -> str:
    """The detail-type. Old records have no eventType, or spell it with a small letter."""
    known = OF_EVENT_TYPE.get(str(record.get("eventType")))
    if known is None and source == "signin" and record.get("eventType") != "AwsApiCall":
        known = SIGN_IN
    return (known or (API_CALL,))[0]


def event_of(value: Mapping[str, Any]) -> Event:
    """`value`, a CloudTrail record or an event, as an event."""
    return wrap(value) if is_record(value) else dict(value)


def is_withheld(event: Mapping[str, Any]) -> bool:
    """Whether it is a read-only management event: only rules in the state that admits it get it."""
    detail = event.get("detail")
    if not isinstance(detail, Mapping) or detail.get("readOnly") is not True:
        return False
    return event.get("detail-type") == API_CALL and detail.get("managementEvent") is not False
