"""A watch to its event pattern: the words of the spec in EventBridge's own language. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from eventbridge_notifier import aws
from eventbridge_notifier.compiler import exclusions, outcome
from eventbridge_notifier.spec.model import Watch

Pattern = dict[str, Any]


class Clash(ValueError):
    """A path of `where` leads through a field that has conditions itself."""


@dataclass(frozen=True)
class _Branch:
    """Operations with the same eventSources and the same conditions on their outcome."""

    sources: tuple[str, ...]
    names: tuple[str, ...]
    outcome: outcome.Conditions


def build(watch: Watch, operations: Iterable[aws.Operation]) -> Pattern:
    """The event pattern of `watch`, whose `on` names `operations`. Raises Clash."""
    if watch.pattern is not None:
        return dict(watch.pattern)
    operations = tuple(operations)
    if watch.source is not None:
        return _from_source(watch)
    sources = sorted({source for one in operations for source in one.sources})
    detail = _names(_branches(watch, operations))
    _put_all(detail, conditions(watch.where))
    _put_all(detail, exclusions.of(watch))
    return {"source": [aws.envelope_source(source) for source in sources],
            "detail-type": _detail_types(operations), "detail": detail}


def conditions(where: Mapping[str, Any]) -> dict[str, list[Any]]:
    """`where` with every condition as the list that a pattern wants."""
    return {path: as_list(condition) for path, condition in where.items()}


def as_list(condition: Any) -> list[Any]:
    return list(condition) if isinstance(condition, list) else [condition]


def _from_source(watch: Watch) -> Pattern:
    assert watch.source is not None
    pattern: Pattern = {"source": as_list(watch.source.source)}
    if watch.source.detail_type is not None:
        pattern["detail-type"] = as_list(watch.source.detail_type)
    detail: Pattern = {}
    if outcome.applies(watch):
        _put_all(detail, outcome.of(watch)[0])
    _put_all(detail, conditions(watch.where))
    _put_all(detail, exclusions.of(watch))
    return {**pattern, "detail": detail} if detail else pattern


def _names(branches: list[_Branch]) -> Pattern:
    """eventSource, eventName and outcome; `$or` where one object would admit other events."""
    if len(branches) == 1:
        return _branch(branches[0], branches[0].outcome)
    if all(one.outcome == branches[0].outcome for one in branches):
        pattern = {"$or": [_branch(one, {}) for one in branches]}
        _put_all(pattern, branches[0].outcome)
        return pattern
    return {"$or": [_branch(one, one.outcome) for one in branches]}


def _branches(watch: Watch, operations: tuple[aws.Operation, ...]) -> list[_Branch]:
    branches: dict[str, _Branch] = {}
    for one in operations:
        for wanted in outcome.of(watch, one):
            sources = tuple(sorted(one.sources))
            before = branches.get(key := repr((sources, wanted)), _Branch(sources, (), wanted))
            names = tuple(sorted({*before.names, *one.event_names}))
            branches[key] = _Branch(sources, names, wanted)
    return [branches[key] for key in sorted(branches)]


def _branch(branch: _Branch, conditions: outcome.Conditions) -> Pattern:
    pattern: Pattern = {"eventSource": list(branch.sources), "eventName": list(branch.names)}
    _put_all(pattern, conditions)
    return pattern


def _detail_types(operations: tuple[aws.Operation, ...]) -> list[str]:
    return sorted({one for operation in operations for one in operation.detail_types})


def _put_all(target: Pattern, values: Mapping[str, list[Any]]) -> None:
    for path, value in values.items():
        *above, last = path.split(".")
        below = target
        for key in above:
            below = below.setdefault(key, {})
            if not isinstance(below, dict):
                raise Clash(path)
        if isinstance(below.get(last), dict):
            raise Clash(path)
        below[last] = value

