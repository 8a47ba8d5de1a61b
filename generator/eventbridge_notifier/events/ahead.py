"""Work done ahead of whoever waits for it: in order, a few at a time."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from typing import TypeVar

Item = TypeVar("Item")
Done = TypeVar("Done")


def ahead(pool: Executor, work: Callable[[Item], Done], items: Iterable[Item], count: int
          ) -> Iterator[tuple[Item, Done]]:
    """Each item with what `work` made of it; at most `count` are on their way or wait."""
    waiting: deque[tuple[Item, Future[Done]]] = deque()
    try:
        for item in items:
            waiting.append((item, pool.submit(work, item)))
            if len(waiting) >= count:
                first, done = waiting.popleft()
                yield first, done.result()
        while waiting:
            first, done = waiting.popleft()
            yield first, done.result()
    finally:
        for _, done in waiting:
            done.cancel()
