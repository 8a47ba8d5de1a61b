"""What a stack costs in a month: a volume for each watch in, amounts of money out. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import ceil

from eventbridge_notifier.aws.services.prices import PRICES, Price
from eventbridge_notifier.deploy.costs.assumptions import Assumptions
from eventbridge_notifier.deploy.costs.page import page

KB_A_GB = 1024 * 1024
HOURS = 730
WRITE_UNIT_KB = 1
EVENT_CHUNK_KB = 64

Prices = Mapping[str, Price]


@dataclass(frozen=True)
class Volume:
    """What one watch sees in a month; `paid_events` of them EventBridge charges for."""

    watch: str
    events: float
    paid_events: float = 0.0


@dataclass(frozen=True)
class Share:
    """What one watch costs in a month, in USD."""

    watch: str
    events: float
    eventbridge: float
    function: float
    table: float
    logs: float

    @property
    def total(self) -> float:
        return self.eventbridge + self.function + self.table + self.logs


@dataclass(frozen=True)
class Estimate:
    """`fixed` has what is there whether anything matches or not, by its name."""

    shares: tuple[Share, ...]
    fixed: Mapping[str, float]

    @property
    def total(self) -> float:
        return sum(one.total for one in self.shares) + sum(self.fixed.values())


def estimate(volumes: tuple[Volume, ...], assumed: Assumptions, prices: Prices) -> Estimate:
    """The month's costs. What is free up to an amount is shared by the watches as their events."""
    events = sum(one.events for one in volumes)
    function = _function(events, assumed, prices)
    storage = _storage(events, assumed, prices)
    shares = []
    for one in volumes:
        part = one.events / events if events else 0.0
        shares.append(Share(
            one.watch, one.events, _eventbridge(one, assumed, prices), function * part,
            _writes(one.events, assumed, prices) + storage * part,
            prices["logs-ingested"].of(one.events * assumed.log_kb / KB_A_GB)))
    return Estimate(tuple(shares), fixed(assumed, prices))


def fixed(assumed: Assumptions, prices: Prices) -> dict[str, float]:
    """What the stack costs when nothing matches. The trail's first copy of events is free."""
    trail_gb = assumed.trail_events * assumed.trail_event_kb / KB_A_GB
    kept_gb = trail_gb / assumed.trail_compression * assumed.trail_months_kept
    # One every five minutes in each region.
    files = assumed.regions * HOURS * 12 if assumed.trail_events else 0
    where_asked = {name: usd for name, usd in (
        ("forwarded, matching no watch",
         prices["eventbridge-other-events"].of(assumed.vain_events)),
        ("data events, in the trail", prices["cloudtrail-data-events"].of(assumed.data_events)),
        (f"hosted page, {assumed.people:,} people", page(assumed.people, prices)),
    ) if usd}
    return {
        "key": prices["kms-keys"].of(1) + prices["kms-requests"].of(assumed.kms_requests),
        "alarms": prices["cloudwatch-alarms"].of(assumed.alarms),
        "trail, in its bucket": prices["s3-storage"].of(kept_gb) + prices["s3-puts"].of(files),
        "trail, in CloudWatch Logs": prices["logs-ingested"].of(trail_gb),
        **where_asked,
    }


def overridden(given: Mapping[str, float]) -> Prices:
    """The table with the prices that `given` has of its names."""
    return {**PRICES, **{name: replace(PRICES[name], usd=usd) for name, usd in given.items()}}


def _eventbridge(one: Volume, assumed: Assumptions, prices: Prices) -> float:
    chunks = ceil(assumed.item_kb / EVENT_CHUNK_KB)
    return (prices["eventbridge-aws-events"].of(one.events - one.paid_events)
            + prices["eventbridge-other-events"].of(one.paid_events * chunks))


def _function(events: float, assumed: Assumptions, prices: Prices) -> float:
    gb_seconds = events * assumed.memory_mb / 1024 * assumed.duration_ms / 1000
    return prices["lambda-requests"].of(events) + prices["lambda-arm-gb-seconds"].of(gb_seconds)


def _writes(events: float, assumed: Assumptions, prices: Prices) -> float:
    """The item, and the part of it that each index holds."""
    units = ceil(assumed.item_kb / WRITE_UNIT_KB) + assumed.indexes * ceil(
        assumed.index_kb / WRITE_UNIT_KB)
    return prices["dynamodb-writes"].of(events * units)


def _storage(events: float, assumed: Assumptions, prices: Prices) -> float:
    """Once the table holds what is kept."""
    kb = assumed.item_kb + assumed.indexes * assumed.index_kb
    kept_gb = events * assumed.months_kept * kb / KB_A_GB
    return prices["dynamodb-storage"].of(kept_gb) + prices["dynamodb-recovery"].of(kept_gb)
