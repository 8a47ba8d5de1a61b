"""What AWS limits: size, wildcard complexity, combinations of $or."""

import json

import pytest
from eventbridge_notifier.patterns import PatternError, compact_size, compile, limits, uses_wildcard


def sized(size: int) -> str:
    """A pattern of so many characters, written compactly."""
    return '{"a":["' + "x" * (size - len('{"a":[""]}')) + '"]}'


def test_4096_characters_are_the_most() -> None:
    assert compact_size(sized(4_096)) == 4_096
    compile(sized(4_096))
    with pytest.raises(PatternError, match="4,097 characters"):
        compile(sized(4_097))


def test_blanks_between_do_not_count_and_characters_beyond_ascii_count_once() -> None:
    assert compact_size('{ "a" :\n [ "\\u00e9" , 1 ] }') == len('{"a":["é",1]}')
    compile(sized(4_096).replace(":", " " * 1_000 + ":"))


def test_more_than_the_quota_still_compiles() -> None:
    assert limits.QUOTA_SIZE == 2_048
    assert compact_size(sized(2_049)) > limits.QUOTA_SIZE
    compile(sized(2_049))


def branches(count: int, name: str = "a") -> list[dict[str, list[int]]]:
    return [{name: [number]} for number in range(count)]


def test_a_thousand_combinations_are_the_most() -> None:
    pattern = {name: {"$or": branches(10)} for name in "xyz"}
    assert limits.combinations(compile(pattern)) == 1_000
    with pytest.raises(PatternError, match="more than 1,000 combinations") as caught:
        compile({**pattern, "w": {"$or": branches(2)}})
    assert caught.value.position.path == "w.$or"


def test_combinations_are_the_product_of_arrays_side_by_side_and_the_sum_within_one() -> None:
    nested = {"$or": [{"a": [1]}, {"b": [1], "$or": branches(3, "c")}], "$or2": [1]}
    assert limits.combinations(compile(nested)) == 4
    assert limits.combinations(compile({"a": [1], "b": [2, 3]})) == 1


SCORES = [
    ("x", 1), ("*", 2), ("x*", 2), ("*x", 2), ("*x*", 3), ("a*b*c", 3),
    ("arn:aws:iam::*:role/*", 3), ("arn:aws:lambda:*:*:function:*", 6), ("*:stack/name/*", 3),
    ("*aaaaaaaaa", 10), ("*:*:*:*:*:event-bus/", 10),
]


@pytest.mark.parametrize(("text", "score"), SCORES)
def test_wildcard_complexity(text: str, score: int) -> None:
    assert limits.wildcard_complexity(compile({"a": [{"wildcard": text}]})) == {"a": score}


def test_the_wildcards_of_one_field_add_up_while_one_value_can_be_in_all_of_them() -> None:
    def score(*texts: str) -> int:
        pattern = compile({"a": [{"wildcard": text} for text in texts]})
        return limits.wildcard_complexity(pattern)["a"]

    assert score("*:stack/a/*", "*:stack/b/*", "*:stack/c/*") == 9
    assert score("a*", "a*") == score("a*") == 2
    assert score("a*", "b*", "c*") == 3
    assert score("ab*", "ac*", "ad*") == 3


def test_fields_do_not_add_up_and_prefixes_cost_nothing() -> None:
    costly = [{"wildcard": "*:*:*:*:*:event-bus/"}, {"prefix": "x"}, {"suffix": "y"}]
    pattern = compile({"a": costly, "b": {"c": costly}})
    assert limits.wildcard_complexity(pattern) == {"a": 10, "b.c": 10}


def test_branches_of_or_add_up_where_they_reach_a_field_alike() -> None:
    first, second = [{"wildcard": "*ab*ab*"}], [{"wildcard": "*abab*a*"}]
    apart = {"$or": [{"a": [1], "b": first}, {"a": [2], "b": second}]}
    assert limits.wildcard_complexity(compile(apart))["b"] <= limits.HIGHEST_COMPLEXITY
    with pytest.raises(PatternError, match="too complex") as caught:
        compile(json.dumps(apart).replace('"a": [2]', '"a": [1]'))
    assert caught.value.position.path == "b"


def test_which_rules_count_against_the_quota_of_wildcard_rules() -> None:
    assert uses_wildcard(compile({"a": [{"wildcard": "x"}]}))
    negative = [{"anything-but": {"wildcard": "x"}}]
    assert uses_wildcard(compile({"$or": [{"a": [1]}, {"a": negative}]}))
    assert not uses_wildcard(compile({"a": ["*", {"prefix": "*"}]}))
