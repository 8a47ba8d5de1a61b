"""Why an event matched a pattern, or did not.

The slow path over the same conditions: every alternative is looked at path by path. Where every
path has a value that matches and the alternative still fails, the values lie in different elements
of an array.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from generator.patterns import consistency
from generator.patterns.event import Found, leaves_at
from generator.patterns.leaves import shown
from generator.patterns.syntax import Alternative, Conditions

SHOWN_VALUES = 5


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


def explain(event: dict[str, Any], alternatives: tuple[Alternative, ...]) -> Explanation:
    """Holds every alternative against the event and sorts them by how near they came."""
    found: dict[str, list[Found]] = {}
    for one in alternatives:
        for path in one:
            if path not in found:
                found[path] = leaves_at(event, path)
    results = sorted((_alternative(event, one, found) for one in alternatives), key=_distance)
    return Explanation(any(result.matched for result in results), tuple(results))


def _distance(result: AlternativeResult) -> tuple[bool, int, int, int]:
    failed = result.failed
    missing = sum(path.verdict is Verdict.MISSING for path in failed)
    return not result.matched, len(failed), missing, -len(result.paths)


def _alternative(
    event: dict[str, Any], one: Alternative, found: dict[str, list[Found]]
) -> AlternativeResult:
    matched = consistency.holds(event, one)
    paths = [_path(path, conditions, found[path]) for path, conditions in one.items()]
    if matched:
        paths = [_as(path, Verdict.MATCHED) for path in paths]
    elif all(path.matched for path in paths):
        paths = [
            _as(path, Verdict.OTHER_ELEMENT) if _placed(found[path.path]) else path
            for path in paths
        ]
    return AlternativeResult(matched, tuple(sorted(paths, key=lambda path: path.matched)))


def _path(path: str, conditions: Conditions, values: list[Found]) -> PathResult:
    distinct = list(dict.fromkeys(shown(value.value) for value in values[:1000]))
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


def _as(path: PathResult, verdict: Verdict) -> PathResult:
    return PathResult(path.path, verdict, path.conditions, path.values, path.more_values)


def _placed(values: list[Found]) -> bool:
    return any(value.places for value in values)
