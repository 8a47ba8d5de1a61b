"""A candidate to the keys of a watch, and what of it could not be carried over. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import Any

from eventbridge_notifier.lint import partial
from eventbridge_notifier.lint.candidate import DEFAULT_BUS, Broken, Candidate, Found
from eventbridge_notifier.lint.finders.pattern_file import ALONE
from eventbridge_notifier.lint.importers import calls
from eventbridge_notifier.lint.languages.to_pattern import Left
from eventbridge_notifier.lint.nodes import Node, Position, is_unknown
from eventbridge_notifier.lint.partial import Partial

SEVERITIES = {"informational": "info", "info": "info", "low": "low", "medium": "medium",
              "high": "high", "critical": "critical"}
_NO_NAMES = ("this", "main", "default", "rule")
"""What people call the only thing of its kind: the whole address says more."""

_LONGEST_NAME, _LONGEST_DESCRIPTION = 43, 512


@dataclass(frozen=True)
class Draft:
    """`keys` are those of a watch, {} where nothing could be made of the rule.

    `notes` say of which line what was left out or changed. `when` is what a notifier would be told,
    in the spec's words. `rule_id` is what the rule's own tool knows it by.
    """

    name: str
    file: str
    position: Position
    keys: Mapping[str, Any] = field(default_factory=dict)
    notes: tuple[Left, ...] = ()
    when: Mapping[str, Any] | None = None
    rule_id: str = ""


def of(found: Found, file: str) -> Draft:
    """The watch that says what the rule says, or why there is none."""
    if isinstance(found, Broken):
        return Draft(found.name, file, found.position,
                     notes=(Left(found.position, found.message),))
    made = partial.of(found.pattern)
    notes = [*found.left, *_unknown(found.pattern), *_rule(found)]
    title = found.facts.get("title") or (
        PurePath(file).stem if found.name == ALONE else found.name)
    draft = Draft(title, file, found.pattern.position, notes=tuple(notes),
                  rule_id=found.facts.get("id", ""))
    if not made.pattern:
        return replace(draft, notes=(*notes, Left(draft.position, "nothing of it can be imported")))
    keys, more = _keys(found, made)
    return replace(draft, keys=keys and {**_told(found.facts), **keys},
                   notes=tuple(dict.fromkeys((*notes, *more))))


def _told(facts: Mapping[str, str]) -> dict[str, Any]:
    told: dict[str, Any] = {}
    text = " ".join((facts.get("description") or facts.get("title") or "").split())
    if text:
        told["description"] = text if len(text) <= _LONGEST_DESCRIPTION else (
            text[:_LONGEST_DESCRIPTION - 2] + " …")
    if severity := SEVERITIES.get(facts.get("severity", "").lower()):
        told["severity"] = severity
    return told


def _keys(found: Candidate, made: Partial) -> tuple[dict[str, Any], list[Left]]:
    """`on` and `where` where they say all of it, `pattern` elsewhere."""
    position = found.pattern.position
    if not found.translated and {"source", "detail-type"} <= made.pattern.keys():
        bus = {} if found.bus in (None, DEFAULT_BUS) else {"bus": found.bus}
        return {**bus, "pattern": made.pattern}, []
    try:
        return calls.keys(made.pattern, lambda *path: made.positions.get(path, position))
    except calls.NoCall as reason:
        return {}, [*reason.notes, Left(position, str(reason))]


def _rule(found: Candidate) -> Iterator[Left]:
    at = found.pattern.position
    if found.state == "DISABLED":
        yield Left(at, "the rule is disabled; this watch is not")
    if found.bus is None and not found.translated and found.state is not None:
        yield Left(at, "the bus is not written out here: the watch is on the default bus")
    if found.state is not None and "source" not in found.pattern.value and not found.translated:
        yield Left(at, "the pattern names no source: the watch asks for AWS's own events")


def _unknown(node: Node, path: tuple[str, ...] = ()) -> Iterator[Left]:
    """What is computed elsewhere, and therefore not asked for."""
    for key, one in node.items():
        if isinstance(one.value, dict):
            yield from _unknown(one, (*path, key))
        elif is_unknown(one):
            name = ".".join((*path, key))
            yield Left(node.keys.get(key, one.position),
                       f"{name} is not written out here: the watch matches any value; "
                       "write the value")


def named(drafts: Iterable[Draft]) -> list[Draft]:
    """The same with names that a watch may have, each once."""
    taken: set[str] = set()
    found = []
    for one in drafts:
        base, number = slug(one.name), 1
        name = base
        while name in taken:
            number += 1
            name = f"{base[:_LONGEST_NAME - len(str(number)) - 1]}-{number}"
        taken.add(name)
        found.append(replace(one, name=name))
    return found


def slug(text: str) -> str:
    """A text as the name of a watch: letters, digits and hyphens."""
    if " " not in text and (last := re.split(r"\.(?![^\[]*\])", text)[-1]) not in _NO_NAMES:
        text = last
    words = re.sub(r"[^A-Za-z0-9]+", "-", re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", text)).lower()
    return words.strip("-")[:_LONGEST_NAME].strip("-") or "watch"
