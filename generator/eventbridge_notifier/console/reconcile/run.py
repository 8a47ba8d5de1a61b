"""Reconciling: every record of a log that a watch matches, looked for in the table.

What is missing may be handed to the recorder, which writes a record unless it is there: run it
again, or two at once, and nothing is doubled. Memory holds a few hundred records at a time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, NamedTuple

from eventbridge_notifier.console.reconcile.reasons import Reasons
from eventbridge_notifier.console.reconcile.recorded import KEYS, Key, Recorded
from eventbridge_notifier.console.reconcile.watches import Matcher, Watched
from eventbridge_notifier.console.target_input import target_input
from eventbridge_notifier.events.envelope import event_of
from eventbridge_notifier.events.log_parts import Part
from eventbridge_notifier.events.logs import LogError
from eventbridge_notifier.record_format.identity import identity

WORKERS = 8
REMEMBERED = 250_000  # keys, twice: CloudTrail may log an event again soon after
MISSING, RECORDED, FAILED = "missing", "recorded", "failed"
Hand = Callable[[dict[str, Any]], str]
"""Gives the recorder an input; says why it was refused, or ""."""


class Missing(NamedTuple):
    """A record that should be there. `state` is one of the words above; `error` says why it could
    not be recorded."""

    id: str
    watch: str
    time: str
    account: str
    region: str
    event: str
    reason: str
    state: str = MISSING
    error: str = ""


@dataclass
class Tally:
    """Of one watch. `reasons` counts those that are missing."""

    expected: int = 0
    there: int = 0
    missing: int = 0
    recorded: int = 0
    failed: int = 0
    reasons: Counter[str] = field(default_factory=Counter)


class _Found(NamedTuple):
    key: Key
    watched: Watched
    event: dict[str, Any]


class Reconcile:
    """`bounds` are the span's, as CloudTrail writes times; `kept_since` is before what retention
    has expired. `wanted` says whether an account's and region's events count. With `hand`, what is
    missing is recorded.

    `read` counts records of the log, `expired` those that are passed over, `unread` says what
    could not be read, `day` is the day of delivery that is being read.
    """

    def __init__(self, matcher: Matcher, recorded: Recorded, reasons: Reasons,
                 bounds: tuple[str, str], kept_since: str = "", hand: Hand | None = None,
                 wanted: Callable[[str, str], bool] = lambda account, region: True) -> None:
        self._matcher, self._recorded, self._reasons = matcher, recorded, reasons
        self._bounds, self._kept_since, self._hand = bounds, kept_since, hand
        self._wanted = wanted
        self._seen, self._seen_before = set[int](), set[int]()
        self.tallies = {one.watch: Tally() for one in matcher.watches}
        self.read = self.parts = self.expired = 0
        self.unread: list[str] = []
        self.day = ""

    def run(self, parts: Iterable[Part], advance: Callable[[int], object] = lambda count: None
            ) -> Iterator[Missing]:
        """What is missing, as it is known. `advance` is told of records as they are read."""
        found = self._found(parts, advance)
        with ThreadPoolExecutor(WORKERS) as pool:
            while some := list(islice(found, KEYS)):
                there = self._recorded.of([one.key for one in some])
                for one in some:
                    tally = self.tallies[one.watched.watch]
                    tally.expected += 1
                    tally.there += one.key in there
                gone = [one for one in some if one.key not in there]
                for missing in pool.map(self._missing, gone):
                    self._count(missing)
                    yield missing

    def _found(self, parts: Iterable[Part], advance: Callable[[int], object]) -> Iterator[_Found]:
        for part in parts:
            self.day = part.day or self.day
            before = self.read
            try:
                for value in part.read():
                    self.read += 1
                    yield from self._expected(value)
            except LogError as error:
                self.unread.append(str(error))
            self.parts += 1
            advance(self.read - before)

    def _expected(self, value: dict[str, Any]) -> Iterator[_Found]:
        time = str(value.get("eventTime") or value.get("time"))
        if not self._bounds[0] <= time < self._bounds[1]:
            return
        event = event_of(value)
        if not self._wanted(str(event.get("account")), str(event.get("region"))):
            return
        watches = self._matcher.matching(event)
        id = identity(event) if watches else None
        if id is None:
            return
        if time < self._kept_since:
            self.expired += 1
            return
        for one in watches:
            if self._is_new((id, one.watch)):
                yield _Found((id, one.watch), one, event)

    def _is_new(self, key: Key) -> bool:
        number = hash(key)
        if number in self._seen or number in self._seen_before:
            return False
        if len(self._seen) >= REMEMBERED:
            self._seen_before, self._seen = self._seen, set()
        self._seen.add(number)
        return True

    def _missing(self, one: _Found) -> Missing:
        event, detail = one.event, one.event["detail"]
        missing = Missing(*one.key, str(event.get("time", "")), str(event.get("account", "")),
                          str(event.get("region", "")), str(detail.get("eventName", "")),
                          self._reasons.of(one.watched, event))
        if self._hand is None:
            return missing
        error = self._hand(target_input(one.watched.template, event, one.watched.watch))
        return missing._replace(state=FAILED if error else RECORDED, error=error)

    def _count(self, missing: Missing) -> None:
        tally = self.tallies[missing.watch]
        tally.missing += 1
        tally.recorded += missing.state == RECORDED
        tally.failed += missing.state == FAILED
        tally.reasons[missing.reason] += 1
