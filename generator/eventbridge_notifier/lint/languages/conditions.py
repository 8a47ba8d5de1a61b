"""What a rule of another language asks of an event, as a tree of tests. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from eventbridge_notifier.lint.nodes import Position


@dataclass(frozen=True)
class Test:
    """The field at dotted `path` from the envelope meets one of `conditions` (EventBridge's own).

    `positions` says where each of them is written.
    """

    path: str
    conditions: tuple[Any, ...]
    positions: tuple[Position, ...]


@dataclass(frozen=True)
class All:
    """Every part holds; without parts it always does."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class Either:
    """One of the parts holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class Not:
    """The part does not hold."""

    part: Condition


@dataclass(frozen=True)
class Opaque:
    """A condition that no event pattern can say: where it is written, and why it is left out."""

    position: Position
    why: str


Condition = Test | All | Either | Not | Opaque


def all_of(parts: list[Condition]) -> Condition:
    return parts[0] if len(parts) == 1 else All(tuple(parts))


def either_of(parts: list[Condition]) -> Condition:
    return parts[0] if len(parts) == 1 else Either(tuple(parts))
