"""The Lambda function. It raises when people were not told: Lambda then brings the batch again, and
after its last attempt keeps it in the bucket, under aws/lambda/: invoke the function with what is
kept there, and `"redriven": true` beside it.
"""

from __future__ import annotations

import os
from typing import Any

from notifier.notifier import Notifier

_notifier = Notifier(os.environ)


def handle(payload: Any, context: Any) -> dict[str, Any]:
    """Tell people of what the function is invoked with."""
    return _notifier.handle(payload, lambda: context.get_remaining_time_in_millis() / 1000)
