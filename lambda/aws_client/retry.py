"""When to try again, and for how long."""

from __future__ import annotations

import random
import time
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

# The same of one statement in a batch; DynamoDB API reference, BatchStatementError.
PASSING_STATEMENT = frozenset({
    "ProvisionedThroughputExceeded",
    "RequestLimitExceeded",
    "ThrottlingError",
    "TransactionConflict",
    "InternalServerError",
})

# What DynamoDB and S3 answer to a signature from another time; the first may mean other faults too.
UNTIMELY = frozenset({"InvalidSignatureException", "RequestExpired", "RequestTimeTooSkewed"})


def passes(status: int, code: str) -> bool:
    """Whether a refusal is likely to pass by itself."""
    return status >= 500 or status == 429 or code in PASSING


def attempts(remaining: Callable[[], float]) -> Iterator[None]:
    """Once for each attempt, while the invocation lasts; waits before all but the first.

    The waits are jittered and grow. Even a wait of 0 would give the processor away.
    """
    ceiling = FIRST
    while remaining() >= RESERVE:
        yield
        pause = random.uniform(0, ceiling)
        if remaining() - pause < RESERVE:
            return
        time.sleep(pause)
        ceiling = min(LONGEST, ceiling * 2)
