"""Entries of the journal as lines for a terminal."""

from __future__ import annotations

import threading
from datetime import datetime
from typing import IO

from rich.console import Console
from rich.text import Text

from eventbridge_notifier.sandbox.core.model import Entry

# Kind of entry to its colour.
STYLES = {"event": "cyan", "match": "green", "delivery": "bold green", "no-match": "yellow",
          "failure": "bold red", "fault": "magenta", "note": "dim"}
WIDEST = max(map(len, STYLES))


def line(entry: Entry, now: datetime) -> str:
    """`12:00:01  match     python38-functions: matches`; no control character of an event's."""
    subject = _subject(entry)
    text = "".join(one if one.isprintable() else " " for one in f"{subject}{entry.text}")
    return f"{now:%H:%M:%S}  {entry.kind:<{WIDEST}}  {text}"


def _subject(entry: Entry) -> str:
    names = [entry.rule, _short(entry.target) if entry.kind != "event" else ""]
    path = " → ".join(name for name in names if name)
    return f"{path}: " if path else ""


def _short(arn: str) -> str:
    """`lambda function:name` of an ARN."""
    if not arn.startswith("arn:"):
        return arn
    parts = arn.split(":", 5)
    return f"{parts[2]} {parts[5]}"


class JournalPrinter:
    """Prints entries as they come, from any thread; `verbose`: also calls without an event."""

    def __init__(self, file: IO[str], verbose: bool = False) -> None:
        self._console = Console(file=file, highlight=False, soft_wrap=True)
        self._verbose = verbose
        self._lock = threading.Lock()

    def __call__(self, entry: Entry) -> None:
        if entry.kind == "note" and not self._verbose and not entry.target:
            return
        text = Text(line(entry, datetime.now()), style=STYLES.get(entry.kind, ""))
        with self._lock:
            self._console.print(text)
