"""What is ruled out without parsing matches nothing; fields answered together are only faster."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from eventbridge_notifier.patterns import PatternError, RuleSet, compile, read_event
from eventbridge_notifier.patterns.ruleset import RuleSet as Rules
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.patterns import cases
from tests.patterns.strategies import events, names, patterns

KEYS = names | st.sampled_from(["a.b", "b.c", "c.a", "xa", "a b", "Ab", 'a"', "b\\"])
SPELLINGS: list[dict[str, Any]] = [{"separators": (",", ":")}, {}, {"indent": 1},
                                   {"separators": (" ,", " : ")}, {"ensure_ascii": False}]


def looking(rules: Rules) -> Any:
    """A screen that looks at every field there is, one after the other."""
    screen = rules.screen()
    screen.look_at(list(screen.candidates))
    return screen


def escaped(text: str) -> str:
    """The same JSON with letters written as escapes."""
    if "\\" in text:
        return text
    return re.sub('"[^"]*"', lambda found: found[0].replace("a", "\\u0061"), text)


@given(st.lists(patterns(), min_size=1, max_size=5),
       st.lists(events(KEYS), min_size=1, max_size=4), st.sampled_from(SPELLINGS))
@settings(max_examples=150, deadline=None)
def test_an_event_that_matches_is_never_ruled_out(
    rules: list[dict[str, Any]], some: list[dict[str, Any]], spelling: dict[str, Any]
) -> None:
    together = RuleSet({str(number): rule for number, rule in enumerate(rules)})
    screen = looking(together)
    for event in some:
        for text in (json.dumps(event, **spelling), escaped(json.dumps(event, **spelling))):
            assert together.among(read_event(text), screen.alive(text)) == together.matching(event)


def test_nothing_is_ruled_out_of_the_languages_own_cases() -> None:
    known = [case for case in cases.matching() if case.expect is True]
    for case in known:
        rules = RuleSet({"rule": compile(case.pattern_text)})
        event = read_event(case.event_text)
        assert rules.among(event, looking(rules).alive(case.event_text)) == {"rule"}


@pytest.mark.parametrize("text", [
    '{"detail": {"name": "x"}}', '{"detail.name":"x"}', '{"detail":[{"name":"y"},{"name":"x"}]}',
    '{"detail":{"name":["y","x"]}}', '{"detail":{"name" :"x"}}', '{"detail":{"na\\u006de":"x"}}',
    '{"detail":{"name":"\\u0078"}}', '{"detail":{"name":"y","name":"x"}}',
    '{"name":"y","detail":{"name":"x"}}', '{"t":"name","detail":{"name":"x"}}'])
def test_every_way_to_write_a_value_is_seen(text: str) -> None:
    rules = RuleSet({"rule": {"detail": {"name": ["x"]}}})
    assert rules.matching(text) == {"rule"}
    assert looking(rules).alive(text)


@pytest.mark.parametrize("text", [
    '{"detail":{"name":"y"}}', '{"detail":{"other":"x"}}', '{"detail":{"surname":"x"}}',
    '{"detail":{"name": "y"}}', '{"detail":{"t":"name","x":"x"}}'])
def test_a_text_without_the_value_is_ruled_out(text: str) -> None:
    rules = RuleSet({"rule": {"detail": {"name": ["x"]}}})
    assert looking(rules).alive(text) == 0


def test_what_the_first_texts_teach_changes_no_answer() -> None:
    rules = {f"r{n}": {"source": ["aws.x"], "detail": {"eventName": [f"Do{n}"]}} for n in range(40)}
    together = RuleSet(rules)
    for number in range(600):
        event = {"source": "aws.x", "detail": {"eventName": f"Do{number % 90}", "pad": "-" * 200}}
        expected = {f"r{number % 90}"} if number % 90 < 40 else set()
        assert together.matching(json.dumps(event)) == expected
        assert together.matching(event) == expected
    with pytest.raises(PatternError):
        together.matching('{"source": "aws.x", "detail": {"eventName": "Do1", ' + " " * 300 + "}")


FRONTS = st.sampled_from(["aws.a", "A", 1, True, 1.0, None, ["A"], {"b": "A"}, [], ""])


@given(st.lists(st.fixed_dictionaries({}, optional={
    "source": FRONTS, "detail-type": FRONTS, "detail.eventName": FRONTS,
    "detail": st.fixed_dictionaries({}, optional={
        "eventSource": FRONTS, "eventName": FRONTS, "errorCode": FRONTS, "n": FRONTS})}),
    min_size=1, max_size=8))
@settings(max_examples=150, deadline=None)
def test_fields_that_are_answered_together_are_answered_as_each_alone(
    some: list[dict[str, Any]]
) -> None:
    wanted = ([{"exists": False}], ["A"], [1], [True], [None], [{"anything-but": "A"}], ["aws.a"])
    rules = {f"{field}{n}": {"source": [{"exists": True}], "detail": {field: value, "n": other}}
             for field in ("eventSource", "eventName", "errorCode")
             for n, value in enumerate(wanted) for other in ([{"exists": False}],)}
    rules |= {f"top{n}": {"source": value, "detail-type": value} for n, value in enumerate(wanted)}
    each = {name: compile(rule) for name, rule in rules.items()}
    together = RuleSet(each)
    for event in some:
        assert together.matching(event) == {
            name for name, one in each.items() if one.matches(event)}
