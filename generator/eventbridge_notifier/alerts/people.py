"""Who is behind an event: a person's or a session's name, and how they came in. Pure.

Sources: CloudTrail user guide, "userIdentity element"; IAM user guide, "Logging IAM and STS API
calls"; Identity Center user guide, "Changes to CloudTrail events".
"""

from __future__ import annotations

from typing import Any, NamedTuple

from eventbridge_notifier.alerts.words import clean
from eventbridge_notifier.record_format.paths import find, text


class Person(NamedTuple):
    """`name` as people know it; `way` is how they came in. Empty where the event does not say."""

    name: str
    way: str


# userIdentity.type -> how it is said. Types that are not here are told as they are.
TYPES = {
    "Root": "the root user",
    "IAMUser": "IAM user",
    "AssumedRole": "role",
    "FederatedUser": "federated user",
    "AWSAccount": "another account",
    "AWSService": "an AWS service",
    "IdentityCenterUser": "Identity Center user",
    "SAMLUser": "SAML user",
    "WebIdentityUser": "web identity",
    "Directory": "directory user",
}
# Names of the caller, the first that is there: a person before a machine's number.
NAMES = ("userIdentity.userName", "userIdentity.onBehalfOf.userId", "userIdentity.invokedBy",
         "userIdentity.principalId", "userIdentity.accountId")


def who(event: dict[str, Any]) -> Person:
    """The person or session that made a call."""
    arn, kind = text(event, "userIdentity.arn") or "", text(event, "userIdentity.type") or ""
    name, role = _session(arn) if ":assumed-role/" in arn else ("", "")
    if kind == "Root":
        name = "root"
    name = name or next((found for path in NAMES if (found := text(event, path))), "") or arn
    return Person(clean(name, 80), clean(_way(event, kind, role), 160))


def _session(arn: str) -> tuple[str, str]:
    """arn:aws:sts::111122223333:assumed-role/Role/session -> the session's and the role's name."""
    parts = arn.split("/")
    return parts[-1], parts[-2]


def _way(event: dict[str, Any], kind: str, role: str) -> str:
    parts = [f"role {role}" if role else TYPES.get(kind, kind)]
    if find(event, "userIdentity.sessionContext.webIdFederationData.federatedProvider"):
        parts.append("federated")
    if role.startswith("AWSReservedSSO_"):
        parts.append("Identity Center")
    if find(event, "sessionCredentialFromConsole") in (True, "true"):
        parts.append("in the console")
    if find(event, "userIdentity.sessionContext.attributes.mfaAuthenticated") == "true" or (
            find(event, "additionalEventData.MFAUsed") == "Yes"):
        parts.append("with MFA")
    if service := text(event, "userIdentity.invokedBy"):
        parts.append(f"through {service}")
    return ", ".join(part for part in parts if part)
