"""Inputs made to hurt end, in answers or in PatternErrors. bench/patterns.py shows how fast."""

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from eventbridge_notifier.patterns import PatternError, RuleSet, compile

DEEP = 10_000


def lists(depth: int, leaf: Any = 1) -> Any:
    for _ in range(depth):
        leaf = [leaf]
    return leaf


def dicts(depth: int, leaf: Any = 1) -> Any:
    for _ in range(depth):
        leaf = {"a": leaf}
    return leaf


def answers(pattern: Any, event: Any) -> bool:
    """What all three ways to ask say."""
    compiled = compile(pattern)
    matched = compiled.matches(event)
    assert compiled.explain(event).matched is matched
    assert (RuleSet({"r": compiled}).matching(event) == {"r"}) is matched
    return matched


DEEP_PATTERNS: list[Callable[[], Any]] = [
    lambda: dicts(DEEP, [1]),
    lambda: {"a": lists(DEEP)},
    lambda: {"a": [{"prefix": lists(DEEP)}]},
    lambda: {"a": [{"anything-but": dicts(DEEP)}]},
    lambda: '{"a":' * DEEP + "[1]" + "}" * DEEP,
    lambda: '{"a":' + "[" * DEEP + "1" + "]" * DEEP + "}",
    lambda: "[" * DEEP,
    lambda: '{"a":' * DEEP,
    lambda: '{"$or":[' * DEEP,
    lambda: dicts(202, [1]),
]


@pytest.mark.parametrize("make", DEEP_PATTERNS)
def test_a_pattern_nested_without_end_is_refused(make: Callable[[], Any]) -> None:
    with pytest.raises(PatternError):
        compile(make())


def test_a_pattern_that_holds_itself_is_refused() -> None:
    pattern: dict[str, Any] = {}
    pattern["a"] = pattern
    with pytest.raises(PatternError):
        compile(pattern)


def test_a_pattern_may_be_deep() -> None:
    pattern, event = dicts(200, [1]), dicts(200, 1)
    assert answers(pattern, event)
    assert answers(json.dumps(pattern), json.dumps(event))


@pytest.mark.parametrize("make", [lists, dicts])
@pytest.mark.parametrize("as_text", [False, True])
def test_an_event_nested_without_end_is_read_to_where_the_pattern_asks(
    make: Callable[[int], Any], as_text: bool
) -> None:
    if as_text:
        opening, closing = ("[", "]") if make is lists else ('{"a":', "}")
        event: Any = f'{{"b": 2, "a": {opening * DEEP}1{closing * DEEP}}}'
    else:
        event = {"a": make(DEEP), "b": 2}
    assert answers({"b": [2]}, event)
    assert not answers({"b": [2], "a": [1]}, event)
    assert not answers({"a": {"a": {"a": [5, {"anything-but": "x"}]}}}, event)


def test_arrays_are_looked_into_a_thousand_deep() -> None:
    assert answers({"a": [1]}, {"a": lists(1_000)})
    assert not answers({"a": [1]}, {"a": lists(1_001)})


def test_ten_thousand_objects() -> None:
    objects = [{"x": n % 7, "y": n % 11, "z": n % 13, "s": f"v{n}"} for n in range(DEEP)]
    asked = {"x": [1], "y": [2], "z": [3]}
    assert not answers({"a": {**asked, "s": [{"prefix": "w"}]}}, {"a": objects})
    assert answers({"a": {**asked, "s": ["v211", {"suffix": "9211"}]}}, {"a": objects}) is any(
        one["x"] == 1 and one["y"] == 2 and one["z"] == 3
        and (one["s"] == "v211" or str(one["s"]).endswith("9211")) for one in objects)
    present, absent = [{"exists": True}], [{"exists": False}]
    assert not answers({"a": {"x": present, "y": present, "s": absent}}, {"a": objects})


