"""A CloudTrail record as the event that EventBridge makes of it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator import aws

Event = dict[str, Any]


def is_record(value: Mapping[str, Any]) -> bool:
    """Is it a CloudTrail record, and not yet an event?"""
    return "detail" not in value and ("eventName" in value or "eventVersion" in value)


def wrap(record: Mapping[str, Any]) -> Event:
    """The event of a CloudTrail `record`. An insight comes from CloudTrail itself."""
    kind = aws.OF_EVENT_TYPE.get(str(record.get("eventType")), (aws.API_CALL,))[0]
    source = str(record.get("eventSource", "")).removesuffix(".amazonaws.com")
    return {
        "version": "0",
        "id": record.get("eventID", ""),
        "detail-type": kind,
        "source": "aws.cloudtrail" if kind == aws.INSIGHT else "aws." + source,
        "account": record.get("recipientAccountId", ""),
        "time": record.get("eventTime", ""),
        "region": record.get("awsRegion", ""),
        "resources": [],
        "detail": record,
    }


def event_of(value: Mapping[str, Any]) -> Event:
    """`value`, a CloudTrail record or an event, as an event."""
    return wrap(value) if is_record(value) else dict(value)
