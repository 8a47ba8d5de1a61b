"""What to tell people when AWS says no, or says nothing. Pure."""

from __future__ import annotations

from typing import NamedTuple

from botocore import exceptions
from botocore.exceptions import BotoCoreError, ClientError

# What `trouble` has words for.
ERRORS = (BotoCoreError, ClientError)


class Explanation(NamedTuple):
    """What is wrong, and what to do about it."""

    what: str
    hint: str

    def __str__(self) -> str:
        return f"{self.what}; {self.hint}" if self.hint else self.what


# Error codes of AWS's services to what helps. Source: the API references, "Common errors".
HINTS = {
    "ExpiredToken": "the credentials have expired: sign in again",
    "ExpiredTokenException": "the credentials have expired: sign in again",
    "UnrecognizedClientException": "AWS does not know these credentials: check the profile",
    "InvalidClientTokenId": "AWS does not know these credentials: check the profile",
    "AccessDenied": "`eventbridge-notifier console --print-policy` prints what reading needs",
    "AccessDeniedException": "`eventbridge-notifier console --print-policy` prints what reading "
                             "needs",
    "ResourceNotFoundException": "is this the region, and --name the module's name?",
    "ThrottlingException": "AWS asks for patience: try again in a moment",
    "ProvisionedThroughputExceededException": "AWS asks for patience: try again in a moment",
}
LOCAL = (
    (exceptions.NoCredentialsError, "there are no AWS credentials",
     "run `aws configure`, sign in, or set AWS_PROFILE"),
    (exceptions.NoRegionError, "no AWS region is set", "say --home-region, or set AWS_REGION"),
    (exceptions.ProfileNotFound, "", "the profiles are in ~/.aws/config"),
    (exceptions.ConnectionError, "AWS does not answer", "is there a network?"),
    (exceptions.HTTPClientError, "AWS does not answer", "is there a network?"),
    (exceptions.TokenRetrievalError, "the sign-in has ended", "run `aws sso login`"),
)


def explain_error(error: BaseException) -> Explanation:
    """Words for an error of botocore."""
    if isinstance(error, ClientError):
        told = error.response.get("Error", {})
        said = f"{error.operation_name}: {told.get('Message') or told.get('Code', 'refused')}"
        return Explanation(said, HINTS.get(told.get("Code", ""), ""))
    for kind, what, hint in LOCAL:
        if isinstance(error, kind):
            return Explanation(what or str(error), hint)
    return Explanation(str(error), "")
