"""The fields that nearly every rule asks for, answered together.

In AWS events few combinations of these values occur, again and again: one look-up then tells which
alternatives are left, and the other paths are asked of those alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from eventbridge_notifier.patterns.column import Column

OUTER = ("source", "detail-type")
INNER = SERVICE, NAME, CODE = "detail.eventSource", "detail.eventName", "detail.errorCode"
KEPT = 4096

_MISSING: Any = object()
Key = tuple[Any, Any, Any, Any, Any]


class Front:
    """`get` finds what was kept for an event that is alike; `keep` keeps it for those to come."""

    def __init__(self, columns: Iterable[Column]) -> None:
        self.columns = [column for column in columns if column.path in (*OUTER, *INNER)]
        """Those that all of these fields answer."""
        self._kept: dict[Key, Any] = {}

    def get(self, event: dict[str, Any]) -> tuple[Any, Key | None]:
        """What is kept, or None; and the key to keep it, None where this event is not for keeping.

        Only texts are kept, so that nothing is mixed up that Python takes for equal (1 and true).
        """
        detail = event.get("detail")
        if type(detail) is not dict or SERVICE in event or NAME in event or CODE in event:
            return None, None
        inner = detail.get
        key = (event.get("source", _MISSING), event.get("detail-type", _MISSING),
               inner("eventSource", _MISSING), inner("eventName", _MISSING),
               inner("errorCode", _MISSING))
        try:
            kept = self._kept.get(key)
        except TypeError:  # a list or an object stands there
            return None, None
        if kept is None and not all(type(one) is str or one is _MISSING for one in key):
            return None, None
        return kept, key

    def keep(self, key: Key, value: Any) -> None:
        if len(self._kept) >= KEPT:
            self._kept.clear()
        self._kept[key] = value
