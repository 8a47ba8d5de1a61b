"""Conformance vectors that lie beside the repository, where they do."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from eventbridge_notifier.patterns import PatternError, compile

VECTORS = Path(__file__).parents[3] / "shared" / "patterns" / "vectors.jsonl"

TWICE = {86, 101, 102, 587, 2485}
"""Pattern texts with a key twice: AWS uses the last, we refuse them on purpose."""

ORDER_LOST = {380, 7294}
"""A field beside $or and inside it, where the order of the keys decides. The vectors hold them
sorted; the expectation is of another order. 7298 is 7294 again with the opposite expectation."""

NUMBERS_AS_ADDRESSES = "quirk"
"""Tag of cases in which 0.0.0.0/0 or ::/0 takes numbers, which we do not follow."""

pytestmark = pytest.mark.skipif(not VECTORS.exists(), reason="the vectors are not here")


def vectors() -> list[dict[str, Any]]:
    lines = VECTORS.read_text(encoding="utf-8").splitlines() if VECTORS.exists() else []
    return [one for line in lines if (one := json.loads(line))["expect"] != "lenient"]


def answer(one: dict[str, Any]) -> bool | str:
    raw = one.get("raw", False)
    pattern, event = (one["pattern_text"], one["event_text"]) if raw else (one["pattern"],
                                                                           one["event"])
    try:
        compiled = compile(pattern)
    except PatternError:
        return "reject"
    if one["expect"] == "reject":
        return "accept"
    assert compiled.explain(event).matched is compiled.matches(event)
    return compiled.matches(event)


def test_every_scored_vector_but_the_known_ones() -> None:
    wrong = [one for one in vectors() if answer(one) != one["expect"]]
    assert {one["id"] for one in wrong if "quirk" not in one["tags"]} == TWICE | ORDER_LOST
    assert all(one["op"] == "cidr" for one in wrong if "quirk" in one["tags"])


def test_refused_are_exactly_those_that_must_be() -> None:
    counts = Counter((one["expect"] == "reject", answer(one) == "reject") for one in vectors())
    assert counts[True, False] == 0
    assert counts[False, True] == len(TWICE)


def test_a_pattern_refused_as_a_dict_is_refused_as_a_text() -> None:
    for one in vectors():
        if one["expect"] == "reject" and not one.get("raw"):
            with pytest.raises(PatternError):
                compile(json.dumps(one["pattern"]))
