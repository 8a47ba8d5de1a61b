"""What is answered with less work is answered as each condition answers alone."""

from __future__ import annotations

from typing import Any

from eventbridge_notifier.patterns import RuleSet, compile
from eventbridge_notifier.patterns.matcher import Matcher
from eventbridge_notifier.patterns.shortcuts import elements
from eventbridge_notifier.patterns.shortcuts.beginnings import Beginnings
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.patterns import naive

FEW_LETTERS = st.text('ab"\ud800\U0001f600', max_size=4)


@given(st.lists(FEW_LETTERS, max_size=8), st.lists(FEW_LETTERS, min_size=1, max_size=4))
@settings(max_examples=150, deadline=None)
def test_many_prefixes_are_found_as_each_is(prefixes: list[str], some: list[str]) -> None:
    together = Beginnings()
    for number, prefix in enumerate(prefixes):
        together.add(prefix, 1 << number)
        for value in some:
            assert together.takers(value) == sum(
                1 << at for at, one in enumerate(prefixes[:number + 1]) if value.startswith(one))


VALUES = st.sampled_from(["x", "y", 1, True, None])
CONDITIONS = st.lists(VALUES | st.sampled_from([{"anything-but": "x"}, {"exists": False}]),
                      min_size=1, max_size=2)
ASKED = st.dictionaries(st.sampled_from("abc"), CONDITIONS, min_size=1, max_size=3)
RULES = st.lists(st.fixed_dictionaries({}, optional={"l": ASKED, "m": ASKED, "d": CONDITIONS})
                 .filter(bool).map(lambda inner: {"p": inner}), min_size=1, max_size=6)
ELEMENTS = st.lists(st.dictionaries(st.sampled_from("abc"), VALUES, max_size=3), max_size=4)
ODD = st.sampled_from(["x", ["x"], {"a": ["x", "y"]}, {"a": {"b": "x"}}, [{"a": "x"}]])
EVENTS = st.fixed_dictionaries({"p": st.fixed_dictionaries(
    {}, optional={"l": ELEMENTS | st.lists(ODD, max_size=3),
                  "m": ELEMENTS, "d": VALUES})})


@given(RULES, st.lists(EVENTS, min_size=1, max_size=4))
@settings(max_examples=80, deadline=None)
def test_values_in_arrays_of_objects_are_found_as_brute_force_finds_them(
    rules: list[dict[str, Any]], some: list[dict[str, Any]]
) -> None:
    together = RuleSet({str(number): compile(rule) for number, rule in enumerate(rules)})
    for event in some:
        assert together.matching(event) == {
            str(number) for number, rule in enumerate(rules) if naive.matches(rule, event)}


def test_plain_arrays_are_answered_here_and_odd_ones_are_left_to_the_search() -> None:
    columns = Matcher(compile({"l": {"a": ["x"], "b": ["y"]}}).alternatives).columns
    for array, answer in (([{"a": "x", "b": "y"}], 1), ([{"a": "x"}, {"b": "y"}], 0),
                          ([{"a": "x", "b": ["y"]}], None), ([["x"]], None), ([], 0)):
        waiting: elements.Waiting = [(column, array) for column in columns.values()]
        assert elements.holding(1, waiting) == answer
