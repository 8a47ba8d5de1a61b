"""The language: every case of tests/patterns/language, by all three ways to ask."""

import json
from decimal import Decimal

import pytest
from eventbridge_notifier.patterns import PatternError, RuleSet, compile

from tests.patterns import cases


@pytest.mark.parametrize("case", cases.matching(), ids=lambda case: case.about)
def test_matches(case: cases.Case) -> None:
    """As texts and as dicts; Decimal keeps the digits that a few of the cases are about."""
    pattern = compile(case.pattern_text)
    assert pattern.matches(case.event_text) is case.expect
    assert pattern.matches(case.event_text.encode()) is case.expect
    assert pattern.explain(case.event_text).matched is case.expect
    expected = {"rule"} if case.expect else set()
    as_dicts = [json.loads(text, parse_float=Decimal) for text in (case.pattern_text,
                                                                   case.event_text)]
    assert compile(as_dicts[0]).matches(as_dicts[1]) is case.expect
    assert RuleSet({"rule": pattern}).matching(case.event_text) == expected


@pytest.mark.parametrize("case", cases.refused(), ids=lambda case: f"{case.about} {case.says}")
def test_refused_with_reason_and_position(case: cases.Case) -> None:
    with pytest.raises(PatternError) as caught:
        compile(case.pattern_text)
    assert case.says in caught.value.reason
    if case.at:
        assert str(caught.value.position) == case.at
        assert str(caught.value) == f"{case.at}: {caught.value.reason}"


def test_digits_that_no_double_keeps_are_equal_only_when_written_alike() -> None:
    pattern = compile('{"n": [12345678901234567890, 1e400]}')
    assert pattern.matches('{"n": 12345678901234567890}')
    assert not pattern.matches('{"n": 1.2345678901234567890e19}')
    assert not pattern.matches('{"n": 1E400}')


def test_all_rules_at_once_find_what_each_finds() -> None:
    """One RuleSet of every pattern, against every event."""
    patterns = {case.pattern_text: compile(case.pattern_text) for case in cases.matching()}
    rules = RuleSet(patterns)
    for event in {case.event_text for case in cases.matching()}:
        each = {text for text, pattern in patterns.items() if pattern.matches(event)}
        assert rules.matching(event) == each


def test_a_rule_set_reads_patterns_of_all_kinds() -> None:
    rules = RuleSet({"dict": {"a": [1]}, "text": '{"a": [1]}', "compiled": compile({"a": [2]})})
    assert rules.matching({"a": 1}) == {"dict", "text"}
    assert rules.matching({"a": [1, 2]}) == {"dict", "text", "compiled"}
    with pytest.raises(PatternError):
        RuleSet({"bad": {}})
    assert RuleSet({}).matching({"a": 1}) == set()


@pytest.mark.parametrize("event", ["", "[]", "1", '"x"', "null", "{", '{"a": 1} x', '{"a": NaN}',
                                   '{"a": 01}', b'{"a": "\xff"}', [], None, 1, "{'a': 1}"])
def test_what_is_no_event_is_a_pattern_error(event: object) -> None:
    pattern = compile({"a": [1]})
    for verb in (pattern.matches, pattern.explain, RuleSet({"r": pattern}).matching):
        with pytest.raises(PatternError):
            verb(event)  # type: ignore[operator]


def test_of_a_key_that_an_event_text_holds_twice_the_last_counts() -> None:
    deep = "[" * 5_000 + "]" * 5_000
    for text in ('{"a": 1, "a": 2}', f'{{"a": 1, "b": {deep}, "a": 2}}'):
        assert compile({"a": [2]}).matches(text)
        assert not compile({"a": [1]}).matches(text)