def test_a_thousand_branches_over_a_thousand_objects() -> None:
    objects = [{"x": n % 7, "y": n % 11, "z": n % 13} for n in range(DEEP // 10)]
    pattern = {
        "a": {"$or": [{"x": [n]} for n in range(10)], "w": [{"exists": False}]},
        "$or": [{"a": {"y": [n]}} for n in range(10)],
        "b": {"$or": [{"a": {"z": [n]}} for n in range(10)]},
    }
    assert not answers(pattern, {"a": objects})
    assert answers(pattern, {"a": objects, "b": [{"a": objects}]})


@pytest.mark.parametrize("condition", [
    {"wildcard": "*a*a*ab"}, {"wildcard": "*aaab*"}, {"prefix": "a" * 4_000 + "b"},
    {"suffix": "b" + "a" * 4_000}, {"suffix": {"equals-ignore-case": "b" + "a" * 3_900}},
    {"suffix": {"equals-ignore-case": "ß" * 2_000}}, {"equals-ignore-case": "ßa" * 1_000},
    {"prefix": {"equals-ignore-case": "a" * 3_900 + "b"}}, {"cidr": "10.0.0.0/8"}, "a" * 4_000,
    {"anything-but": {"wildcard": "*aaa*"}}, {"numeric": [">", 1]},
], ids=lambda condition: str(condition)[:40])
def test_a_string_of_a_million(condition: Any) -> None:
    text = json.dumps({"a": "a" * 1_000_000})
    assert not answers({"a": [condition]}, text)
    assert answers({"a": [condition, {"exists": True}]}, text)


NUMBERS = {
    "thirty thousand digits": 10**30_000, "as many below zero": -(10**30_000),
    "too large for a double": 10**400, "odd beyond 53 bits": 2**53 + 1,
    "a large decimal": Decimal("1e999999"), "a decimal that is none": Decimal("NaN"),
    "a signalling one": Decimal("sNaN"), "not a number": float("nan"), "infinity": float("inf"),
}


@pytest.mark.parametrize("number", NUMBERS.values(), ids=NUMBERS.keys())
def test_numbers_of_all_sizes(number: Any) -> None:
    ranges = [{"numeric": [">", 0]}, {"numeric": ["<=", 0]}]
    assert not answers({"a": [1, "x", *ranges]}, {"a": number})
    assert answers({"a": [{"anything-but": [1, 2]}]}, {"a": number})


@pytest.mark.parametrize("digits", ["9" * 5_000, "9" * 100_000, "1e" + "9" * 5_000,
                                    "0." + "0" * 5_000 + "1", "1e-99999999999999999999"],
                         ids=lambda digits: f"{digits[:3]} and {len(digits)} in all")
def test_numbers_of_many_digits_in_a_text(digits: str) -> None:
    assert not answers({"a": [0, {"numeric": [">", 0]}]}, f'{{"a": {digits}}}')
    assert answers({"a": [{"anything-but": 0}]}, f'{{"a": {digits}}}')


def test_numbers_too_long_for_a_pattern() -> None:
    for pattern in ({"a": [10**5_000]}, f'{{"a": [{"9" * 5_000}]}}', {"a": [float("nan")]},
                    {"a": [float("inf")]}, {"a": [Decimal("Infinity")]}):
        with pytest.raises(PatternError):
            compile(pattern)


def test_one_list_at_two_places_is_two_arrays() -> None:
    shared = [{"x": 1}, {"x": 2}]
    assert answers({"a": {"x": [1]}, "b": {"x": [2]}}, {"a": shared, "b": shared})
    rows = [{"in": shared}, {"in": shared}]
    assert answers({"r": {"in": {"x": [1]}}}, {"r": rows})


def test_costly_wildcards_compile_at_once() -> None:
    texts = ["*" + letter + "qwertyuiop" * 95 + "*" for letter in "abc"]
    assert not answers({"a": [{"wildcard": text} for text in texts]}, {"a": "x" * 100_000})
    with pytest.raises(PatternError):
        compile({"a": [{"wildcard": "*a" * 2_000}]})


def test_a_pattern_of_many_fields_and_branches() -> None:
    pattern: dict[str, Any] = {name: {"$or": [{"x": [n]} for n in range(10)]} for name in "pqr"}
    pattern |= {f"k{n}": [1] for n in range(50)}
    assert not answers(pattern, {"p": {"x": 1}})
    big = {**pattern, **{f"more{n}": ["x" * 50] for n in range(10_000)}}
    with pytest.raises(PatternError, match="characters"):
        compile(big)
