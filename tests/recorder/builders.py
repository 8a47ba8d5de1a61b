"""Events and inputs, as short as a test can say them."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

REGION = "eu-west-1"


def an_event(**changes: Any) -> dict[str, Any]:
    """A custom event, the plainest there is."""
    return {
        "version": "0", "id": str(uuid4()), "detail-type": "Order", "source": "shop",
        "account": "123456789012", "time": "2026-11-23T10:00:00Z", "region": REGION,
        "resources": [], "detail": {}, **changes}


def an_api_call(**detail: Any) -> dict[str, Any]:
    """A CloudTrail event of a function being created."""
    return an_event(**{
        "detail-type": "AWS API Call via CloudTrail", "source": "aws.lambda", "detail": {
            "eventTime": "2026-11-23T09:59:00Z", "eventSource": "lambda.amazonaws.com",
            "eventName": "CreateFunction20150331", "eventID": str(uuid4()),
            "userIdentity": {"type": "IAMUser", "arn": "arn:aws:iam::123456789012:user/ann"},
            "requestParameters": {"functionName": "f", "runtime": "python3.8"}, **detail}})


def target_input(event: object, watch: str = "w", **more: Any) -> dict[str, Any]:
    """What a rule's target hands over."""
    return {"watch": watch, "event": event, **more}
