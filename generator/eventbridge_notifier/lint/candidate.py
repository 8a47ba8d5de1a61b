"""What finders find: a pattern with its positions, and what is known of the rule that has it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from eventbridge_notifier.lint.languages.to_pattern import Left
from eventbridge_notifier.lint.nodes import Node, Position

DEFAULT_BUS = "default"


@dataclass(frozen=True)
class Candidate:
    """`name` is the address of what holds the pattern, as its own tool says it.

    `lines` are lines whose comment speaks for all of it. `bus` and `state` are None where they are
    not known, or where there are none. Where `translated` is set the pattern was made here of
    another language, which compares loosely: what it lacks as a pattern is not its author's fault.
    `facts` are its texts for people (title, description, severity, id), `left` is what the pattern
    leaves out.
    """

    name: str
    pattern: Node
    lines: tuple[int, ...] = ()
    bus: str | None = DEFAULT_BUS
    state: str | None = None
    translated: bool = False
    facts: Mapping[str, str] = field(default_factory=dict)
    left: tuple[Left, ...] = ()


@dataclass(frozen=True)
class Broken:
    """Something that cannot be read as a pattern: where, and why.

    `is_certain` is False where it is our reader that does not understand it.
    """

    name: str
    position: Position
    message: str
    lines: tuple[int, ...] = ()
    is_certain: bool = True


Found = Candidate | Broken
Finder = Callable[[Node], Iterator[Found]]
"""Finds candidates below the root of a file; nothing in a file of another format."""
