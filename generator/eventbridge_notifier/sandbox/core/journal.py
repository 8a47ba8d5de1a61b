"""What happened, in order: kept, and handed to a listener."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable

from eventbridge_notifier.sandbox.core.model import Entry

LONGEST = 200_000


class JournalStore:
    """Entries in order of their arrival. Safe between threads."""

    def __init__(self, listener: Callable[[Entry], None] | None = None) -> None:
        self._entries: deque[Entry] = deque(maxlen=LONGEST)
        self._lock = threading.Lock()
        self._listener = listener

    def note(self, entry: Entry) -> None:
        with self._lock:
            self._entries.append(entry)
            if self._listener is not None:
                self._listener(entry)

    def entries(self) -> list[Entry]:
        with self._lock:
            return list(self._entries)
