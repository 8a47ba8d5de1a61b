"""Console sign-ins as CloudTrail writes them: no API call makes one.

Source: CloudTrail user guide, "AWS Management Console sign-in events".
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from eventbridge_notifier import aws

FAILED = "Failed authentication"


def event(account: str, region: str, user: str = "", succeeded: bool = True, mfa: bool = False
          ) -> dict[str, Any]:
    """The event of a sign-in of an IAM user, or of root where `user` is empty."""
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    record: dict[str, Any] = {
        "eventVersion": "1.11", "userIdentity": _identity(account, user), "eventTime": now,
        "eventSource": "signin.amazonaws.com", "eventName": "ConsoleLogin", "awsRegion": region,
        "sourceIPAddress": "127.0.0.1", "userAgent": "Mozilla/5.0", "requestParameters": None,
        "responseElements": {"ConsoleLogin": "Success" if succeeded else "Failure"},
        "additionalEventData": {
            "LoginTo": "https://console.aws.amazon.com/console/home", "MobileVersion": "No",
            "MFAUsed": "Yes" if mfa else "No"},
        "eventID": str(uuid4()), "readOnly": False, "eventType": "AwsConsoleSignIn",
        "managementEvent": True, "recipientAccountId": account, "eventCategory": "Management",
    }
    if not succeeded:
        record["errorMessage"] = FAILED
    return {
        "version": "0", "id": str(uuid4()), "detail-type": aws.SIGN_IN[0],
        "source": "aws.signin", "account": account, "time": now, "region": region,
        "resources": [], "detail": record,
    }


def _identity(account: str, user: str) -> dict[str, str]:
    if not user:
        return {"type": "Root", "principalId": account, "accountId": account,
                "arn": f"arn:aws:iam::{account}:root"}
    return {"type": "IAMUser", "principalId": "AIDAEXAMPLE", "accountId": account,
            "arn": f"arn:aws:iam::{account}:user/{user}", "userName": user}
