"""Places with logs as parts: one file or object each, read when its turn comes.

Every place yields parts, and whoever reads logs takes parts: files of this machine here, a trail's
bucket in `trail_bucket`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from eventbridge_notifier.events import logs


class Part(NamedTuple):
    """`read` gives its records and events, and raises LogError. `day` is that of delivery, as
    2026-11-28, where the place tells: parts come by day, the oldest first. `source` has its bytes,
    where it has any."""

    name: str
    read: Callable[[], Iterator[dict[str, Any]]]
    day: str = ""
    source: logs.Source | None = None


def local(paths: Iterable[Path]) -> Iterator[Part]:
    """The files of this machine; folders are searched through. Raises LogError."""
    for path in logs.find(paths):
        source = logs.LocalFile(path)
        yield Part(source.name, partial(logs.read, source), source=source)
