"""An explanation as lines for people and as data for scripts."""

from typing import Any, NamedTuple

from eventbridge_notifier.patterns.explain import (
    AlternativeResult,
    Explanation,
    PathResult,
    Verdict,
)

OTHER_ALTERNATIVES = 2
"""Further alternatives of $or that are shown after the nearest."""

_MARKS = {Verdict.MATCHED: ("✓", "good")}
_FAILED = ("✗", "bad")

_REASONS = {
    Verdict.MATCHED: "{values}",
    Verdict.MISSING: "not in the event; wanted {conditions}",
    Verdict.DIFFERENT: "{values} is not {conditions}",
    Verdict.PRESENT: "{values}, but must not be in the event",
    Verdict.OTHER_ELEMENT: "{values}: matches, but in another element of the array",
}


class Line(NamedTuple):
    """A line of text and how to colour it: title, good, bad or dim."""

    text: str
    style: str


def lines(explanation: Explanation) -> list[Line]:
    """A short answer: the verdict, then the nearest alternative path by path, failures first."""
    first, *rest = explanation.alternatives
    if explanation.matched:
        return [Line("matches", "good"), *_paths(first)]
    result = [Line(_headline(explanation), "title"), *_paths(first)]
    for other in rest[:OTHER_ALTERNATIVES]:
        result += [Line("or:", "dim"), *_paths(other, failed_only=True)]
    if len(rest) > OTHER_ALTERNATIVES:
        left = len(rest) - OTHER_ALTERNATIVES
        result.append(Line(f"and {left} more alternatives of $or, further away", "dim"))
    return result


def brief(explanation: Explanation) -> str:
    """The failed paths of the nearest alternative, in one line."""
    return "; ".join(_words(path) for path in explanation.nearest.failed)


def as_dict(explanation: Explanation) -> dict[str, Any]:
    """The whole explanation as JSON-able data, the nearest alternative first."""
    return {
        "matched": explanation.matched,
        "alternatives": [
            {"matched": one.matched, "paths": [_path_as_dict(path) for path in one.paths]}
            for one in explanation.alternatives
        ],
    }


def _headline(explanation: Explanation) -> str:
    failed = explanation.nearest.failed
    if any(path.verdict is Verdict.OTHER_ELEMENT for path in failed):
        return "does not match: no single element of the array satisfies all of these"
    return f"does not match: {len(failed)} of {len(explanation.nearest.paths)} paths"


def _paths(alternative: AlternativeResult, failed_only: bool = False) -> list[Line]:
    paths = alternative.failed if failed_only else alternative.paths
    return [_line(path) for path in paths]


def _line(path: PathResult) -> Line:
    mark, style = _MARKS.get(path.verdict, _FAILED)
    return Line(f"  {mark} {_words(path)}", style)


def _words(path: PathResult) -> str:
    values = ", ".join(path.values) + (f" and {path.more_values} more" if path.more_values else "")
    conditions = " or ".join(path.conditions)
    reason = _REASONS[path.verdict].format(
        values=values or "not in the event", conditions=conditions
    )
    return f"{path.path}: {reason}"


def _path_as_dict(path: PathResult) -> dict[str, Any]:
    return {
        "path": path.path,
        "verdict": path.verdict.value,
        "conditions": list(path.conditions),
        "values": list(path.values),
        "moreValues": path.more_values,
    }
