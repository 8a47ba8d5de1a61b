"""Each call that another has the same effect as brings the hint, whichever of them is watched."""

from __future__ import annotations

from itertools import combinations

import pytest
from eventbridge_notifier import aws
from eventbridge_notifier.aws.cloudtrail.names.other_calls import SameEffect

from tests.generator.specs import findings


@pytest.mark.parametrize("same", aws.SAME_EFFECT, ids=lambda same: "-".join(same.calls))
def test_every_part_of_a_group_is_told_of_the_rest_and_the_whole_of_nothing(
        same: SameEffect) -> None:
    for count in range(1, len(same.calls) + 1):
        for named in combinations(same.calls, count):
            rest = [one for one in same.calls if one not in named]
            watch = {"on": [f"{same.service}:{one}" for one in named],
                     "accept": {"data-event": "ours"}}
            found = [one for one in findings(watch) if one.code == "other-calls"]
            assert len(found) == bool(rest)
            assert all(f"{' and '.join(rest)} ha" in one.message for one in found)
            assert all(same.detail_type in one.suggestion for one in found)


def test_each_call_is_in_one_group_and_aws_has_it() -> None:
    calls = [(same.service, call) for same in aws.SAME_EFFECT for call in same.calls]
    assert len(set(calls)) == len(calls)
    assert all(aws.operation(*call).certain for call in calls)
    assert all(same.detail_type in aws.types_of(same.source) for same in aws.SAME_EFFECT)
