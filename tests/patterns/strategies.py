"""Patterns and events for hypothesis: few names and values, so that they meet; and garbage."""

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

names = st.sampled_from("abc")
values = st.sampled_from(["x", "y", "xy", "X", "", "1", "10.0.0.1", "010.0.0.1", 0, 1, 2.5, -1,
                          True, False, None, 2**60 + 1])
texts = st.sampled_from(["x", "y", "xy", "X", "10.0.0.1"])


def _one_or_more(of: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return of | st.lists(of, min_size=1, max_size=3)


operators = st.one_of(
    st.builds(lambda words: {"prefix": words}, texts),
    st.builds(lambda words: {"suffix": {"equals-ignore-case": words}}, texts),
    st.builds(lambda words: {"equals-ignore-case": words}, texts),
    st.builds(lambda words: {"wildcard": words}, st.sampled_from(["*", "x*", "*y", "*\\**"])),
    st.builds(lambda words: {"anything-but": words}, _one_or_more(texts)),
    st.builds(lambda words: {"anything-but": words}, _one_or_more(st.sampled_from([0, 1, 2.5]))),
    st.builds(lambda words: {"anything-but": {"prefix": words}}, _one_or_more(texts)),
    st.builds(lambda words: {"anything-but": {"wildcard": words}}, _one_or_more(texts)),
    st.builds(lambda sign, n: {"numeric": [sign, n]}, st.sampled_from(["<", ">=", "="]),
              st.sampled_from([0, 1, 2.5])),
    st.builds(lambda words: {"cidr": words}, st.sampled_from(["10.0.0.0/8", "0.0.0.0/0", "::/64"])),
    st.builds(lambda words: {"exists": words}, st.booleans()),
)
plain = st.sampled_from(["x", "y", "X", 0, 1, True, False, None])
"""Values that are equal in no way but the obvious."""
simple = plain | st.builds(lambda word: {"exists": word}, st.booleans()) | st.builds(
    lambda words: {"anything-but": words}, texts)


def fields(conditions: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(conditions, min_size=1, max_size=2)


def objects(conditions: st.SearchStrategy[Any], keys: st.SearchStrategy[str]) -> Any:
    """Patterns without $or."""
    return st.recursive(
        st.dictionaries(keys, fields(conditions), min_size=1, max_size=2),
        lambda inner: st.dictionaries(keys, inner | fields(conditions), min_size=1, max_size=3),
        max_leaves=6,
    )


@st.composite
def patterns(draw: st.DrawFn) -> dict[str, Any]:
    """Whole patterns, with $or here and there and dots in keys."""
    keys = names | st.sampled_from(["a.b", "b.c"])
    inside = objects(values | operators, keys)
    pattern = dict(draw(inside))
    if draw(st.booleans()):
        pattern["$or"] = draw(st.lists(inside, min_size=2, max_size=3))
        if draw(st.booleans()):
            pattern[draw(names)] = {"$or": draw(st.lists(inside, min_size=2, max_size=2))}
    return pattern


def events(keys: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, Any]]:
    inner = st.recursive(
        values,
        lambda below: st.dictionaries(keys, below, max_size=3) | st.lists(below, max_size=3),
        max_leaves=25,
    )
    return st.dictionaries(keys, inner, max_size=3)


class Odd:
    """An object that no JSON has."""


strange = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.decimals(), st.text(), st.binary(),
    st.sampled_from([Odd(), Odd, 10**400, -(10**4000), Decimal("1e999999"), Decimal("sNaN"),
                     "\ud800", "\udfff\ud800", 1j, frozenset({1}), float("inf"), range(3)]),
)
words = st.sampled_from([
    "a", "$or", "prefix", "suffix", "equals-ignore-case", "wildcard", "anything-but", "numeric",
    "exists", "cidr", "exactly", "", ".", "a.b", "..", "\ud800", 1, None, ("a",), b"a", True,
]) | st.text(max_size=3)
garbage = st.recursive(
    strange | words,
    lambda below: st.lists(below, max_size=4) | st.dictionaries(words, below, max_size=4)
    | st.tuples(below) | st.lists(below, max_size=2).map(tuple),
    max_leaves=20,
)
