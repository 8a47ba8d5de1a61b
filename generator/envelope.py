"""A CloudTrail record as the event that EventBridge makes of it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Event = dict[str, Any]

# CloudTrail's eventType to EventBridge's detail-type (EventBridge user guide, "events from AWS
# services via CloudTrail"; sign-in is spelt "Signin" there and "Sign In" in the field, and
# watches ask for both).
DETAIL_TYPES = {
    "AwsApiCall": "AWS API Call via CloudTrail",
    "AwsConsoleSignIn": "AWS Console Sign In via CloudTrail",
    "AwsConsoleAction": "AWS Console Action via CloudTrail",
    "AwsServiceEvent": "AWS Service Event via CloudTrail",
    "AwsCloudTrailInsight": "AWS Insight via CloudTrail",
    "AwsVpceEvent": "AWS Network Activity Event via CloudTrail",
    "AwsVpceEvents": "AWS Network Activity Event via CloudTrail",
}


def is_record(value: Mapping[str, Any]) -> bool:
    """Is it a CloudTrail record, and not yet an event?"""
    return "eventName" in value and "eventSource" in value and "detail" not in value


def wrap(record: Mapping[str, Any]) -> Event:
    """The event of a CloudTrail `record`."""
    return {
        "version": "0",
        "id": record.get("eventID", ""),
        "detail-type": DETAIL_TYPES.get(record.get("eventType", ""), DETAIL_TYPES["AwsApiCall"]),
        "source": "aws." + str(record["eventSource"]).removesuffix(".amazonaws.com"),
        "account": record.get("recipientAccountId", ""),
        "time": record.get("eventTime", ""),
        "region": record.get("awsRegion", ""),
        "resources": [],
        "detail": record,
    }


def event_of(value: Mapping[str, Any]) -> Event:
    """`value`, a CloudTrail record or an event, as an event."""
    return wrap(value) if is_record(value) else dict(value)
