"""What the module's heartbeat costs in a month. Pure.

What is free up to an amount is taken for used by the rest of the stack, but for Scheduler's calls.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil

from eventbridge_notifier.aws.services.prices import Price
from eventbridge_notifier.deploy.costs.assumptions import Assumptions

MINUTES = 15  # modules/eventbridge_notifier/variables_heartbeat.tf
MINUTES_A_MONTH = 730 * 60
CHECK_MS = 500.0  # of the function that counts; more than that is its own 60 s
KB_A_READ = 8.0  # of an eventually consistent read unit
LOOKS_BACK = 3  # periods, where places are named


def cost(places: int, assumed: Assumptions, prices: Mapping[str, Price],
         minutes: int = MINUTES) -> float:
    """In USD, for so many regions of accounts; home, which reads as well, is one of them."""
    rounds = MINUTES_A_MONTH / minutes
    calls = places * rounds
    records = calls + rounds  # home's read
    units = ceil(assumed.item_kb) + ceil(assumed.index_kb)  # beats are in one index
    reads = rounds * places * LOOKS_BACK * assumed.index_kb / KB_A_READ

    def of(name: str, amount: float) -> float:
        return prices[name].usd * amount / prices[name].per

    seconds = records * assumed.duration_ms / 1000 + rounds * CHECK_MS / 1000
    return (prices["scheduler-invocations"].of(calls)
            + of("eventbridge-other-events", calls - rounds)
            + of("lambda-requests", records + rounds)
            + of("lambda-arm-gb-seconds", seconds * assumed.memory_mb / 1024)
            + of("dynamodb-writes", records * units) + of("dynamodb-reads", reads)
            + of("logs-ingested", records * assumed.log_kb / 1024 / 1024)
            + of("cloudwatch-alarms", 1) + of("cloudwatch-metrics", 1))
