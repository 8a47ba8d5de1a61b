"""The error with which a service answers a call that it denies.

By the rows `errors` of the services' facts, and where there is none by the service's protocol.
Source: botocore's models, and the services' pages on errors.
"""

from __future__ import annotations

from moto.core.utils import get_service_model

from eventbridge_notifier.sandbox.core.denial import Denial, DenialKind
from eventbridge_notifier.sandbox.core.model import Call, Outcome
from eventbridge_notifier.sandbox.services import SERVICES

_CODES = {(service.name, kind): error for service in SERVICES
          for kind, error in service.errors.items()}
_BY_PROTOCOL = {
    "json": ("AccessDeniedException", 400), "rest-json": ("AccessDeniedException", 403),
    "ec2": ("UnauthorizedOperation", 403),
}
_OTHERWISE = ("AccessDenied", 403)


def outcome_of(call: Call, denial: Denial) -> Outcome:
    """The answer to a call that is denied."""
    code, status = _CODES.get((call.service, denial.kind)) or _not_allowed(call.service)
    text = "You are not authorized to perform this operation. " if call.service == "ec2" else ""
    return Outcome(status, {}, denial.code or code, text + denial.text)


def _not_allowed(service: str) -> tuple[str, int]:
    protocol = str(get_service_model(service).protocol)
    return _CODES.get((service, DenialKind.NOT_ALLOWED)) or _BY_PROTOCOL.get(protocol, _OTHERWISE)
