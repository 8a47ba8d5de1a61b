"""When to try again, and for how long."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

FIRST, LONGEST = 0.05, 2.0  # seconds
# Seconds of the invocation kept for saying what went wrong, before Lambda kills it.
RESERVE = 0.5

# DynamoDB developer guide, "Error handling"; S3 API reference, "Error responses". Every 5xx is
# retried as well.
PASSING = frozenset({
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
    "ReplicatedWriteConflictException",
    "ThrottlingException",
    "Throttling",
    "TransactionConflictException",
    "TransactionInProgressException",
    "InternalServerError",
    "InternalError",
    "ServiceUnavailable",
    "SlowDown",
    "RequestTimeout",
    "OperationAborted",
})


def passes(status: int, code: str) -> bool:
    """Whether a refusal is likely to pass by itself."""
    return status >= 500 or status == 429 or code in PASSING


def pauses(remaining: Callable[[], float]) -> Iterator[float]:
    """Seconds to wait before each attempt, jittered and growing, while the invocation lasts."""
    yield 0.0
    ceiling = FIRST
    while True:
        pause = random.uniform(0, ceiling)
        if remaining() - pause < RESERVE:
            return
        yield pause
        ceiling = min(LONGEST, ceiling * 2)
