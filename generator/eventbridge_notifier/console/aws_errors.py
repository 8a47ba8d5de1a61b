"""What to tell people when AWS says no, or says nothing. Pure."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import urlsplit

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
_NETWORK = ("is there a network, is the region one of AWS's, and does AWS_ENDPOINT_URL, if it is "
            "set, lead to something that runs?")
LOCAL = (
    (exceptions.NoCredentialsError, "there are no AWS credentials",
     "run `aws configure`, sign in, or set AWS_PROFILE"),
    (exceptions.NoRegionError, "no AWS region is set", "say --home-region, or set AWS_REGION"),
    (exceptions.ProfileNotFound, "", "the profiles are in ~/.aws/config"),
    (exceptions.ConnectionError, "", _NETWORK), (exceptions.HTTPClientError, "", _NETWORK),
    (exceptions.TokenRetrievalError, "the sign-in has ended", "run `aws sso login`"),
)


def explain_error(error: BaseException) -> Explanation:
    """Words for an error of botocore."""
    if isinstance(error, ClientError):
        told = error.response.get("Error", {})
        said = f"{error.operation_name}: {_readable(told)}"
        return Explanation(said, HINTS.get(told.get("Code", ""), ""))
    for kind, what, hint in LOCAL:
        if isinstance(error, kind):
            return Explanation(what or _unanswered(error), hint)
    return Explanation(str(error), "")


def _unanswered(error: BaseException) -> str:
    """That an endpoint does not answer, and which; else what the error says itself."""
    endpoint = urlsplit(str(getattr(error, "kwargs", {}).get("endpoint_url", "")))
    where = f"{endpoint.scheme}://{endpoint.netloc}"
    return f"{where} does not answer" if endpoint.netloc else str(error)


def _readable(told: dict[str, str]) -> str:
    """The message of an error. Something else than AWS may answer with a page of HTML."""
    message = told.get("Message") or told.get("Code", "refused")
    return "something else than AWS answered" if "<html" in message[:200].lower() else message
