"""What msgspec reads, the standard library reads alike; what it refuses is left to the latter."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from eventbridge_notifier.patterns import PatternError, RuleSet, numbers, read_event
from eventbridge_notifier.patterns.shortcuts.fast_json import faster
from hypothesis import given, settings
from hypothesis import strategies as st

DIGITS = st.text("0123456789", min_size=1, max_size=40)
WRITTEN = st.one_of(
    st.integers().map(str), st.floats().map(repr), st.decimals().map(str),
    st.builds("{}{}.{}e{}".format, st.sampled_from(["", "-"]), DIGITS, DIGITS,
              st.integers(-400, 400)),
    st.builds("{}{}".format, st.sampled_from(["", "-"]), DIGITS),
    st.builds(lambda digit, count: digit * count, st.sampled_from("19"),
              st.sampled_from([19, 20, 309, 400, 401, 4299, 4300, 4301])))
"""Numbers, among them some that JSON does not write so, or that no double keeps."""

STRINGS = st.text() | st.text(st.characters(codec=None), max_size=5)
VALUES = st.recursive(
    st.one_of(WRITTEN, STRINGS.map(json.dumps),
              STRINGS.map(lambda text: json.dumps(text, ensure_ascii=False)),
              st.sampled_from(["true", "false", "null", "NaN", "-Infinity", '"\\ud800"', '"\\/"',
                               '"\\ud83d\\ude00"', '"\\udc00\\ud800"', '"\x7f\x1f"', '"\\u000"'])),
    lambda inner: st.lists(inner, max_size=3).map(lambda several: f"[{', '.join(several)}]")
    | st.lists(st.tuples(st.sampled_from(['"a"', '"b"', '""', '"\\u0061"', '"ä"']), inner),
               max_size=4).map(lambda pairs: f"{{{','.join(map(':'.join, pairs))}}}"),
    max_leaves=12)
MARKS = st.sampled_from([*'{}[]",:\\/-+.eE019 \t\n\r\x00\x0b\x1f\x7f', "\ufeff", "\ud800", "\u2028",
                         "\\u", "\\ud800", "//", "'", "Infinity", "nul", "\U0001f600"])


@st.composite
def spoilt(draw: st.DrawFn) -> str:
    """JSON with something put in, taken away or doubled."""
    text = draw(VALUES)
    for _ in range(draw(st.integers(0, 3))):
        start, end = sorted(draw(st.tuples(*[st.integers(0, len(text))] * 2)))
        text = text[:start] + draw(MARKS | st.just(text[start:end] * 2)) + text[
            draw(st.sampled_from([start, end])):]
    return text


def strictly(text: str) -> Any:
    return json.loads(text, parse_float=numbers.from_text, parse_constant=_refuse)


def _refuse(word: str) -> None:
    raise ValueError(f"{word} is not JSON")


READERS: list[tuple[Callable[[str], Any], Callable[[str], Any]]] = [
    (strictly, numbers.from_text), (json.loads, float)]
"""As events and as logs are read."""

parsed = faster(read_event, numbers.from_text)


def read(reader: Callable[[str], Any], text: str) -> str:
    """What came of it, with types and the order of keys."""
    try:
        return repr(reader(text))
    except (ValueError, RecursionError) as error:
        return f"{type(error)} {error}"


@pytest.mark.parametrize(("slow", "number"), READERS)
@given(VALUES | spoilt())
@settings(max_examples=300, deadline=None)
def test_the_fast_reader_gives_what_the_slow_one_does(
    slow: Callable[[str], Any], number: Callable[[str], Any], text: str
) -> None:
    assert read(faster(slow, number), text) == read(slow, text)


@pytest.mark.parametrize("text", [
    '{"a":1,"b":2,"a":3}', '{"a":12345678901234567890123}', '{"a":0.10000000000000000001}',
    '{"a":1e400}', '{"a":-0}', '{"a":-0.0}', '{"a":"\\ud800"}', '{"a":"\ud800"}', '{"a":NaN}',
    '\ufeff{"a":1}', '{"a":1}}', '{"a":1,}', '{"a":01}', '{"a":"\t"}', '{"a":tru}', '{a:1}', "{",
    "{}", '{"a":' + "1" * 5000 + "}",
    '{"a":' + "[" * 9000 + "}", '{"\\u0061":1,"a":2}', '{"a":1}\x00', '{"a":"\U0001f600"}'])
def test_an_event_is_the_same_however_it_is_read(text: str) -> None:
    def outcome(reader: Callable[[str], Any]) -> str:
        try:
            return repr(reader(text))
        except PatternError as error:
            return str(error)
    assert outcome(parsed) == outcome(read_event)


@pytest.mark.parametrize("depth", [10, 900, 1_100, 90_000])
def test_no_text_is_too_deep(depth: int) -> None:
    value: Any = parsed('{"a":' + "[" * depth + "1" + "]" * depth + "}")["a"]
    for _ in range(depth):
        (value,) = value
    assert value == 1


def test_a_long_number_in_a_long_text_is_compared_by_its_digits() -> None:
    """A reader that makes doubles of all numbers takes these two for the same."""
    rules = RuleSet({"rule": '{"detail":{"size":[12345678901234567890123]}}'})
    long = " " * 300
    assert rules.matching(f'{{"detail":{{{long}"size":12345678901234567890123}}}}') == {"rule"}
    assert rules.matching(f'{{"detail":{{{long}"size":12345678901234567890124}}}}') == set()
    assert rules.matching(f'{{"detail":{{{long}"size":1.2345678901234567890123e22}}}}') == set()
