"""Which calls CloudTrail marks `readOnly`. Pure."""

from __future__ import annotations

import re

from generator.aws.services import SUFFIX

# The verbs of calls that change nothing (EventBridge user guide, "management events": the list of
# read-only events by service).
_VERBS = re.compile(r"(Get|List|Describe|Head|BatchGet|BatchDescribe|Search|Lookup|Select|Query"
                    r"|Scan|Check|Detect|Preview|Simulate|Validate|Test|View|Discover|Estimate"
                    r"|Export[A-Z]\w*List|Count|Filter)([A-Z0-9]|$)")

# (eventSource, eventName) to what CloudTrail writes, where the verb misleads. Sources: attested
# records; EventBridge user guide, "management events".
_EXCEPTIONS = {
    ("sts", "AssumeRole"): True,
    ("sts", "AssumeRoleWithSAML"): True,
    ("sts", "AssumeRoleWithWebIdentity"): True,
    ("sts", "AssumeRoot"): True,
    ("sts", "DecodeAuthorizationMessage"): True,
    ("sts", "GetFederationToken"): False,
    ("sts", "GetSessionToken"): False,
    ("signin", "GetSigninToken"): False,
    ("bedrock", "InvokeModel"): True,
    ("bedrock", "InvokeModelWithResponseStream"): True,
    ("bedrock", "Converse"): True,
    ("bedrock", "ConverseStream"): True,
    ("ses", "SendEmail"): True,
    ("kms", "Decrypt"): True,
    ("kms", "Encrypt"): True,
    ("kms", "GenerateDataKey"): True,
    ("kms", "GenerateDataKeyWithoutPlaintext"): True,
    ("kms", "GenerateDataKeyPair"): True,
    ("kms", "GenerateDataKeyPairWithoutPlaintext"): True,
    ("kms", "GenerateRandom"): True,
    ("kms", "ReEncrypt"): True,
    ("kms", "Sign"): True,
    ("kms", "Verify"): True,
    ("kms", "GenerateMac"): True,
    ("kms", "VerifyMac"): True,
    ("iam", "GenerateCredentialReport"): True,
    ("iam", "GenerateServiceLastAccessedDetails"): True,
    ("iam", "GenerateOrganizationsAccessReport"): True,
    ("athena", "StartQueryExecution"): False,
    ("logs", "StartQuery"): True,
    ("logs", "StopQuery"): True,
    ("logs", "FilterLogEvents"): True,
    ("cloudtrail", "StartQuery"): True,
    ("cloudtrail", "CancelQuery"): True,
    ("rds", "DownloadDBLogFilePortion"): True,
    ("rds", "DownloadCompleteDBLogFile"): True,
    ("ecr", "BatchCheckLayerAvailability"): True,
    ("elasticloadbalancing", "DescribeLoadBalancers"): True,
    ("ssm", "GetConnectionStatus"): True,
}


def is_read_only(event_source: str, event_name: str) -> bool:
    """Does CloudTrail mark this call as one that changes nothing?"""
    source = event_source.removesuffix(SUFFIX)
    known = _EXCEPTIONS.get((source, event_name))
    return bool(_VERBS.match(event_name)) if known is None else known
