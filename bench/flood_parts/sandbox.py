"""The model of a flood, held against the sandbox at a hundredth of the load.

The sandbox runs the packaged recorder behind a queue, and its limits are switched on
(sandbox/core/quotas.py). It polls a queue with one batch at a time, and so does the model here.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass

from eventbridge_notifier.sandbox.app import Sandbox
from eventbridge_notifier.sandbox.core.quotas import Executions, Partitions

from bench.flood_parts.model import ITEM_UNITS, Flood, Layout, Model
from tests.sandbox.stack import CUSTOM, NAME, Stack, allow

SMALL = Flood(rate=50.0, seconds=20.0)
WARM_UNITS = 120  # a hundredth of 12,000
ALLOWED = 0.5  # of the model's time, and MARGIN seconds: the sandbox's queue is looked at in turns
MARGIN = 10.0


@dataclass(frozen=True)
class Measured:
    """Events in the table, events sent, and seconds from the flood's end to the last record."""

    recorded: int
    sent: int
    gone: float


def in_sandbox(flood: Flood = SMALL) -> Measured:
    with Sandbox(region="eu-west-1") as sandbox:
        stack = Stack(sandbox)
        _by_queue(stack)
        limits = (Partitions("throttled", units=10_000.0, table_units=WARM_UNITS / ITEM_UNITS),
                  Executions("account", most=10))
        with sandbox.faults.during(*limits):
            sent = _send(stack, flood)
            ended = time.monotonic()
            while (recorded := len(stack.items())) < sent and time.monotonic() - ended < 300:
                time.sleep(0.5)
            return Measured(recorded, sent, time.monotonic() - ended)


def in_model(flood: Flood = SMALL) -> Measured:
    layout = Layout("a hundredth", by_queue=True, warm_units=WARM_UNITS, account=10, concurrency=1)
    result = Model(layout, flood).run()
    return Measured(result.recorded, flood.events, result.gone)


def compare() -> int:
    """Prints both; 1 where they differ by more than is allowed."""
    real = in_sandbox()
    model = in_model(Flood(SMALL.rate, SMALL.seconds))
    for name, one in (("sandbox", real), ("model", model)):
        print(f"{name}: {one.recorded} of {one.sent} recorded, backlog gone {one.gone:.1f} s after "
              "the flood")
    agree = abs(real.gone - model.gone) <= MARGIN + ALLOWED * model.gone
    return 0 if agree and real.recorded == real.sent and model.recorded == model.sent else 1


def _by_queue(stack: Stack) -> None:
    stack.table()
    queue = stack.queue(f"{NAME}-events")
    stack.client("sqs").set_queue_attributes(
        QueueUrl=stack.client("sqs").get_queue_url(QueueName=f"{NAME}-events")["QueueUrl"],
        Attributes={"VisibilityTimeout": "181"})
    function = stack.recorder(allow("dynamodb:*", "sqs:*"))
    stack.client("lambda").update_function_configuration(
        FunctionName=f"{NAME}-recorder", Timeout=30)
    stack.client("lambda").create_event_source_mapping(
        EventSourceArn=queue, FunctionName=function, BatchSize=100,
        MaximumBatchingWindowInSeconds=1, FunctionResponseTypes=["ReportBatchItemFailures"])
    stack.rule(CUSTOM)
    stack.target(queue, InputTransformer={
        "InputTemplate": '{"watch":"w","event":<aws.events.event.json>}'})


def _send(stack: Stack, flood: Flood) -> int:
    """Events at the flood's rate, as far as this machine can; how many."""
    client, begun, sent = stack.client("events"), time.monotonic(), 0
    while sent < flood.events:
        entries = [{"Source": "shop", "DetailType": "order",
                    "Detail": json.dumps({"number": sent + one})} for one in range(10)]
        assert client.put_events(Entries=entries)["FailedEntryCount"] == 0
        sent += len(entries)
        time.sleep(max(0.0, begun + sent / flood.rate - time.monotonic()))
    return sent
