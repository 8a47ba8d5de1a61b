"""What the parts of the sandbox ask of each other. Each part gets the others when it is made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from eventbridge_notifier.sandbox.core.denial import Denial
from eventbridge_notifier.sandbox.core.model import Call, Entry, Identity, Outcome

Journal = Callable[[Entry], None]
"""Takes note of one thing that happened."""

Operation = Callable[[Call], Outcome | None]
"""Answers an operation in moto's place; None leaves it to moto."""

Operations = Mapping[tuple[str, str], Operation]
"""By service and operation."""

Observer = Callable[[Call, Outcome], object]
"""Sees each call that was answered, refused ones too."""


class Clients(Protocol):
    """boto3 clients of the sandbox itself: not authorized, not recorded by CloudTrail."""

    def client(self, service: str, region: str, account: str) -> Any: ...


class Identities(Protocol):
    """Who is behind an access key."""

    def of(self, access_key: str, token: str) -> Identity: ...

    def open_session(self, role_arn: str, session_name: str) -> tuple[str, str, str]:
        """Access key, secret and token of a session of a role, as a service opens it."""


class Authorizer(Protocol):
    """Whether a call may pass."""

    def denial(self, call: Call) -> Denial | None: ...


class ServiceAuthorizer(Protocol):
    """Whether a service may act on a resource by itself.

    `principal` is `events.amazonaws.com` and the like, `context` has condition keys
    (`aws:SourceArn`, `aws:SourceAccount`, ...).
    """

    def denial(self, principal: str, action: str, resource: str,
               context: Mapping[str, str]) -> Denial | None: ...
