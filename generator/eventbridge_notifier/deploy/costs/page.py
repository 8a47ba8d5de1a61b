"""What the hosted page costs in a month, for so many people. Pure.

Its requests are counted beside what is free of Lambda and KMS: the recorder uses that up first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from eventbridge_notifier.aws.services.prices import Price

KB_A_GB = 1024 * 1024
INVOKES = 2  # for each request: the authorizer's and the page's


@dataclass(frozen=True)
class Visits:
    """Of one person in a month. `requests` of a view are the page, its scripts, and its data.

    `polls` ask for arrivals, in `hours` a day with a pause of `pause` seconds; each asks
    `partitions` of the index. `seconds` is how long the function works, on average, at `memory_mb`.
    """

    days: int = 20
    views: int = 8
    requests: int = 25
    hours: float = 2.0
    pause: float = 15.0
    partitions: int = 12
    seconds: float = 0.05
    memory_mb: int = 512
    log_kb: float = 0.6

    @property
    def polls(self) -> float:
        return self.days * self.hours * 3600 / self.pause

    @property
    def total(self) -> float:
        """Requests to the API."""
        return self.days * self.views * self.requests + self.polls


USUAL = Visits()


def page(people: int, prices: Mapping[str, Price], visits: Visits = USUAL) -> float:
    """USD a month; 0 without people."""
    requests, invokes = people * visits.total, people * visits.total * INVOKES
    readings = people * (visits.polls + visits.days * visits.views)
    amounts = {
        "kms-keys": 1 if people else 0,
        "http-api-requests": requests,
        "lambda-requests": invokes,
        "lambda-arm-gb-seconds": invokes * visits.seconds * visits.memory_mb / 1024,
        # Half a unit for each request that reads up to 4 KB, eventually consistent.
        "dynamodb-reads": readings * visits.partitions / 2,
        "logs-ingested": requests * visits.log_kb / KB_A_GB,
    }
    return sum(amount * prices[name].usd / prices[name].per for name, amount in amounts.items())
