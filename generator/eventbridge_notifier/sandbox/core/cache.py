"""Values that are read once and kept until something changes them. Safe between threads."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Cache(Generic[K, V]):
    """A value that is read while another is forgotten is used once and not kept."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._values: dict[K, V] = {}
        self._age = 0

    def get(self, key: K, read: Callable[[], V]) -> V:
        """The value of `key`; `read` gets it where it is not kept."""
        with self._lock:
            if key in self._values:
                return self._values[key]
            age = self._age
        value = read()
        with self._lock:
            if age == self._age:
                self._values[key] = value
        return value

    def forget(self, stale: Callable[[K], bool] = lambda key: True) -> None:
        """Drops the values whose keys are `stale`; all by default."""
        with self._lock:
            self._age += 1
            for key in [one for one in self._values if stale(one)]:
                del self._values[key]
