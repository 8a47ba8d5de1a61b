"""A backtest in several processes: pieces of the logs go out, what was seen of each comes back.

So much is on its way at once that every process has work, and no more: memory stays flat, however
long the logs are. Results are added in the order of the logs.
"""

from __future__ import annotations

import json
import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from typing import TYPE_CHECKING, Any

from eventbridge_notifier.alerts.arrival import Arrival
from eventbridge_notifier.events import logs
from eventbridge_notifier.events.backtest import Player, Replay
from eventbridge_notifier.events.firing import Armed, Text
from eventbridge_notifier.events.log_parts import Part

if TYPE_CHECKING:
    from eventbridge_notifier.compiler.rule import Rule

SMALL = 16 << 20
"""Bytes of a log that one process reads by itself; a longer one is handed out piece by piece."""

LONG = 128 << 20
"""Bytes of all logs from which more processes pay: fewer are read before a second one is ready."""

Work = logs.Block | logs.Stretch | list[dict[str, Any]] | logs.LocalFile | logs.Held
Seen = tuple[Replay, list[Arrival]]

_HERE: dict[str, Player] = {}
"""The player of this process."""


def processes() -> int:
    """How many processes there may be: one for each core that this one may use, 8 at most."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return min(cores or 1, 8)


def play(rules: Iterable[Rule], parts: Iterable[Part], tell: bool, count: int,
         advance: Callable[[int], None]) -> Iterator[tuple[str, Seen]]:
    """The name of each log, and what was seen of it or of a piece of it. Raises LogError.

    With a `count` of 1 all is done here.
    """
    pieces = (piece for part in parts for piece in _pieces(part))
    if count == 1:
        _start(rules, tell)
        seen: Iterator[tuple[str, Seen]] = ((name, _see(work)) for name, work in pieces)
    else:
        texts = [Text(rule.name, json.dumps(rule.pattern), rule.state) for rule in rules]
        seen = _apart(texts, tell, pieces, count)
    for name, (replay, arrivals) in seen:
        advance(replay.events)
        yield name, (replay, arrivals)


def _apart(texts: list[Text], tell: bool, pieces: Iterator[tuple[str, Work]], count: int
           ) -> Iterator[tuple[str, Seen]]:
    waiting: deque[tuple[str, Future[Seen]]] = deque()
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(count, spawn, _start, (texts, tell)) as pool:
        try:
            for name, work in pieces:
                waiting.append((name, pool.submit(_see, work)))
                if len(waiting) > 2 * count:
                    name, done = waiting.popleft()
                    yield name, done.result()
            while waiting:
                name, done = waiting.popleft()
                yield name, done.result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _pieces(part: Part) -> Iterator[tuple[str, Work]]:
    source = part.source
    if isinstance(source, logs.LocalFile | logs.Held) and (source.size or 0) <= SMALL:
        yield part.name, source
    elif isinstance(source, logs.LocalFile):
        yield from ((part.name, piece) for piece in logs.stretches(source))
    elif source is not None:
        yield from ((part.name, piece) for piece in logs.pieces(source))
    else:
        yield part.name, list(part.read())


def _start(rules: Iterable[Armed], tell: bool) -> None:
    """Makes this process ready for work."""
    _HERE["player"] = Player(rules, tell)


def _see(work: Work) -> Seen:
    player = _HERE["player"]
    for piece in _within(work):
        if isinstance(piece, logs.Block):
            player.see_lines(piece)
        else:
            for value in piece:
                player.see(value)
    return player.taken()


def _within(work: Work) -> Iterable[logs.Block | list[dict[str, Any]]]:
    if isinstance(work, logs.LocalFile | logs.Held):
        return logs.pieces(work)
    return [work.block() if isinstance(work, logs.Stretch) else work]
