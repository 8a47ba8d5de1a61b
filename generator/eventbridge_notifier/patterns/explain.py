"""Why an event matched a pattern, or did not.

The slow path over the same conditions: every alternative is looked at path by path. Where every
path has a value that matches and the alternative still fails, the values lie in different elements
of an array.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from eventbridge_notifier.patterns.event import Found, Search
from eventbridge_notifier.patterns.operators.base import shown
from eventbridge_notifier.patterns.syntax import Alternative, Conditions

SHOWN_VALUES = 5
LOOKED_AT = 1_000
"""Values of one path whose words are made; an array may hold any number."""


class Verdict(StrEnum):
    """What became of one path."""

    MATCHED = "matched"
    MISSING = "missing"
    DIFFERENT = "different"
    PRESENT = "present"
    OTHER_ELEMENT = "other element"


@dataclass(frozen=True)
class PathResult:
    """One path of an alternative: the conditions, and the event's values there, as words."""

    path: str
    verdict: Verdict
    conditions: tuple[str, ...]
    values: tuple[str, ...]
    more_values: int = 0

    @property
    def matched(self) -> bool:
        return self.verdict is Verdict.MATCHED


@dataclass(frozen=True)
class AlternativeResult:
    """One way to satisfy the pattern (one without $or): its paths, those that failed first."""

    matched: bool
    paths: tuple[PathResult, ...]

    @property
    def failed(self) -> tuple[PathResult, ...]:
        return tuple(path for path in self.paths if not path.matched)


@dataclass(frozen=True)
class Explanation:
    """Whether a pattern matched; its alternatives, the nearest miss first."""

    matched: bool
    alternatives: tuple[AlternativeResult, ...]

    @property
    def nearest(self) -> AlternativeResult:
        """The alternative that matched, or came closest to it."""
        return self.alternatives[0]


def explain(
    event: dict[str, Any], alternatives: tuple[Alternative, ...], matched: int
) -> Explanation:
    """Sorts the alternatives by how near they came; `matched` are those that hold, as a set."""
    explainer = _Explainer(Search(event))
    results = [
        explainer.alternative(one, bool(matched >> number & 1))
        for number, one in enumerate(alternatives)
    ]
    return Explanation(matched != 0, tuple(sorted(results, key=_distance)))


def _distance(result: AlternativeResult) -> tuple[bool, int, int, int]:
    failed = result.failed
    missing = sum(path.verdict is Verdict.MISSING for path in failed)
    return not result.matched, len(failed), missing, -len(result.paths)


class _Explainer:
    """Looks at every path of an event, and at every set of conditions there, once."""

    def __init__(self, search: Search) -> None:
        self.search = search
        self.found: dict[str, list[Found]] = {}
        self.results: dict[tuple[str, Conditions], PathResult] = {}

    def alternative(self, one: Alternative, matched: bool) -> AlternativeResult:
        paths = [self.path(path, conditions) for path, conditions in one.items()]
        if matched:
            paths = [replace(path, verdict=Verdict.MATCHED) for path in paths]
        elif all(path.matched for path in paths):
            paths = [self.elsewhere(path) for path in paths]
        return AlternativeResult(matched, tuple(sorted(paths, key=lambda path: path.matched)))

    def path(self, path: str, conditions: Conditions) -> PathResult:
        if path not in self.found:
            self.found[path] = self.search.leaves_at(path)
        if (path, conditions) not in self.results:
            self.results[path, conditions] = _path(path, conditions, self.found[path])
        return self.results[path, conditions]

    def elsewhere(self, path: PathResult) -> PathResult:
        placed = any(one.element for one in self.found[path.path])
        return replace(path, verdict=Verdict.OTHER_ELEMENT) if placed else path


def _path(path: str, conditions: Conditions, values: list[Found]) -> PathResult:
    distinct = list(dict.fromkeys(shown(value.value) for value in values[:LOOKED_AT]))
    return PathResult(
        path,
        _verdict(conditions, values),
        tuple(leaf.says for leaf in conditions),
        tuple(distinct[:SHOWN_VALUES]),
        max(0, len(distinct) - SHOWN_VALUES),
    )


def _verdict(conditions: Conditions, values: list[Found]) -> Verdict:
    if not values:
        absence = any(leaf.wants_absence for leaf in conditions)
        return Verdict.MATCHED if absence else Verdict.MISSING
    if any(leaf.test(value.value) for leaf in conditions for value in values):
        return Verdict.MATCHED
    if all(leaf.wants_absence for leaf in conditions):
        return Verdict.PRESENT
    return Verdict.DIFFERENT
