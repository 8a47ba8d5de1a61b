"""Saved events, wherever they lie."""

from eventbridge_notifier.events.logs.errors import LogError
from eventbridge_notifier.events.logs.forms import pieces, read
from eventbridge_notifier.events.logs.lines import Block
from eventbridge_notifier.events.logs.sources import (
    Held,
    LocalFile,
    Source,
    StandardInput,
    Streamed,
    find,
    is_log,
)
from eventbridge_notifier.events.logs.stretches import Stretch, stretches

__all__ = ["Block", "Held", "LocalFile", "LogError", "Source", "StandardInput", "Streamed",
           "Stretch", "find", "is_log", "pieces", "read", "stretches"]
