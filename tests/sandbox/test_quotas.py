"""AWS's rates and counts, switched on: what is too much is throttled or late, and nothing lost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from eventbridge_notifier.sandbox.app import Sandbox
from eventbridge_notifier.sandbox.core.faults import Fault, Slow
from eventbridge_notifier.sandbox.core.quotas import Executions, Invocations, Partitions

from tests.sandbox.people import REGION
from tests.sandbox.stack import CUSTOM, NAME, Stack


@pytest.fixture(scope="module")
def chain() -> Iterator[Stack]:
    with Sandbox(region=REGION, clock=600.0) as running:
        stack = Stack(running)
        stack.chain(CUSTOM)
        yield stack


def test_a_key_takes_so_many_writes_a_second(chain: Stack) -> None:
    client = chain.client("dynamodb")

    def put(number: int) -> None:
        client.put_item(TableName=NAME, Item={"id": {"S": f"k{number}"}, "watch": {"S": "w"}})

    faults = chain.sandbox.faults
    with faults.during(Partitions("hot", units=1_000, table_units=2)):
        for number in range(6):
            put(number)  # boto3 tries again until there is room
    assert faults.counts["hot"]
    refused = faults.counts["hot"]
    for number in range(6):
        put(number)
    assert faults.counts["hot"] == refused


@pytest.mark.slow
@pytest.mark.parametrize("fault", [
    Partitions("partition", units=5, table_units=5), Executions("account", most=1),
    Invocations("invocations", a_second=2)])
def test_what_is_too_much_is_recorded_later_and_once(chain: Stack, fault: Fault) -> None:
    with chain.sandbox.faults.during(fault, Slow("slow", on="dynamodb:*", seconds=0.05)):
        sent = [chain.put() for _ in range(12)]
        assert chain.sandbox.drain()
    found = [item["eventId"]["S"] for item in chain.items() if "eventId" in item]
    assert [found.count(one) for one in sent] == [1] * 12
    assert chain.sandbox.faults.counts[fault.name]
