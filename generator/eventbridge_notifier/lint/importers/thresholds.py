"""Rules that count, or that wait for something new: Sigma's correlations, Elastic's rules. Pure.

A watch says it under `when`: `{at_least, by, distinct, within}` or `{first_by, within}`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from eventbridge_notifier.lint.importers.draft import Draft, slug
from eventbridge_notifier.lint.languages import elastic
from eventbridge_notifier.lint.languages.to_pattern import Left
from eventbridge_notifier.lint.nodes import Node, Position, plain

_COUNTING = ("event_count", "value_count")


@dataclass(frozen=True)
class Count:
    """`rules` are the titles, names or ids of the rules whose events are counted."""

    rules: tuple[str, ...]
    when: dict[str, Any] | None
    position: Position
    notes: tuple[str, ...] = ()


def of(root: Node) -> Iterator[Count]:
    """What a document says of times; nothing for most."""
    if root.get("correlation") is not None:
        yield _correlation(root)
    elif root.get("type") is not None and root.get("query") is not None:
        yield from _elastic(root)


def applied(drafts: Iterable[Draft], counts: Iterable[Count]) -> list[Draft]:
    """The drafts with what is said of them."""
    found = list(drafts)
    for count in counts:
        for index, one in enumerate(found):
            if {one.name, slug(one.name), one.rule_id} & set(count.rules):
                found[index] = replace(one, when=one.when or count.when, notes=(
                    *one.notes, *(Left(count.position, note) for note in count.notes)))
    return found


def _correlation(root: Node) -> Count:
    given = plain(root)["correlation"]
    given = given if isinstance(given, dict) else {}
    rules = given.get("rules", [])
    names = tuple(str(one) for one in (rules if isinstance(rules, list) else [rules]))
    kind, condition = given.get("type"), given.get("condition")
    if kind not in _COUNTING or not isinstance(condition, dict) or not (
            least := _least(condition)):
        return Count(names, None, root.position, (f"the correlation {kind} over several rules has "
                                                  "no counterpart",))
    when: dict[str, Any] = {"at_least": least}
    if by := given.get("group-by"):
        when["by"] = by if isinstance(by, list) else [by]
    if kind == "value_count" and condition.get("field"):
        when["distinct"] = condition["field"]
    return Count(names, when | {"within": str(given.get("timespan", ""))}, root.position)


def _least(condition: dict[str, Any]) -> int:
    if isinstance(condition.get("gte"), int):
        return int(condition["gte"])
    return int(condition["gt"]) + 1 if isinstance(condition.get("gt"), int) else 0


def _elastic(root: Node) -> Iterator[Count]:
    rule = plain(root)
    names = (str(rule.get("name")),)
    threshold, terms = rule.get("threshold"), rule.get("new_terms")
    if rule["type"] == "threshold" and isinstance(threshold, dict):
        fields, notes = _fields(threshold.get("field", []))
        when: dict[str, Any] = {"at_least": threshold.get("value", 1)}
        when |= {"by": fields} if fields else {}
        for one in threshold.get("cardinality", []):
            when |= {"distinct": path} if (path := _record(one.get("field", ""))) else {}
        yield Count(names, when | {"within": _span(rule.get("from", ""))}, root.position, notes)
    elif rule["type"] == "new_terms" and isinstance(terms, dict):
        fields, notes = _fields(terms.get("value", []))
        starts = terms.get("history_window_start", [])
        span = _span(str(starts[0].get("value", "")) if starts else "")
        when_first = {"first_by": fields, "within": span} if fields else None
        yield Count(names, when_first, root.position, notes)


def _fields(names: list[str]) -> tuple[list[str], tuple[str, ...]]:
    paths = {name: _record(name) for name in names}
    return ([path for path in paths.values() if path],
            tuple(f"{name} has no counterpart in a record" for name, path in paths.items()
                  if not path))


def _record(field: str) -> str:
    return elastic.path_of(field).removeprefix("detail.")


def _span(text: str) -> str:
    """`now-10d` as 10d."""
    found = re.search(r"now-(\d+[smhdw])", text)
    return found[1] if found else ""
