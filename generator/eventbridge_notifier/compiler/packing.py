"""Many watches to few rules: each packed rule lets through a superset of what its watches match.

The recorder finds out which of them an event really matches. Pure.

A watch goes where its events' sources go, and a source always goes to the same packed rule: when
other watches come and go, no watch moves from one rule to another, which would leave a gap.
"""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from eventbridge_notifier import aws
from eventbridge_notifier.compiler import superset
from eventbridge_notifier.compiler.alternatives import Alternative
from eventbridge_notifier.compiler.rule import Rule
from eventbridge_notifier.record_format.packed import PREFIX

SEPARATE, PACKED, BOTH = "separate", "packed", "both"

SHARES = {"writes": 24, "reads": 24, "events": 4}
"""Packed rules of each kind on one bus: calls that change something, calls in the state that shows
reads as well, and events that services send by themselves."""

DEFAULT_BUS = "default"


@dataclass(frozen=True)
class Pack:
    """A packed rule; `rules` are its watches by name."""

    name: str
    bus: str
    state: str
    pattern: dict[str, Any]
    rules: tuple[Rule, ...]

    @property
    def description(self) -> str:
        several = len(self.rules)
        return f"Events of {several} watch{'es' * (several != 1)}, told apart by the recorder"


@dataclass(frozen=True)
class Layout:
    """`separate` are the watches with a rule of their own."""

    separate: tuple[Rule, ...]
    packs: tuple[Pack, ...] = ()

    @property
    def standing(self) -> tuple[Rule | Pack, ...]:
        """All rules that stand at home."""
        return (*self.separate, *self.packs)

    def taking(self, watches: Collection[str]) -> tuple[Rule | Pack, ...]:
        """The fewest of them that take all events of `watches`: their own rules where they have
        them, else the packed ones."""
        own = {rule.name: rule for rule in self.separate if rule.name in watches}
        return (*own.values(), *(pack for pack in self.packs if any(
            rule.name in watches and rule.name not in own for rule in pack.rules)))

    @cached_property
    def packs_of(self) -> dict[str, tuple[str, ...]]:
        """The packed rules that take events of a watch, by its name."""
        found: dict[str, tuple[str, ...]] = {}
        for pack in self.packs:
            for rule in pack.rules:
                found[rule.name] = (*found.get(rule.name, ()), pack.name)
        return found


NOTHING = Layout(())


@dataclass(frozen=True)
class _Part:
    """Events of one source that a watch may match; without `names` any eventName will do."""

    source: str
    types: tuple[str, ...]
    names: tuple[str, ...] = ()


@dataclass
class _Group:
    """What is packed together."""

    parts: set[_Part] = field(default_factory=set)
    rules: dict[str, Rule] = field(default_factory=dict)


_Key = tuple[str, str, int]
"""Bus, kind and share."""


def of(rules: Iterable[Rule], how: str) -> Layout:
    """`how` is one of SEPARATE, PACKED, and BOTH, which a stack passes through from one to the
    other: an event that comes by two rules is recorded once."""
    rules = tuple(rules)
    if how == SEPARATE:
        return Layout(rules)
    groups: dict[_Key, _Group] = {}
    own = []
    for rule in rules:
        parts = _parts(rule)
        if not parts or how == BOTH:
            own.append(rule)
        for part in parts:
            group = groups.setdefault(_key(rule, part), _Group())
            group.parts.add(part)
            group.rules[rule.name] = rule
    return Layout(tuple(own), tuple(_pack(key, groups[key]) for key in sorted(groups)))


def moved(rules: Iterable[Rule], before: Collection[str], after: Collection[str]) -> list[str]:
    """The watches that go from one rule to another at once, so that events which come in between
    are lost. `before` and `after` are the names of the rules that stand."""
    if set(before) <= set(after):
        return []
    rules = tuple(rules)
    shared = of(rules, BOTH).packs_of
    taking = {rule.name: {rule.name, *shared.get(rule.name, ())} for rule in rules}
    return [name for name, some in taking.items()
            if (was := some.intersection(before)) and not was.intersection(after)]


def _parts(rule: Rule) -> tuple[_Part, ...]:
    """What the rule's events are; () where it keeps a rule of its own: its further targets hang on
    that, or it does not say exactly which events it may match."""
    if rule.targets:
        return ()
    parts = [tuple(_of_alternative(one)) for one in rule.alternatives]
    return tuple(one for some in parts for one in some) if all(parts) else ()


def _of_alternative(alternative: Alternative) -> Iterator[_Part]:
    sources, types, names = (_exact(alternative, path) for path in (
        "source", "detail-type", "detail.eventName"))
    calls = tuple(one for one in types if one in aws.VIA_CLOUDTRAIL)
    natives = tuple(one for one in types if one not in aws.VIA_CLOUDTRAIL)
    if calls and not names:
        return
    for source in sources:
        if calls:
            yield _Part(source, calls, names)
        if natives:
            yield _Part(source, natives)


def _exact(alternative: Alternative, path: str) -> tuple[str, ...]:
    return alternative[path].exact() if path in alternative else ()


def _key(rule: Rule, part: _Part) -> _Key:
    kind = "events"
    if part.names:
        kind = "writes" if rule.state == aws.ENABLED else "reads"
    return rule.bus, kind, zlib.crc32(part.source.encode()) % SHARES[kind]


def _pack(key: _Key, group: _Group) -> Pack:
    bus, kind, share = key
    elsewhere = "" if bus == DEFAULT_BUS else f"-{zlib.crc32(bus.encode()):08x}"
    parts = sorted(group.parts, key=lambda one: (one.source, one.types, one.names))
    pattern = superset.pattern({one.source for one in parts},
                               {name for one in parts for name in one.types},
                               {name for one in parts for name in one.names})
    return Pack(f"{PREFIX}{kind}-{share:02}{elsewhere}", bus,
                aws.ALL_MANAGEMENT_EVENTS if kind == "reads" else aws.ENABLED, pattern,
                tuple(group.rules[name] for name in sorted(group.rules)))
