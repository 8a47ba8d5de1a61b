"""How `userIdentity` writes people, roles and their sessions. Data, and look-ups.

Sources: CloudTrail user guide, "userIdentity element"; IAM user guide, "IAM identifiers"; IAM
Identity Center user guide, "CloudTrail use cases", and its announcement of 2025 that `userName` and
`principalId` leave the events of its users.
"""

from __future__ import annotations

import re

ARN = "userIdentity.arn"
USER_NAME = "userIdentity.userName"
ISSUER = "userIdentity.sessionContext.sessionIssuer"

# Fields that events of Identity Center's users no longer have, to where the fact stands now.
MOVED = {"userIdentity.userName": "userIdentity.onBehalfOf.userId",
         "userIdentity.principalId": "userIdentity.onBehalfOf.userId"}
# The type that they had until then.
MOVED_TYPE = ("Unknown", "IdentityCenterUser")
# Events of Identity Center's users, by eventSource; () is all of them.
IDENTITY_CENTER: dict[str, tuple[str, ...]] = {
    "sso.amazonaws.com": ("Authenticate", "Federate", "GetRoleCredentials", "ListAccounts",
                          "ListAccountRoles", "ListApplications", "ListProfilesForApplication",
                          "Logout"),
    "sso-oauth.amazonaws.com": ("CreateToken", "CreateTokenWithIAM"),
    "signin.amazonaws.com": ("UserAuthentication", "CredentialChallenge",
                             "CredentialVerification"),
}

_ROLE = re.compile(r"arn:[^:]*:iam::[^:]*:role/")
_IAM_SESSION = re.compile(r"(arn:[^:]*:)iam(::[^:]*:assumed-role/.*)")
_WITHOUT_SESSION = re.compile(r"arn:[^:]*:sts::[^:]*:assumed-role/[^/*]+")
_WITH_PATH = re.compile(r"(arn:[^:]*:sts::[^:]*:assumed-role/)(?:[^/*]+/)+([^/]+/[^/]+)")
_SESSION = re.compile(r"(arn:[^:]*:)sts(::[^:]*:)assumed-role/([^/]+).*")


def meant_principal(text: str, *, whole: bool) -> tuple[str, str]:
    """(what is wrong, what to write) of an ARN, or of its beginning where it is not `whole`, that
    is asked of `userIdentity.arn`; ("", "") where it may be right."""
    if _ROLE.match(text):
        return ("a role acts in sessions, whose ARN is arn:aws:sts::<account>:assumed-role/<role>/"
                "<session>; the role's own stands in the session's issuer"), f"{ISSUER}.arn"
    if found := _IAM_SESSION.fullmatch(text):
        return "the ARN of a session is one of sts", f"{found[1]}sts{found[2]}"
    if found := _WITH_PATH.fullmatch(text):
        return "the ARN of a session leaves out the role's path", found[1] + found[2]
    if whole and _WITHOUT_SESSION.fullmatch(text):
        return "the ARN of a session ends in the session's name", f'{{prefix: "{text}/"}}'
    return "", ""


def meant_issuer(text: str) -> tuple[str, str]:
    """The same of an ARN that is asked of the session's issuer."""
    if found := _SESSION.fullmatch(text):
        return "the issuer is the role itself", f"{found[1]}iam{found[2]}role/{found[3]}"
    return "", ""


def is_of_identity_center(event_source: str, name: str) -> bool:
    """Whether an event is one of Identity Center's own users."""
    return name in IDENTITY_CENTER.get(event_source, ())
