"""How `backtest` reads logs: from where, in how many processes, and from where it goes on."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

from eventbridge_notifier.alerts.arrival import Arrival
from eventbridge_notifier.cli.clients import connect
from eventbridge_notifier.cli.errors import aws_errors, refuse
from eventbridge_notifier.cli.progress import progress
from eventbridge_notifier.events import logs, parallel
from eventbridge_notifier.events.backtest import Replay, Tally
from eventbridge_notifier.events.log_parts import Part, local
from eventbridge_notifier.events.resuming import Notes, fingerprint
from eventbridge_notifier.events.trail_bucket import of_url

S3, STANDARD_INPUT = "s3://", "-"
NOTED = 5.0  # seconds between two times that the notes are written


@dataclass(frozen=True)
class Wanted:
    """Places, and what of a trail's bucket: days of delivery (both are read), accounts, regions."""

    places: tuple[str, ...]
    first: date
    last: date
    accounts: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()

    @property
    def remote(self) -> bool:
        return any(one.startswith(S3) or one == STANDARD_INPUT for one in self.places)


def day(text: str | None, now: datetime, days: int) -> date:
    """2026-11-28, or 30d: so many days before now. Raises ValueError."""
    if text is None:
        return now.date() - timedelta(days=days)
    if text.endswith("d") and text[:-1].isdecimal():
        return now.date() - timedelta(days=int(text[:-1]))
    return date.fromisoformat(text)


def parts(wanted: Wanted, s3: Callable[[], Any], notes: Notes) -> Iterator[Part]:
    """What is to be read and was not read before. Raises LogError and what S3 raises."""
    for place in wanted.places:
        if place == STANDARD_INPUT:
            source = logs.StandardInput()
            found: Iterable[Part] = [Part(source.name, lambda: iter(()), source=source)]
        elif place.startswith(S3):
            bucket = of_url(s3(), place, wanted.accounts, wanted.regions)
            found = bucket.parts(notes.since(wanted.first), wanted.last, notes.passed)
        else:
            found = local([Path(place)])
        yield from (one for one in found if one.name not in notes.passed)


def of_paths(paths: Iterable[Path]) -> Wanted:
    """Files and folders of this machine."""
    return Wanted(tuple(map(str, paths)), date.min, date.max)


def played(rules: tuple[Any, ...], wanted: Wanted, profile: str | None = None, tell: bool = False,
           processes: int | None = None, resume: Path | None = None
           ) -> tuple[Replay, list[Arrival]]:
    """What was seen of all logs. Ends the command at the first that cannot be read."""
    def found(notes: Notes) -> Iterator[Part]:
        return parts(wanted, lambda: connect(None, profile)("s3"), notes)

    of = fingerprint(rules, wanted.places, wanted.accounts, wanted.regions)
    try:
        with aws_errors():
            return replayed(rules, found, of, tell, processes or _count(wanted), resume)
    except logs.LogError as error:
        refuse(str(error))


def replayed(rules: tuple[Any, ...], found: Callable[[Notes], Iterator[Part]], of: str,
             tell: bool, processes: int, resume: Path | None) -> tuple[Replay, list[Arrival]]:
    """What was seen of the parts that are `found`. Raises LogError and what AWS's clients raise."""
    notes = Notes(Replay({rule.name: Tally(rule.name) for rule in rules}), of)
    if resume and resume.exists():
        notes.read(resume)
    days: dict[str, str] = {}

    def noted() -> Iterator[Part]:
        for part in found(notes):
            days[part.name] = part.day
            yield part

    arrivals: list[Arrival] = []
    written = time.monotonic()
    try:
        with progress("replaying", "events") as advance:
            seen = parallel.play(rules, noted(), tell, processes, advance)
            for name, pieces in groupby(seen, key=lambda one: one[0]):
                _finish(notes, name, days.pop(name), (piece for _, piece in pieces), arrivals)
                if resume and time.monotonic() - written > NOTED:
                    notes.write(resume)
                    written = time.monotonic()
    finally:
        if resume:
            notes.write(resume)
    return notes.replay, arrivals


def _finish(notes: Notes, name: str, day: str, pieces: Iterable[parallel.Seen],
            arrivals: list[Arrival]) -> None:
    """Adds up a log, each piece as it comes: a log of any length takes no more memory."""
    whole = Replay({})
    for replay, some in pieces:
        start = notes.replay.events + whole.events
        arrivals.extend(one._replace(sequence=one.sequence + start) for one in some)
        whole.add(replay)
    notes.finished(name, day, whole)


def _count(wanted: Wanted) -> int:
    """How many processes: one for what is soon read."""
    if wanted.remote:
        return parallel.processes()
    with suppress(OSError, logs.LogError):
        size = 0
        for path in logs.find(map(Path, wanted.places)):
            size += path.stat().st_size
            if size > parallel.LONG:
                return parallel.processes()
    return 1


def today() -> datetime:
    return datetime.now(UTC)
