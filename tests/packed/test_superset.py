"""A packed rule lets through whatever one of its watches matches, and few rules are enough."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from eventbridge_notifier import aws, patterns
from eventbridge_notifier.aws.services import services
from eventbridge_notifier.compiler import packing, superset
from eventbridge_notifier.compiler.packing import BOTH, PACKED, SEPARATE
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.generator.specs import compiled
from tests.packed.stacks import Both, rule
from tests.patterns import strategies as some

SOURCES = st.sampled_from(["aws.ec2", "aws.iam", "aws.s3", "shop", "aws.signin"])
TYPES = st.sampled_from([aws.API_CALL, aws.VIA_CLOUDTRAIL[1], "order", "EC2 Spot Instance"])
NAMES = st.sampled_from(["CreateUser", "CreateUsers", "DeleteUser", "RunInstances", "x"])
CONDITIONS = st.sampled_from([{"prefix": "aws."}, {"anything-but": "shop"}, {"exists": True}])


def lists(of: st.SearchStrategy[Any], most: int = 3) -> st.SearchStrategy[Any]:
    return st.lists(of, min_size=1, max_size=most, unique_by=str)


@st.composite
def rules(draw: st.DrawFn) -> dict[str, Any]:
    """Patterns about few events: with and without sources, names, operators and `$or`."""
    below: dict[str, Any] = {}
    if draw(st.booleans()):
        below["eventName"] = draw(lists(NAMES | CONDITIONS))
    if draw(st.booleans()):
        below["a"] = draw(lists(some.values | some.operators))
    pattern: dict[str, Any] = {"detail": below} if below else {"source": ["shop"]}
    if draw(st.booleans()):
        pattern["$or"] = draw(st.lists(st.fixed_dictionaries({"source": lists(SOURCES, 2)},
            optional={"detail-type": lists(TYPES)}), min_size=2, max_size=3))
    elif draw(st.integers(0, 4)):
        pattern["source"] = draw(lists(SOURCES) if draw(st.integers(0, 4)) else lists(
            SOURCES | CONDITIONS))
    if draw(st.integers(0, 4)):
        pattern["detail-type"] = draw(lists(TYPES))
    return pattern


DETAILS = st.fixed_dictionaries({}, optional={
    "eventName": NAMES, "a": some.values | st.lists(some.values, max_size=2)})
EVENTS = st.fixed_dictionaries({"source": SOURCES, "detail-type": TYPES, "detail": DETAILS,
                                "id": st.just("1")})
STATES = st.sampled_from([aws.ENABLED, aws.ALL_MANAGEMENT_EVENTS])


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(rules(), STATES), min_size=1, max_size=6),
       st.lists(EVENTS, min_size=1, max_size=8))
def test_packed_rules_record_what_separate_rules_do_and_each_event_once(
        given_rules: list[tuple[dict[str, Any], str]], events: list[dict[str, Any]]) -> None:
    both = Both(rule(f"w{number}", pattern, state)
                for number, (pattern, state) in enumerate(given_rules))
    for event in events:
        assert both.by_packed(event) == both.by_separate(event)
        assert both.delivered(event) <= 2, "one for each state"


TEXTS = st.text(min_size=1, max_size=40)


@settings(max_examples=60, deadline=None)
@given(st.sets(TEXTS, min_size=1, max_size=60), st.integers(20, 900))
def test_conditions_take_every_text_and_the_room_they_are_given(
        texts: set[str], room: int) -> None:
    made = superset.conditions(texts, room)
    assert len(patterns.compact(made)) <= max(room, len('[{"prefix":""}]'))
    matcher = patterns.compile({"x": made})
    assert all(matcher.matches({"x": text}) for text in texts)


def test_what_fits_is_exact() -> None:
    assert superset.conditions({"b", "a"}, 20) == ["a", "b"]
    names = [f"Describe{one}" for one in "ABCDEF"] + ["RunInstances"]
    assert superset.conditions(names, 60) == [{"prefix": "Describe"}, "RunInstances"]


def test_ten_thousand_watches_take_few_rules_within_the_quota() -> None:
    calls = [(name, one) for name in sorted(services.index())[:210]
             for one in services.index()[name]["operations"]]
    one = rule("w", {"source": ["shop"]})
    many = [replace(one, watch=replace(one.watch, name=f"w{number}"), pattern={
        "source": [f"aws.{service}"], "detail-type": [aws.API_CALL],
        "detail": {"eventName": [operation]}},
        state=aws.ALL_MANAGEMENT_EVENTS if number % 2 else aws.ENABLED)
        for number, (service, operation) in enumerate(calls[:10_000])]
    assert len(many) == 10_000
    packs = packing.of(many, PACKED).packs
    assert len(packs) <= 60
    assert max(patterns.compact_size(pack.pattern) for pack in packs) <= 2_048


def test_a_watch_never_moves_to_another_rule_because_others_come() -> None:
    few = [rule(f"w{number}", {"source": [f"aws.{name}"], "detail-type": [aws.API_CALL],
                               "detail": {"eventName": ["Create"]}})
           for number, name in enumerate(("ec2", "iam", "s3", "kms", "rds"))]
    def standing(count: int) -> dict[str, str]:
        return {one.name: pack.name for pack in packing.of(few[:count], PACKED).packs
                for one in pack.rules}
    assert standing(2).items() <= standing(5).items()


def test_a_watch_with_targets_or_without_names_keeps_a_rule_of_its_own() -> None:
    result = compiled({"on": "ec2:RunInstances", "targets": {
                           "q": "arn:aws:sqs:us-east-1:123456789012:q"}},
                      {"on": "ec2:RunInstances"},
                      {"pattern": {"detail": {"errorCode": ["AccessDenied"]}}},
                      {"on": {"source": "aws.ec2"}})
    layout = packing.of(result.rules, PACKED)
    assert [one.name for one in layout.separate] == ["w0", "w2", "w3"]
    assert [[one.name for one in pack.rules] for pack in layout.packs] == [["w1"]]


def test_both_has_all_rules_of_either() -> None:
    found = compiled({"on": "ec2:RunInstances"}, {"on": "iam:CreateUser"}).rules
    both = packing.of(found, BOTH)
    assert both.separate == packing.of(found, SEPARATE).separate
    assert both.packs == packing.of(found, PACKED).packs


def test_watches_that_change_rules_at_once_are_named() -> None:
    found = compiled({"on": "ec2:RunInstances"}, {"on": "iam:CreateUser", "targets": {
        "q": "arn:aws:sqs:us-east-1:123456789012:q"}}).rules
    standing = {how: {one.name for one in packing.of(found, how).standing}
                for how in (SEPARATE, BOTH, PACKED)}
    for before, after in ((SEPARATE, BOTH), (BOTH, PACKED), (PACKED, BOTH), (BOTH, SEPARATE)):
        assert packing.moved(found, standing[before], standing[after]) == []
    assert packing.moved(found, standing[SEPARATE], standing[PACKED]) == ["w0"]
    assert packing.moved(found, standing[PACKED], standing[SEPARATE]) == ["w0"]
    assert packing.moved(found, set(), standing[PACKED]) == []
