"""What CloudTrail writes as errorCode. Data, and a look-up.

Sources: 539 failed calls among attested records; EC2 API reference, "Error codes"; AWS General
Reference, "Common errors"; the error shapes of botocore's models.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from eventbridge_notifier.aws.services import models
from eventbridge_notifier.aws.suggest import closest, is_certain_slip, letters

# EC2 says whose mistake it was, in every code; no other service does.
EC2_PREFIXES = ("Client.", "Server.")
_EC2 = ("ec2.amazonaws.com",)

# Codes that any service may answer with.
COMMON = frozenset({
    "AccessDenied", "AccessDeniedException", "AuthFailure", "ExpiredToken", "ExpiredTokenException",
    "IncompleteSignature", "InternalFailure", "InternalError", "InvalidClientTokenId",
    "InvalidParameterValue", "InvalidParameterCombination", "MissingAuthenticationToken",
    "NotAuthorized", "OptInRequired", "RequestExpired", "RequestLimitExceeded",
    "ServiceUnavailable", "SignatureDoesNotMatch", "Throttling", "ThrottlingException",
    "UnauthorizedOperation", "UnrecognizedClientException", "ValidationError",
    "ValidationException", "VpceAccessDenied"})


def meant_error_code(sources: tuple[str, ...], services: Iterable[str], text: str) -> str:
    """What CloudTrail writes where calls of the eventSources fail as `text` says; "" where `text`
    may be right, which most codes may be: services add to them."""
    bare = next((text.removeprefix(one) for one in EC2_PREFIXES if text.startswith(one)), text)
    known = COMMON.union(*(_of_service(one) for one in services))
    code = _spelt(bare, known)
    if sources == _EC2:
        prefix = text.removesuffix(bare) if text != bare else EC2_PREFIXES[0]
        right = prefix + code
    else:
        right = code if bare == text else {"UnauthorizedOperation": "AccessDenied"}.get(code, code)
        if "ec2.amazonaws.com" in sources or not sources:
            right = text.removesuffix(bare) + code
    return right if right != text else ""


def _spelt(code: str, known: frozenset[str]) -> str:
    """The known code that `code` is in another spelling; `code` without blanks where none is."""
    squeezed = "".join(code.split())
    if squeezed in known:
        return squeezed
    same = [one for one in sorted(known) if letters(one) == letters(squeezed)]
    if same or not is_certain_slip(squeezed, known):
        return same[0] if same else squeezed
    return closest(squeezed, known, 1)[0]


@cache
def _of_service(name: str) -> frozenset[str]:
    """The codes of a service's own errors."""
    if not models.exists(name):
        return frozenset()
    shapes = models.load(name)["shapes"]
    errors = {shape: one for shape, one in shapes.items() if one.get("exception")}
    return frozenset({*errors, *(one["error"]["code"] for one in errors.values()
                                 if one.get("error", {}).get("code"))})
