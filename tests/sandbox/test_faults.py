"""Faults on demand: each of them happens, and ends."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from botocore.exceptions import ClientError, ConnectionClosedError
from eventbridge_notifier.sandbox.app import Sandbox
from eventbridge_notifier.sandbox.core.faults import (
    Dropped,
    Fault,
    Mishap,
    Refusal,
    Repeated,
    Slow,
    Undeliverable,
)

from tests.sandbox.people import ACCOUNT, REGION, refused
from tests.sandbox.stack import CUSTOM, NAME, TEMPLATE, ZIP, Stack, allow

PUT = "dynamodb:PutItem"


@pytest.fixture(scope="module")
def chain() -> Iterator[Stack]:
    with Sandbox(region=REGION, clock=600.0) as running:
        stack = Stack(running)
        stack.chain(CUSTOM)
        yield stack


def ids(chain: Stack) -> list[str]:
    """Of the events of all items."""
    return [item["eventId"]["S"] for item in chain.items() if "eventId" in item]


def test_a_refusal_answers_some_callers_until_it_ends(chain: Stack) -> None:
    faults, client = chain.sandbox.faults, chain.client("dynamodb")
    refusal = Refusal("broken", on="dynamodb:*", code="InternalServerError", status=500,
                      by="*-recorder")
    with faults.during(refusal):
        client.describe_table(TableName=NAME)
        client.put_item(TableName=NAME, Item={"id": {"S": "1"}, "watch": {"S": "w"}})
    assert not faults.counts["broken"]
    with faults.during(Refusal("broken", on=PUT, code="ValidationException", status=400)), \
            pytest.raises(ClientError, match="broken, on demand"):
        client.put_item(TableName=NAME, Item={"id": {"S": "2"}, "watch": {"S": "w"}})
    client.put_item(TableName=NAME, Item={"id": {"S": "2"}, "watch": {"S": "w"}})
    assert faults.counts["broken"] == 1


def test_a_dropped_answer_leaves_the_write_done(chain: Stack) -> None:
    client = chain.client("dynamodb")
    with chain.sandbox.faults.during(Dropped("cut", on=PUT)), \
            pytest.raises(ConnectionClosedError):
        client.put_item(TableName=NAME, Item={"id": {"S": "3"}, "watch": {"S": "w"}})
    assert [item["id"]["S"] for item in chain.items() if item["id"]["S"] == "3"] == ["3"]


@pytest.mark.parametrize("fault", [
    Refusal("throttled", 0.5, PUT, "ProvisionedThroughputExceededException", 400),
    Dropped("cut", 0.5, PUT), Slow("slow", on=PUT, seconds=0.2), Mishap("crash", 0.5, "crash"),
    Mishap("timeout", 0.5, "timeout"), Mishap("throttle", 0.5, "throttle"),
    Repeated("twice"), Undeliverable("unreachable", 0.5),
])
def test_an_event_is_recorded_once_in_spite_of(chain: Stack, fault: Fault) -> None:
    with chain.sandbox.faults.during(fault):
        sent = [chain.put() for _ in range(16)]
        assert chain.sandbox.drain()
    found = ids(chain)
    assert [found.count(id) for id in sent] == [1] * 16
    assert chain.sandbox.faults.counts[fault.name]
    assert fault.name in [one.text for one in chain.sandbox.journal if one.kind == "fault"]


def test_what_no_target_takes_goes_to_the_dead_letter_queue(stack: Stack, sandbox: Sandbox
                                                           ) -> None:
    stack.rule(CUSTOM)
    stack.queue("dead")
    stack.target(stack.queue("target"), DeadLetterConfig={
        "Arn": f"arn:aws:sqs:{REGION}:{ACCOUNT}:dead"})
    with sandbox.faults.during(Undeliverable("gone", to="sqs", code="NO_RESOURCE", retry=False)):
        stack.put()
        assert sandbox.drain()
    (letter,) = stack.messages("dead")
    assert letter["MessageAttributes"]["ERROR_CODE"]["StringValue"] == "NO_RESOURCE"


def test_a_function_does_not_start_while_its_key_is_disabled(stack: Stack) -> None:
    """Its events wait: Lambda's own failures are tried again for hours."""
    kms = stack.client("kms")
    key = kms.create_key()["KeyMetadata"]["Arn"]
    function = stack.function(
        f"{NAME}-recorder", ZIP.read_bytes(), "recorder.handler.handle",
        stack.role("r", allow("dynamodb:PutItem")), KMSKeyArn=key,
        Environment={"Variables": {"TABLE_NAME": NAME}})
    stack.table()
    kms.disable_key(KeyId=key)
    code, _ = refused(stack.client("lambda").invoke, FunctionName=function, Payload=b"{}")
    assert code == "KMSDisabledException"
    stack.permit(function, stack.rule(CUSTOM))
    stack.target(function, InputTransformer={"InputTemplate": TEMPLATE})
    stack.put()
    assert not stack.items()
    kms.enable_key(KeyId=key)
    assert stack.sandbox.drain()
    assert len(stack.items()) == 1
