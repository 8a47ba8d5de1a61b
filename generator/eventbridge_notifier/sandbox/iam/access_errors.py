"""The error with which a service refuses a call. One row a service, where its protocol says less.

Source: botocore's models, and the services' pages on errors.
"""

from __future__ import annotations

from moto.core.utils import get_service_model

from eventbridge_notifier.sandbox.core.model import Call, Outcome


class Reason(str):
    """Why a call is refused. `kind` is denied, or how a KMS key is to blame: see CODES."""

    kind: str = "denied"
    code: str = ""

    @classmethod
    def of(cls, text: str, kind: str = "denied", code: str = "") -> Reason:
        made = cls(text)
        made.kind, made.code = kind, code
        return made


DENIED, KEY_DENIED, KEY_DISABLED, KEY_MISSING = "denied", "key denied", "key disabled", "no key"

_BY_PROTOCOL = {
    "json": ("AccessDeniedException", 400), "rest-json": ("AccessDeniedException", 403),
    "ec2": ("UnauthorizedOperation", 403),
}
_OTHERWISE = ("AccessDenied", 403)

# (service, kind) to error code and HTTP status.
CODES: dict[tuple[str, str], tuple[str, int]] = {
    ("sqs", DENIED): ("AccessDenied", 403),
    ("sqs", KEY_DENIED): ("KmsAccessDenied", 400),
    ("sqs", KEY_DISABLED): ("KmsDisabled", 400),
    ("sqs", KEY_MISSING): ("KmsNotFound", 400),
    ("sns", DENIED): ("AuthorizationError", 403),
    ("sns", KEY_DENIED): ("KMSAccessDenied", 400),
    ("sns", KEY_DISABLED): ("KMSDisabled", 400),
    ("sns", KEY_MISSING): ("KMSNotFound", 400),
    ("s3", KEY_DISABLED): ("KMS.DisabledException", 400),
    ("s3", KEY_MISSING): ("KMS.NotFoundException", 400),
    ("lambda", KEY_DENIED): ("KMSAccessDeniedException", 502),
    ("lambda", KEY_DISABLED): ("KMSDisabledException", 502),
    ("lambda", KEY_MISSING): ("KMSNotFoundException", 502),
    ("kms", KEY_DISABLED): ("DisabledException", 400),
    ("kms", KEY_MISSING): ("NotFoundException", 400),
}


def denial(call: Call, reason: str) -> Outcome:
    """The answer to a call that must not pass."""
    kind = reason.kind if isinstance(reason, Reason) else DENIED
    code, status = CODES.get((call.service, kind)) or _denied(call.service)
    if isinstance(reason, Reason) and reason.code:
        code = reason.code
    text = "You are not authorized to perform this operation. " if call.service == "ec2" else ""
    return Outcome(status, {}, code, text + reason)


def _denied(service: str) -> tuple[str, int]:
    protocol = str(get_service_model(service).protocol)
    return CODES.get((service, DENIED)) or _BY_PROTOCOL.get(protocol, _OTHERWISE)
