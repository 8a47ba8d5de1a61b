"""What AWS charges, in USD in us-east-1, as of a date. Data: one row per price.

An estimate's prices, not an invoice's: a few come from announcements of AWS, most from third-party
pages, and some regions cost more. `eventbridge-notifier cost --prices FILE` takes others.
"""

from __future__ import annotations

from dataclasses import dataclass

AS_OF = "2026-11"
REGION = "us-east-1"


@dataclass(frozen=True)
class Price:
    """`usd` for `per` of `unit`, beyond the `free` units of each month that never expire."""

    name: str
    usd: float
    per: int
    unit: str
    source: str
    free: int = 0

    def of(self, amount: float) -> float:
        """What `amount` units cost in a month."""
        return max(0.0, amount - self.free) * self.usd / self.per


_ANNOUNCED = "AWS pricing page or announcement"
_SEEN = "third-party price pages of 2026"
_KNOWN = "general knowledge, not checked again"

PRICES = {one.name: one for one in (
    Price("eventbridge-aws-events", 0.0, 1_000_000, "event", _ANNOUNCED),
    # Of one's own applications and of partners, and those sent to another bus, region or account;
    # one for each 64 KB.
    Price("eventbridge-other-events", 1.00, 1_000_000, "event", _SEEN),
    Price("cloudtrail-data-events", 0.10, 100_000, "event", _ANNOUNCED),
    # LookupEvents: Event history is free (CloudTrail pricing page).
    Price("cloudtrail-lookups", 0.0, 1_000_000, "request", _ANNOUNCED),
    Price("lambda-requests", 0.20, 1_000_000, "request", _SEEN, free=1_000_000),
    Price("lambda-arm-gb-seconds", 0.0000133334, 1, "GB-second", _SEEN, free=400_000),
    # Since 1 November 2024 half of what it was.
    Price("dynamodb-writes", 0.625, 1_000_000, "write unit", _ANNOUNCED),
    Price("dynamodb-reads", 0.125, 1_000_000, "read unit", _ANNOUNCED),
    Price("dynamodb-storage", 0.25, 1, "GB-month", _SEEN, free=25),
    Price("dynamodb-recovery", 0.20, 1, "GB-month", _SEEN),
    # Each of the first two yearly rotations of a key adds 1.00.
    Price("kms-keys", 1.00, 1, "key", _SEEN),
    Price("kms-requests", 0.03, 10_000, "request", _SEEN, free=20_000),
    Price("s3-storage", 0.023, 1, "GB-month", _SEEN),
    Price("s3-puts", 0.005, 1_000, "request", _SEEN),  # PUT and LIST alike
    Price("s3-gets", 0.0004, 1_000, "request", _SEEN),
    Price("http-api-requests", 1.00, 1_000_000, "request", _KNOWN),
    Price("logs-ingested", 0.50, 1, "GB", _KNOWN),
    Price("cloudwatch-alarms", 0.10, 1, "alarm", _KNOWN),
    Price("cloudwatch-metrics", 0.30, 1, "metric", _KNOWN),
    Price("scheduler-invocations", 1.00, 1_000_000, "invocation", _KNOWN, free=14_000_000),
)}
