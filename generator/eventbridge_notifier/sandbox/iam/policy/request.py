"""What is asked: who wants to do what with which resource, in which circumstances."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

Context = Mapping[str, tuple[str, ...]]
"""Condition keys in lower case, with their values."""


@dataclass(frozen=True)
class Principal:
    """`kind` is CloudTrail's word. A service's `arn` is its name, `events.amazonaws.com`."""

    kind: str
    arn: str
    account: str = ""
    role_arn: str = ""


@dataclass(frozen=True)
class Request:
    """`action` is `service:Action`, `resource` an ARN or `*`."""

    principal: Principal
    action: str
    resource: str
    context: Context = field(default_factory=dict)


def context_of(keys: Mapping[str, object]) -> Context:
    """Condition keys as policies compare them; a key without a value is left out."""
    return {name.lower(): _texts(value) for name, value in keys.items() if value is not None}


def _texts(value: object) -> tuple[str, ...]:
    if isinstance(value, bool):
        return (str(value).lower(),)
    if isinstance(value, Iterable) and not isinstance(value, str | bytes):
        return tuple(str(one) for one in value)
    return (str(value),)
