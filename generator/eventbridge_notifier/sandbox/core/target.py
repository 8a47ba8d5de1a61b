"""Targets of rules: what each kind of target is given and has to allow."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, Protocol

Event = Mapping[str, Any]
Forward = Callable[[str, Event, int], None]
"""Puts an event on the bus with this ARN, after so many hops over other buses."""


@dataclass(frozen=True)
class Delivery:
    """One event for one target. `payload` is the JSON text that the target gets.

    `hops` counts the buses that the event has come over.
    """

    target: Mapping[str, Any]
    payload: str
    event: Event
    rule_arn: str
    forward: Forward
    hops: int = 0

    @property
    def arn(self) -> str:
        return str(self.target["Arn"])

    @property
    def parts(self) -> list[str]:
        """`arn:aws:service:region:account:resource`; the resource may hold colons."""
        return self.arn.split(":", 5)

    @property
    def kind(self) -> str:
        """The service, and for EventBridge's own resources the type of resource."""
        service, resource = self.parts[2], self.parts[5]
        return resource.partition("/")[0] if service == "events" else service


class TargetError(Exception):
    """A target did not take an event. `code` is EventBridge's ERROR_CODE."""

    def __init__(self, code: str, message: str, retry: bool = False) -> None:
        super().__init__(message)
        self.code, self.retry = code, retry


class AllowedBy(Enum):
    """Whose policies must allow a delivery."""

    ROLE_OR_RESOURCE = "the role of the target if it has one, else the resource's policy"
    ROLE_AND_RESOURCE = "both; within one account the role or nobody"
    ROLE = "the role of the target"


@dataclass(frozen=True)
class TargetKind:
    """`name` is `Delivery.kind`. `action` is what the policy of the resource must allow.

    `call` is the API call (service, operation, parameter that names the target) that a role must
    be allowed. `context` has the condition keys that the resource's policy is given.
    """

    name: str
    action: str
    call: tuple[str, str, str]
    allowed_by: AllowedBy = AllowedBy.ROLE_OR_RESOURCE
    context: tuple[str, ...] = ("aws:SourceArn", "aws:SourceAccount")


class Target(Protocol):
    """How targets of one kind are reached."""

    @property
    def kind(self) -> TargetKind: ...

    def send(self, delivery: Delivery) -> None:
        """Raises TargetError, or botocore's errors."""
