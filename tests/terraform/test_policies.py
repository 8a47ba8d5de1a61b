"""What holds for every policy in the plan of a stack with everything switched on."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.terraform.stacks import Json, resources

# Type of resource -> the attribute that holds its policy.
POLICIES = {
    "aws_s3_bucket_policy": "policy", "aws_sqs_queue": "policy", "aws_sns_topic": "policy",
    "aws_kms_key": "policy", "aws_iam_role": "assume_role_policy",
}
# Conditions that tie a service to what it works for: its own resource, our account, or what is
# encrypted.
TIES = ("aws:sourcearn", "aws:sourceaccount", "kms:encryptioncontext:")
Named = tuple[str, str, Json]


@pytest.fixture(scope="module")
def statements(planned: Callable[[str], Json]) -> list[Named]:
    """Address, type and statement, of every resource policy."""
    return list(_statements(planned("hardened")))


def _statements(plan: Json) -> Iterator[Named]:
    for address, kind, values in resources(plan):
        if kind in POLICIES and values.get(POLICIES[kind]):
            for statement in json.loads(values[POLICIES[kind]])["Statement"]:
                yield address, kind, statement


def _keys(statement: Json) -> set[str]:
    return {key.lower() for test in statement.get("Condition", {}).values() for key in test}


def test_a_service_acts_only_for_this_stack(statements: list[Named]) -> None:
    loose = [address for address, kind, one in statements
             if one["Effect"] == "Allow" and "Service" in one["Principal"]
             and not any(key.startswith(TIES) for key in _keys(one))]
    # Lambda and CloudTrail do not say for whom they assume a role.
    assert {one.partition("[")[0] for one in loose} == {
        "module.notifier.aws_iam_role.recorder", "module.notifier.aws_iam_role.trail_logs",
        "module.notifier.module.alerts"}


def test_nobody_at_large_is_allowed_anything(statements: list[Named]) -> None:
    wide = [address for address, _, one in statements
            if one["Effect"] == "Allow" and one["Principal"] in ("*", {"AWS": "*"})]
    assert wide == []


def test_no_statement_allows_every_action(statements: list[Named]) -> None:
    wide = [address for address, _, one in statements
            if one["Effect"] == "Allow" and any(action == "*" or action.endswith(":*")
                                                for action in _list(one["Action"]))]
    assert wide == []


def test_buckets_queues_and_topics_want_tls(statements: list[Named], planned: Any) -> None:
    refusing = {address for address, _, one in statements if one["Effect"] == "Deny"
                and one["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}}
    kinds = ("aws_s3_bucket_policy", "aws_sqs_queue", "aws_sns_topic")
    assert refusing == {address for address, kind, _ in resources(planned("hardened"))
                        if kind in kinds}
    buckets = [kind for _, kind, _ in resources(planned("hardened")) if kind == "aws_s3_bucket"]
    assert len(buckets) == len([one for one in refusing if "aws_s3_bucket_policy" in one])


def test_everything_is_tagged(planned: Callable[[str], Json]) -> None:
    untagged = [address for address, _, values in resources(planned("hardened"))
                if "tags" in values and values["tags"] != {"team": "security"}]
    assert untagged == []


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
