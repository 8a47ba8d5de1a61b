"""A tree of tests to an event pattern, with the position of each condition. Pure.

What no pattern can say is left out, so that the pattern admits more than was meant, never less; the
second value says what was left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from eventbridge_notifier import aws
from eventbridge_notifier.lint.languages.conditions import (
    All,
    Condition,
    Either,
    Not,
    Opaque,
    Test,
)
from eventbridge_notifier.lint.languages.meeting import both, is_exact
from eventbridge_notifier.lint.languages.negation import none_of
from eventbridge_notifier.lint.nodes import Node, Position

MOST = 300
"""Alternatives beyond which a rule is not written out: AWS takes 1,000, and 4,096 characters."""

NAME, SOURCE = "detail.eventName", "detail.eventSource"


@dataclass(frozen=True)
class Left:
    """Something that is left out or read otherwise: where it is written, and what is said of it."""

    position: Position
    message: str


@dataclass(frozen=True)
class Field:
    """The conditions of one field, of which one must be met, with their positions."""

    conditions: tuple[Any, ...]
    positions: tuple[Position, ...]


Fields = dict[str, Field]
"""An alternative: dotted path to what must hold there."""


class TooMany(Exception):
    """The rule has more alternatives than a pattern can hold."""


def pattern_of(condition: Condition, position: Position) -> tuple[Node | None, list[Left]]:
    """The pattern, at `position`; None where it would admit every event, or none."""
    left: list[Left] = []
    try:
        found = merged(alternatives(condition, left))
    except TooMany:
        left.append(Left(position, f"it has more than {MOST} alternatives"))
        return None, left
    left = list(dict.fromkeys(left))
    if not found or any(not one for one in found):
        return None, left
    return _node(found, position), left


def alternatives(condition: Condition, left: list[Left], negated: bool = False) -> list[Fields]:
    """The alternatives of which one holds; [{}] always does. Adds to `left` what is left out."""
    if isinstance(condition, Opaque):
        left.append(Left(condition.position, condition.why))
        return [{}]
    if isinstance(condition, Not):
        return alternatives(condition.part, left, not negated)
    if isinstance(condition, Test):
        return _test(condition, left, negated)
    if isinstance(condition, All) != negated:
        found: list[Fields] = [{}]
        for part in _source_first(condition):
            more = alternatives(part, left, negated)
            if len(found) * len(more) > MOST:
                raise TooMany
            joined = [_joined(one, other, left) for one in found for other in more]
            found = merged([one for one in joined if one is not None])
        return found
    found = [one for part in condition.parts for one in alternatives(part, left, negated)]
    if len(found) > MOST * 10:
        raise TooMany
    return merged(found)


def _source_first(condition: All | Either) -> list[Condition]:
    """All parts, those of parts of the same kind too; which service it is helps with the names."""
    parts: list[Condition] = []
    for one in condition.parts:
        parts += _source_first(one) if isinstance(one, type(condition)) else [one]
    return sorted(parts, key=lambda one: not (isinstance(one, Test) and one.path == SOURCE))


def _test(test: Test, left: list[Left], negated: bool) -> list[Fields]:
    if not negated:
        return [{test.path: Field(test.conditions, test.positions)}]
    conditions = none_of(list(test.conditions))
    if conditions is None:
        left.append(Left(test.positions[0], f"a pattern cannot exclude this from {test.path}"))
        return [{}]
    return [{test.path: Field(tuple(conditions), (test.positions[0],) * len(conditions))}]


def _joined(one: Fields, other: Fields, left: list[Left]) -> Fields | None:
    """Both alternatives together; None where no event meets both."""
    found = dict(one)
    for path, field in other.items():
        if path not in found:
            found[path] = field
            continue
        met = _met(path, found[path], field, {**one, **other})
        if met is None:
            left.append(Left(field.positions[0], f"a pattern cannot ask {path} for this as well "
                             "as for what is asked before"))
        elif not met.conditions:
            return None
        else:
            found[path] = met
    return found


def _met(path: str, one: Field, other: Field, fields: Fields) -> Field | None:
    conditions = both(list(one.conditions), list(other.conditions))
    if conditions is None and path == NAME:
        conditions = _listed(one, other, fields.get(SOURCE))
    if conditions is None:
        return None
    where = dict(zip(map(repr, (*other.conditions, *one.conditions)),
                     (*other.positions, *one.positions), strict=True))
    return Field(tuple(conditions),
                 tuple(where.get(repr(value), one.positions[0]) for value in conditions))


def _listed(one: Field, other: Field, source: Field | None) -> list[Any] | None:
    """The names that the API models have and that meet both."""
    if source is None or not is_exact(source.conditions):
        return None
    names: list[Any] = sorted({name for text in source.conditions if isinstance(text, str)
                               for name in aws.event_names_of(text)})
    some = both(names, list(one.conditions)) if names else None
    return both(some, list(other.conditions)) if some else None


def merged(found: Iterable[Fields]) -> list[Fields]:
    """The same alternatives, where those that differ in one field are one."""
    rest = _unique(found)
    if any(not one for one in rest):
        return [{}]
    changed = True
    while changed:
        changed = False
        for path in sorted({path for one in rest for path in one}):
            grouped = _grouped(rest, path)
            if len(grouped) < len(rest):
                rest, changed = grouped, True
    return rest


def _unique(found: Iterable[Fields]) -> list[Fields]:
    return list({_key(one): one for one in found}.values())


def _key(fields: Fields) -> str:
    return repr(sorted((path, one.conditions) for path, one in fields.items()))


def _grouped(found: list[Fields], path: str) -> list[Fields]:
    groups: dict[str, Fields] = {}
    for one in found:
        others = {name: field for name, field in one.items() if name != path}
        key = _key(others) if path in one else "without " + _key(one)
        if key not in groups or path not in one:
            groups[key] = one
        else:
            groups[key] = {**groups[key], path: _union(groups[key][path], one[path])}
    return list(groups.values())


def _union(one: Field, other: Field) -> Field:
    seen = {repr(value) for value in one.conditions}
    more = [(value, at) for value, at in zip(other.conditions, other.positions, strict=True)
            if repr(value) not in seen]
    return Field((*one.conditions, *(value for value, _ in more)),
                 (*one.positions, *(at for _, at in more)))


def _node(found: list[Fields], position: Position) -> Node:
    common = {path: field for path, field in found[0].items()
              if all(path in one and one[path].conditions == field.conditions for one in found)}
    pattern = Node({}, position)
    _put_all(pattern, common)
    rest = [{path: field for path, field in one.items() if path not in common} for one in found]
    if len(rest) > 1:
        inside = all(path.startswith("detail.") for one in rest for path in one)
        holder = _below(pattern, "detail", position) if inside else pattern
        branches = []
        for one in rest:
            branch = Node({}, position)
            _put_all(branch, {path.removeprefix("detail.") if inside else path: field
                              for path, field in one.items()})
            branches.append(branch)
        holder.value["$or"] = Node(branches, position)
        holder.keys["$or"] = position
    return pattern


def _put_all(node: Node, fields: Fields) -> None:
    for path, field in fields.items():
        *above, last = path.split(".")
        holder = node
        for name in above:
            holder = _below(holder, name, field.positions[0])
        holder.value[last] = Node([_value(value, at) for value, at in zip(
            field.conditions, field.positions, strict=True)], field.positions[0])
        holder.keys[last] = field.positions[0]


def _below(node: Node, name: str, position: Position) -> Node:
    if name not in node.value:
        node.value[name] = Node({}, position)
        node.keys[name] = position
    below: Node = node.value[name]
    return below


def _value(value: Any, position: Position) -> Node:
    if isinstance(value, dict):
        return Node({key: _value(one, position) for key, one in value.items()}, position,
                    dict.fromkeys(value, position))
    if isinstance(value, list):
        return Node([_value(one, position) for one in value], position)
    return Node(value, position)
