"""For how long an invoke of one event keeps at it.

One event holds an execution for as long as its write is throttled: thousands of them would take the
whole account's. So such an invoke gives up early, and Lambda tries the event again in a minute.
"""

from __future__ import annotations

import time
from collections.abc import Callable

SECONDS = 8.0


def of_one_event(remaining: Callable[[], float]) -> Callable[[], float]:
    """`remaining`, and no more than SECONDS from now."""
    begun = time.monotonic()
    return lambda: min(remaining(), SECONDS - (time.monotonic() - begun))
