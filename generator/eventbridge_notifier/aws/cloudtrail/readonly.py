"""Which calls CloudTrail marks `readOnly`. Pure.

To take a write for a read is harmless: the rule is armed for both. The other way it falls silent.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from eventbridge_notifier.aws.services.names import SUFFIX

# How the names of calls that change nothing begin (EventBridge user guide, "management events").
_VERBS = re.compile(
    "(Get|List|Describe|Head|BatchGet|BatchDescribe|BatchCheck|Search|Lookup|Select|Query|Scan"
    "|Check|Detect|Preview|Simulate|Validate|Test|View|Discover|Estimate|Count|Filter)([A-Z0-9]|$)")

# (eventSource, eventName) to what CloudTrail writes, where neither the verb nor reads.txt says it.
# Source: attested records, unless the row says otherwise.
_EXCEPTIONS = {
    ("sts", "GetFederationToken"): False,
    ("sts", "GetSessionToken"): False,
    ("signin", "GetSigninToken"): False,
    ("signin", "CheckMfa"): False,
    ("bedrock", "InvokeModel"): True,
    ("bedrock", "InvokeModelWithResponseStream"): True,
    ("bedrock", "Converse"): True,
    ("bedrock", "ConverseStream"): True,
    ("ses", "SendEmail"): True,
    ("dynamodb", "BatchExecuteStatement"): False,  # DynamoDB developer guide, "CloudTrail"
    # Cognito developer guide, "example Amazon Cognito events".
    ("cognito-identity", "GetCredentialsForIdentity"): False,
    ("cognito-identity", "GetId"): False,
    ("cognito-identity", "GetOpenIdToken"): False,
    ("cognito-identity", "GetOpenIdTokenForDeveloperIdentity"): False,
    ("cognito-idp", "Login_GET"): True,
    ("cognito-idp", "Signup_GET"): True,
    ("monitoring", "GenerateQuery"): True,  # CloudWatch user guide, "query generation"
    ("payments", "Instruments_Create"): True,  # Billing user guide, "Logging with CloudTrail"
    ("s3express", "CreateSession"): True,  # S3 user guide, "directory buckets", "log files"
    ("s3", "CreateSession"): True,
    ("connect", "ListRealtimeContactAnalysisSegmentsV2"): False,
    ("codecommit", "GitPush"): True,  # CodeCommit user guide, "Logging API calls"
    ("logs", "StartQuery"): True,
    ("logs", "StopQuery"): True,
    ("cloudtrail", "StartQuery"): True,
    ("cloudtrail", "CancelQuery"): True,
    # Services' own events: EFS user guide, "Logging with CloudTrail"; ECR user guide, "Logging API
    # calls", lifecycle policies and images' archive.
    ("elasticfilesystem", "NewClientConnection"): True,
    ("elasticfilesystem", "UpdateClientConnection"): True,
    ("ecr", "PolicyExecutionEvent"): True,
    ("ecr", "ImageActivationEvent"): True,
    # IAM Identity Center user guide, "CloudTrail use cases": the access portal's sign-in.
    ("sso", "Authenticate"): True,
    ("sso", "Federate"): True,
}


def is_read_only(event_source: str, event_name: str) -> bool:
    """Does CloudTrail mark this call as one that changes nothing?"""
    source = event_source.removesuffix(SUFFIX)
    known = _EXCEPTIONS.get((source, event_name))
    if known is not None:
        return known
    return bool(_VERBS.match(event_name)) or event_name in _reads().get(source, ())


@cache
def _reads() -> dict[str, frozenset[str]]:
    text = files("eventbridge_notifier.aws.cloudtrail").joinpath("reads.txt").read_text("utf-8")
    rows = (line.split() for line in text.splitlines() if not line.startswith("#"))
    return {source: frozenset(names) for source, *names in rows}
