"""The Lambda function. It raises when an event is not recorded: AWS then tries again, and after
that keeps the event in a failure sink, from where `eventbridge-notifier redrive` brings it back.
"""

from __future__ import annotations

import gc
import os
from typing import Any

from recorder.recorder import Recorder

_recorder = Recorder(os.environ)
_recorder.open()
gc.freeze()  # what is loaded stays: no collection need look through it


def handle(payload: Any, context: Any) -> dict[str, Any]:
    """Record the function's input."""
    return _recorder.handle(payload, lambda: context.get_remaining_time_in_millis() / 1000)
