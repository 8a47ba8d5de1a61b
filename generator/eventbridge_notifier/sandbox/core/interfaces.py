"""What the parts of the sandbox ask of each other. Each part is handed to the next when built."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from eventbridge_notifier.sandbox.core.model import Call, Entry, Identity, Outcome

Journal = Callable[[Entry], None]
"""Takes note of one thing that happened."""


class Clients(Protocol):
    """boto3 clients of the sandbox itself: not authorized, not recorded by CloudTrail."""

    def client(self, service: str, region: str, account: str) -> Any: ...


class Identities(Protocol):
    """Who is behind an access key."""

    def of(self, access_key: str, token: str) -> Identity: ...

    def mint(self, role_arn: str, session_name: str) -> tuple[str, str, str]:
        """Access key, secret and token of a session of a role, as a service assumes it."""


class Authorizer(Protocol):
    """May a call pass? None, or the reason why not."""

    def check(self, call: Call) -> str | None: ...


class Guard(Protocol):
    """May a service act on a resource by itself? None, or the reason why not.

    `principal` is `events.amazonaws.com` and the like, `context` has condition keys
    (`aws:SourceArn`, `aws:SourceAccount`, ...).
    """

    def __call__(self, principal: str, action: str, resource: str,
                 context: Mapping[str, str]) -> str | None: ...


class Functions(Protocol):
    """Lambda: code kept from the calls that pass, and run under the Runtime API."""

    def observe(self, call: Call, outcome: Outcome) -> None: ...

    def invoke_async(self, function_arn: str, payload: bytes) -> None:
        """Queues the event. Raises LookupError where there is no such function."""

    def invoke(self, call: Call) -> Outcome:
        """Answers lambda:Invoke, of any InvocationType."""

    def operations(self) -> Mapping[tuple[str, str], Callable[[Call], Outcome | None]]:
        """(service, operation) to the answer of what else moto is not asked for."""

    def pending(self) -> int:
        """Events that are queued, running or waiting for a retry."""

    def close(self) -> None: ...


class Mend(Protocol):
    """Where moto answers otherwise than AWS."""

    def before(self, call: Call) -> Outcome | None:
        """The answer, where moto must not be asked."""

    def after(self, call: Call, outcome: Outcome) -> Outcome:
        """The same `outcome` object, or another that is to be sent instead."""
