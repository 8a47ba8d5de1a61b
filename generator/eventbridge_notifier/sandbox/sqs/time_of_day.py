"""What time it is for moto's queues, without a detour.

moto makes three datetimes to know the time, and asks for it for each message of a queue at each
call: with ten thousand messages in a queue, sending one more took a tenth of a second.
"""

from __future__ import annotations

import time

from moto.sqs import models


def install() -> None:
    """Once for the process."""
    setattr(models, "unix_time", time.time)  # noqa: B010 (a patch)
    setattr(models, "unix_time_millis", _milliseconds)  # noqa: B010


def _milliseconds() -> float:
    return time.time() * 1000
