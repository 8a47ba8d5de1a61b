"""The model of a flood, held against the sandbox at a hundredth of the load.

The sandbox runs the packaged recorder behind a queue, and its limits are switched on
(sandbox/core/quotas.py). It polls a queue with one batch at a time, and so does the model here.
How long a batch takes without any limit depends on the machine, and how fast events can be sent as
well: both are measured first, and the model is told.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, replace

from eventbridge_notifier.sandbox.app import Sandbox
from eventbridge_notifier.sandbox.core.quotas import Executions, Partitions

from bench.flood_parts.model import (
    BATCH,
    ITEM_UNITS,
    REQUEST_SECONDS,
    STATEMENTS,
    Flood,
    Layout,
    Model,
)
from tests.sandbox.stack import CUSTOM, NAME, Stack, allow

SMALL = Flood(rate=50.0, seconds=20.0)
WARM_UNITS = 120  # a hundredth of 12,000
LIMITS = (Partitions("throttled", units=10_000.0, table_units=WARM_UNITS / ITEM_UNITS),
          Executions("account", most=10))
CALIBRATED = 5  # batches; the first starts the function, and is not counted
ALLOWED, MARGIN = 0.5, 10.0  # of the model's time, and seconds: other work on the machine
LONGEST = 600.0  # seconds of waiting for the last record


@dataclass(frozen=True)
class Measured:
    """Events in the table, events sent, seconds from the flood's end to the last record, and those
    of a batch of 100 without any limit."""

    recorded: int
    sent: int
    gone: float
    rate: float = SMALL.rate
    batch: float = 0.0


def in_sandbox(flood: Flood = SMALL) -> Measured:
    with Sandbox(region="eu-west-1") as sandbox:
        stack = Stack(sandbox)
        mapping = _by_queue(stack)
        batch = _calibrated(stack, mapping)
        before = CALIBRATED * BATCH
        with sandbox.faults.during(*LIMITS):
            begun = time.monotonic()
            _send(stack, flood.events, flood.rate, before)
            ended = time.monotonic()
            recorded = _wait(stack, before + flood.events) - before
            return Measured(recorded, flood.events, time.monotonic() - ended,
                            flood.events / (ended - begun), batch)


def in_model(flood: Flood, batch: float) -> Measured:
    layout = Layout("a hundredth", by_queue=True, warm_units=WARM_UNITS, account=10, concurrency=1)
    requests = BATCH / STATEMENTS * REQUEST_SECONDS
    result = Model(replace(layout, invoke=max(0.0, batch - requests)), flood).run()
    return Measured(result.recorded, flood.events, result.gone, flood.rate, batch)


def compare() -> int:
    """Prints both; 1 where they differ by more than is allowed."""
    real = in_sandbox()
    model = in_model(Flood(real.rate, real.sent / real.rate), real.batch)
    print(f"{real.rate:.0f} events a second; a batch of {BATCH} without limits takes "
          f"{real.batch:.1f} s here")
    for name, one in (("sandbox", real), ("model", model)):
        print(f"{name}: {one.recorded} of {one.sent} recorded, backlog gone {one.gone:.1f} s after "
              "the flood")
    agree = abs(real.gone - model.gone) <= MARGIN + ALLOWED * model.gone
    return 0 if agree and real.recorded == real.sent and model.recorded == model.sent else 1


def _by_queue(stack: Stack) -> str:
    """The recorder behind a queue, which it does not read yet; the mapping's id."""
    stack.table()
    queue = stack.queue(f"{NAME}-events")
    stack.client("sqs").set_queue_attributes(
        QueueUrl=stack.client("sqs").get_queue_url(QueueName=f"{NAME}-events")["QueueUrl"],
        Attributes={"VisibilityTimeout": "181"})
    function = stack.recorder(allow("dynamodb:*", "sqs:*"))
    stack.client("lambda").update_function_configuration(
        FunctionName=f"{NAME}-recorder", Timeout=30)
    mapping = stack.client("lambda").create_event_source_mapping(
        EventSourceArn=queue, FunctionName=function, BatchSize=BATCH, Enabled=False,
        MaximumBatchingWindowInSeconds=1, FunctionResponseTypes=["ReportBatchItemFailures"])
    stack.rule(CUSTOM)
    stack.target(queue, InputTransformer={
        "InputTemplate": '{"watch":"w","event":<aws.events.event.json>}'})
    return str(mapping["UUID"])


def _calibrated(stack: Stack, mapping: str) -> float:
    """Seconds of a batch without limits, of a queue that is full before it is read."""
    _send(stack, CALIBRATED * BATCH, 1_000.0, 0)
    stack.client("lambda").update_event_source_mapping(UUID=mapping, Enabled=True)
    _wait(stack, BATCH)
    begun = time.monotonic()
    _wait(stack, CALIBRATED * BATCH)
    return (time.monotonic() - begun) / (CALIBRATED - 1)


def _wait(stack: Stack, records: int) -> int:
    """Until so many are in the table; how many are."""
    end = time.monotonic() + LONGEST
    while (recorded := len(stack.items())) < records and time.monotonic() < end:
        time.sleep(0.5)
    return recorded


def _send(stack: Stack, events: int, rate: float, first: int) -> None:
    """Events at a rate, as far as this machine can; the number of the `first` tells them apart."""
    client, begun = stack.client("events"), time.monotonic()
    for sent in range(0, events, 10):
        entries = [{"Source": "shop", "DetailType": "order",
                    "Detail": json.dumps({"number": first + sent + one})} for one in range(10)]
        assert client.put_events(Entries=entries)["FailedEntryCount"] == 0
        time.sleep(max(0.0, begun + (sent + 10) / rate - time.monotonic()))
