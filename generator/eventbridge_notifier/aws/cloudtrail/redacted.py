"""Request parameters whose values CloudTrail keeps to itself. Data, and a look-up.

Services decide what they hide, and hide more than these rows say.
"""

from __future__ import annotations

from dataclasses import dataclass

REMOVED = "HIDDEN_DUE_TO_SECURITY_REASONS"


@dataclass(frozen=True)
class Redacted:
    """`shown` are the texts that stand in the place of the value; () where the field is left out.

    Where `certain` is False we know it from records alone.
    """

    shown: tuple[str, ...] = ()
    certain: bool = False


_DOCUMENTED = Redacted(certain=True)
_LEFT_OUT = Redacted()
_REMOVED = Redacted((REMOVED,))
_MASKED = Redacted(("****", REMOVED))
_EC2 = Redacted(("<sensitiveDataRemoved>",))

# (boto3's service, operation) to paths below requestParameters; "" is every operation. What stands
# below a path is hidden with it. Source: attested records, unless the row says otherwise.
REDACTED: dict[tuple[str, str], dict[str, Redacted]] = {
    # Lambda developer guide, "Logging Lambda API calls using CloudTrail": ZipFile and Environment.
    ("lambda", "CreateFunction"): {
        "environment.variables": _DOCUMENTED, "code.zipFile": _DOCUMENTED},
    # Lambda API reference, "EnvironmentResponse".
    ("lambda", "UpdateFunctionConfiguration"): {"environment.variables": _LEFT_OUT},
    ("lambda", "UpdateFunctionCode"): {"zipFile": _LEFT_OUT},
    ("secretsmanager", ""): {"secretString": _LEFT_OUT, "secretBinary": _LEFT_OUT},
    ("iam", "CreateLoginProfile"): {"password": _LEFT_OUT},
    ("iam", "UpdateLoginProfile"): {"password": _LEFT_OUT},
    ("kms", ""): {"plaintext": _LEFT_OUT, "ciphertextBlob": _LEFT_OUT},
    ("ssm", "PutParameter"): {"value": _REMOVED},
    ("ssm", "SendCommand"): {"parameters": _REMOVED},
    ("rds", ""): {"masterUserPassword": _MASKED, "tdeCredentialPassword": _MASKED},
    ("redshift", ""): {"masterUserPassword": _MASKED},
    ("redshift-serverless", "CreateNamespace"): {"adminUserPassword": _REMOVED},
    ("redshift-data", "ExecuteStatement"): {"sql": Redacted(("***OMITTED***",))},
    ("rds-data", "ExecuteStatement"): {"sql": Redacted(("**********",))},
    ("ec2", "RunInstances"): {"userData": _EC2},
    ("ec2", "ModifyInstanceAttribute"): {"userData": _EC2},
    ("mq", "CreateBroker"): {"users.password": Redacted(("***",))},
    ("acm", "ExportCertificate"): {"passphrase": _REMOVED},
    ("cognito-idp", "ChangePassword"): {
        "previousPassword": _REMOVED, "proposedPassword": _REMOVED},
    ("sso-oidc", "CreateToken"): {"clientSecret": _REMOVED},
    ("cloudformation", "CreateStack"): {"parameters.parameterValue": _LEFT_OUT},
    ("cloudformation", "UpdateStack"): {"parameters.parameterValue": _LEFT_OUT},
}


def redacted(service: str, operation: str, path: str) -> Redacted | None:
    """The row for the field at `path` below requestParameters, or above it; None without one."""
    rows = REDACTED.get((service, ""), {}) | REDACTED.get((service, operation), {})
    return next((row for field, row in rows.items() if f"{path}.".startswith(f"{field}.")), None)
