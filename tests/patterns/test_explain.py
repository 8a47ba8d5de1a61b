"""`explain`: why an event does not match, the nearest miss first."""

from typing import Any

import pytest
from eventbridge_notifier.patterns import compile, show
from eventbridge_notifier.patterns.explain import Explanation, Verdict


def explain(pattern: dict[str, Any], event: dict[str, Any]) -> Explanation:
    return compile(pattern).explain(event)


def verdicts(explanation: Explanation) -> dict[str, Verdict]:
    return {path.path: path.verdict for path in explanation.nearest.paths}


def lines(explanation: Explanation) -> list[str]:
    return [line.text.strip() for line in show.lines(explanation)]


def test_all_paths_of_a_match() -> None:
    explanation = explain({"a": ["x"], "b": {"c": [1, {"exists": False}]}}, {"a": "x"})
    assert explanation.matched
    assert set(verdicts(explanation).values()) == {Verdict.MATCHED}
    assert lines(explanation) == ["matches", '✓ a: "x"', "✓ b.c: not in the event"]


def test_a_value_that_differs_is_shown_with_the_conditions() -> None:
    explanation = explain({"detail": {"runtime": ["python3.8", {"prefix": "python2"}]}},
                          {"detail": {"runtime": "java17"}})
    assert lines(explanation) == [
        "does not match: 1 of 1 paths",
        '✗ detail.runtime: "java17" is not "python3.8" or prefix "python2"',
    ]


def test_failures_come_first() -> None:
    explanation = explain({"a": [1], "b": [2], "c": [3]}, {"a": 1, "b": 9})
    assert [path.path for path in explanation.nearest.failed] == ["b", "c"]
    assert [path.path for path in explanation.nearest.paths] == ["b", "c", "a"]
    assert verdicts(explanation) == {"a": Verdict.MATCHED, "b": Verdict.DIFFERENT,
                                     "c": Verdict.MISSING}
    assert lines(explanation) == [
        "does not match: 2 of 3 paths",
        "✗ b: 9 is not 2",
        "✗ c: not in the event; wanted 3",
        "✓ a: 1",
    ]


def test_what_must_be_absent_and_is_not() -> None:
    explanation = explain({"errorCode": [{"exists": False}]}, {"errorCode": "AccessDenied"})
    assert verdicts(explanation) == {"errorCode": Verdict.PRESENT}
    assert '"AccessDenied", but must not be in the event' in show.brief(explanation)


def test_values_in_different_elements_of_an_array() -> None:
    explanation = explain({"state": ["on"], "tags": {"key": ["env"], "value": ["prod"]}},
                          {"state": "on", "tags": [{"key": "env", "value": "test"},
                                                   {"key": "x", "value": "prod"}]})
    assert verdicts(explanation) == {"state": Verdict.MATCHED,
                                     "tags.key": Verdict.OTHER_ELEMENT,
                                     "tags.value": Verdict.OTHER_ELEMENT}
    first, *rest = lines(explanation)
    assert first == "does not match: no single element of the array satisfies all of these"
    assert any("in another element" in line for line in rest)


@pytest.mark.parametrize(("event", "nearest"), [
    ({"a": 1, "b": 9}, {"a", "b"}),
    ({"c": 3, "d": 9}, {"c", "d"}),
])
def test_the_nearest_alternative_comes_first(event: dict[str, Any], nearest: set[str]) -> None:
    pattern = {"$or": [{"a": [1], "b": [2]}, {"c": [3], "d": [4]}]}
    assert set(verdicts(explain(pattern, event))) == nearest


def test_a_value_that_differs_is_nearer_than_one_that_is_missing() -> None:
    explanation = explain({"$or": [{"a": [1]}, {"b": [2]}]}, {"b": 3})
    assert verdicts(explanation) == {"b": Verdict.DIFFERENT}


def test_further_alternatives_are_shortened() -> None:
    pattern = {"s": ["s"], "$or": [{"a": [number]} for number in range(6)]}
    text = lines(explain(pattern, {"s": "s", "a": 9}))
    assert text.count("or:") == 2
    assert text[-1] == "and 3 more alternatives of $or, further away"


def test_of_many_values_a_few_are_shown() -> None:
    explanation = explain({"a": ["x"]}, {"a": [str(number) for number in range(20)]})
    [path] = explanation.nearest.paths
    assert path.values == ('"0"', '"1"', '"2"', '"3"', '"4"')
    assert path.more_values == 15
    assert "and 15 more" in show.brief(explanation)


def test_long_values_are_cut() -> None:
    brief = show.brief(explain({"a": ["x"]}, {"a": "y" * 1_000}))
    assert len(brief) < 120
    assert "…" in brief


def test_as_data() -> None:
    explanation = explain({"a": [1], "b": ["x"]}, {"a": 1})
    assert show.as_dict(explanation) == {
        "matched": False,
        "alternatives": [{"matched": False, "paths": [
            {"path": "b", "verdict": "missing", "conditions": ['"x"'], "values": [],
             "moreValues": 0},
            {"path": "a", "verdict": "matched", "conditions": ["1"], "values": ["1"],
             "moreValues": 0},
        ]}],
    }


CONDITIONS = [
    ("x", '"x"'), (1, "1"), (None, "null"), (True, "true"),
    ({"prefix": "x"}, 'prefix "x"'),
    ({"prefix": {"equals-ignore-case": "x"}}, 'prefix, ignoring case, "x"'),
    ({"suffix": "x"}, 'suffix "x"'),
    ({"suffix": {"equals-ignore-case": "x"}}, 'suffix, ignoring case, "x"'),
    ({"equals-ignore-case": "x"}, 'equals, ignoring case, "x"'),
    ({"wildcard": "x*"}, 'wildcard "x*"'),
    ({"anything-but": ["x", "y"]}, 'anything-but ["x", "y"]'),
    ({"anything-but": {"prefix": "x"}}, 'anything-but prefix "x"'),
    ({"numeric": [">", 0, "<=", 5]}, "numeric > 0 <= 5"),
    ({"cidr": "10.0.0.0/8"}, 'cidr "10.0.0.0/8"'),
    ({"exists": True}, "exists"), ({"exists": False}, "does not exist"),
    ({"exactly": "x"}, 'exactly "x"'), ("10.0.0.1", '"10.0.0.1"'),
]


@pytest.mark.parametrize(("condition", "words"), CONDITIONS)
def test_every_condition_has_words(condition: Any, words: str) -> None:
    [path] = explain({"a": [condition]}, {}).nearest.paths
    assert path.conditions == (words,)
