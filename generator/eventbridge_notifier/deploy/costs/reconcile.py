"""What the module's scheduled `reconcile` costs in a month, part by part. Pure.

What is free up to an amount is taken for used by the rest of the stack.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil

from eventbridge_notifier.aws.services.prices import Price
from eventbridge_notifier.deploy.costs.assumptions import Assumptions

HOURS = 24  # between two runs: modules/eventbridge_notifier/variables_reconcile.tf
OVERLAP = 1  # hours that a run looks at again
MEMORY_MB = 1769  # modules/eventbridge_notifier/reconcile.tf
HOURS_A_MONTH, DAYS_LISTED = 730, 3
FILES_AN_HOUR = 12  # in each region: CloudTrail delivers about every five minutes
KB_A_READ = 8.0  # of an eventually consistent read unit

# Of the function: to start and find the watches, for each file and for each thousand events.
START_S, FILE_S, THOUSAND_S = 5.0, 0.003, 0.05
EVENTS_A_LOOKUP, LOOKUPS_A_SECOND = 50, 2  # CloudTrail API reference, LookupEvents

Costs = dict[str, float]


def of_files(events: float, assumed: Assumptions, prices: Mapping[str, Price],
             hours: int = HOURS) -> Costs:
    """In USD, where it reads the trail's files. `events` are those that should be recorded."""
    runs, again = _runs(hours)
    files = assumed.regions * FILES_AN_HOUR * HOURS_A_MONTH * again
    lists = runs * assumed.regions * (DAYS_LISTED + 1)  # a region is listed first
    seconds = files * FILE_S + assumed.trail_events * again / 1000 * THOUSAND_S
    return {**_always(runs, seconds, events * again, assumed, prices),
            # Each file has a data key of its own: the trail's bucket has no bucket key.
            "S3": _usd(prices, "s3-gets", files) + _usd(prices, "s3-puts", lists),
            "key": _usd(prices, "kms-requests", files)}


def of_history(events: float, assumed: Assumptions, prices: Mapping[str, Price],
               hours: int = HOURS) -> Costs:
    """In USD, where it looks up Event history, which has no price but takes its time."""
    runs, again = _runs(hours)
    lookups = runs * assumed.regions + assumed.trail_events * again / EVENTS_A_LOOKUP
    seconds = lookups / LOOKUPS_A_SECOND / assumed.regions
    return {**_always(runs, seconds, events * again, assumed, prices),
            "LookupEvents": _usd(prices, "cloudtrail-lookups", lookups)}


def _runs(hours: int) -> tuple[float, float]:
    """Runs a month, and how often each event is looked at."""
    return HOURS_A_MONTH / hours, (hours + OVERLAP) / hours


def _always(runs: float, seconds: float, records: float, assumed: Assumptions,
            prices: Mapping[str, Price]) -> Costs:
    gb_seconds = (runs * START_S + seconds) * MEMORY_MB / 1024
    units = records * ceil(assumed.item_kb / KB_A_READ)  # of the whole item, though keys are asked
    return {
        "alarms and metric": _usd(prices, "cloudwatch-alarms", 2)
        + _usd(prices, "cloudwatch-metrics", 1),
        "function": _usd(prices, "lambda-requests", runs)
        + _usd(prices, "lambda-arm-gb-seconds", gb_seconds),
        "table": _usd(prices, "dynamodb-reads", units),
    }


def _usd(prices: Mapping[str, Price], name: str, amount: float) -> float:
    return prices[name].usd * amount / prices[name].per
