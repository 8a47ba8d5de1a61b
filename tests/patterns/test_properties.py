"""What holds for every pattern and every event."""

import json
from contextlib import suppress
from typing import Any

from eventbridge_notifier.patterns import PatternError, RuleSet, compile, lint, show
from eventbridge_notifier.patterns.numbers import from_text
from eventbridge_notifier.patterns.reader import read
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.patterns import naive
from tests.patterns.strategies import events, garbage, names, objects, patterns, simple, words

dotted = names | st.sampled_from(["a.b", "b.c", "c.a"])


@given(st.lists(patterns(), min_size=1, max_size=5),
       st.lists(events(dotted), min_size=1, max_size=3))
@settings(max_examples=60, deadline=None)
def test_all_rules_at_once_find_what_each_finds(
    rules: list[dict[str, Any]], some: list[dict[str, Any]]
) -> None:
    compiled = {str(number): compile(rule) for number, rule in enumerate(rules)}
    together = RuleSet(compiled)
    for event in some:
        each = {name for name, pattern in compiled.items() if pattern.matches(event)}
        assert together.matching(event) == each
        assert together.matching(json.dumps(event)) == each
        assert RuleSet(dict(enumerate(rules))).matching(event) == set(map(int, each))  # type: ignore[arg-type]


@given(patterns(), events(dotted))
@settings(max_examples=60, deadline=None)
def test_explain_says_matched_exactly_when_it_matches(
    pattern: dict[str, Any], event: dict[str, Any]
) -> None:
    compiled = compile(pattern)
    explanation = compiled.explain(event)
    assert explanation.matched is compiled.matches(event)
    assert explanation.nearest.matched is explanation.matched
    assert len(explanation.alternatives) == len(compiled.alternatives)
    for one in explanation.alternatives:
        assert one.matched == (not one.failed)
    assert (show.brief(explanation) == "") is explanation.matched
    assert show.lines(explanation)
    json.dumps(show.as_dict(explanation))


@given(objects(simple, names), events(names))
@settings(max_examples=150, deadline=None)
def test_array_elements_are_chosen_as_brute_force_finds_them(
    pattern: dict[str, Any], event: dict[str, Any]
) -> None:
    pattern = {"a": pattern, **({"$or": [pattern, {"b": pattern}]} if "c" in pattern else {})}
    assert compile(pattern).matches(event) is naive.matches(pattern, event)


@given(garbage)
@settings(max_examples=150, deadline=None)
@example({"a": [{"numeric": [float("nan"), 1]}]})
@example({1: ["x"]})
@example({"a": ("x",)})
def test_compile_raises_nothing_but_pattern_errors(pattern: Any) -> None:
    for one in (pattern, {"a": pattern}, {"a": [pattern]}, {"$or": [{"a": [1]}, pattern]}):
        try:
            compiled = compile(one)
        except PatternError:
            continue
        compiled.explain({"a": pattern})
        lint(one)


@given(patterns(), garbage)
@settings(max_examples=60, deadline=None)
def test_matching_raises_nothing_but_pattern_errors(pattern: dict[str, Any], value: Any) -> None:
    compiled = compile(pattern)
    nested = {"a": [value, {"b": value}], "c": [value]}
    for event in (value, {"a": value, "b": {"c": value}}, nested):
        for verb in (compiled.matches, compiled.explain, RuleSet({"r": compiled}).matching):
            try:
                verb(event)  # type: ignore[operator]
            except PatternError:
                assert not isinstance(event, dict)


@given(st.text() | st.text(alphabet='{}[]":, \\ua0129.eE+-truefalsn\n', max_size=40))
@settings(max_examples=250, deadline=None)
@example("[1e5, 1E+5, -0.0, 1e999]")
@example('"\\ud800\\udc00"')
def test_the_reader_takes_what_json_takes_and_no_more(text: str) -> None:
    try:
        expected = json.loads(text, parse_float=from_text,
                              parse_constant=lambda word: json.loads("!"))
    except ValueError:
        expected = PatternError
    try:
        got = read(text, unique=False).value
    except PatternError:
        got = PatternError
    assert repr(got) == repr(expected)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda below: st.lists(below) | st.dictionaries(st.text(), below), max_leaves=20)


@given(json_values, st.sampled_from([None, 2]))
@settings(max_examples=60, deadline=None)
def test_the_reader_reads_what_json_writes(value: Any, indent: int | None) -> None:
    assert read(json.dumps(value, indent=indent)).value == value


@given(st.text() | st.text(alphabet='{}[]":, \\ua01', max_size=30), words)
@settings(max_examples=60, deadline=None)
def test_any_text_compiles_or_is_a_pattern_error(text: str, word: Any) -> None:
    for one in (text, f'{{"a": [{{"{word}": {text}}}]}}', f'{{"a": {text}}}'):
        with suppress(PatternError):
            compile(one).matches(one)
