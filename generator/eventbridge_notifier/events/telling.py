"""What people would have been told of a log: the notifier's decisions, with events' times as its
clock. Pure.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any

from eventbridge_notifier.alerts import decide, due
from eventbridge_notifier.alerts.arrival import Arrival
from eventbridge_notifier.alerts.decide import Alert, Config
from eventbridge_notifier.alerts.group import waits
from eventbridge_notifier.alerts.policy import Policy, policy
from eventbridge_notifier.alerts.store import Memory
from eventbridge_notifier.alerts.tally import Item
from eventbridge_notifier.record_format.summary import summary_of

if TYPE_CHECKING:
    from eventbridge_notifier.compiler.rule import Rule


class Clocked(Memory):
    """A store that knows which group is due next without looking at all of them."""

    def __init__(self) -> None:
        super().__init__()
        self._next: list[tuple[float, str]] = []

    def put(self, key: str, item: Item, version: int) -> bool:
        if waits(item):
            heapq.heappush(self._next, (item.get("until", 0.0), key))
        return super().put(key, item, version)

    def soonest(self) -> float:
        """When a group is due, in epoch seconds; infinity where none is open."""
        return self._next[0][0] if self._next else float("inf")

    def due(self, now: float) -> list[str]:
        found = set()
        while self.soonest() <= now:
            found.add(heapq.heappop(self._next)[1])
        return sorted(found)


@dataclass
class Group:
    """The messages of a watch's records with the same values of `group_by`."""

    watch: str
    values: tuple[str, ...]
    messages: int
    records: int


@dataclass
class Told:
    """`messages` of `records`, by channel too; the loudest groups first. `writes` of state."""

    records: int
    messages: int
    channels: dict[str, int]
    groups: list[Group]
    writes: int = 0


def policies(rules: Iterable[Rule]) -> dict[str, Policy]:
    """Of the watches that tell somebody. Nothing is staged: a log shows what comes afterwards."""
    return {rule.name: replace(policy(rule.name, {
        **rule.alert, "channels": rule.notify, "severity": rule.severity,
        "description": rule.description}), stage=0) for rule in rules if rule.notify}


def arrival(watch: str, event: dict[str, Any], number: int) -> Arrival:
    """A record of `event`, written when it happened. Raises ValueError where it says no time."""
    detail = event.get("detail")
    detail = detail if isinstance(detail, Mapping) else {}
    moment = datetime.fromisoformat(str(event.get("time", ""))).replace(tzinfo=UTC).timestamp()
    summary = {name: value for name, value in summary_of(event, None, {}).items()
               if isinstance(value, str)}
    identity = str(detail.get("eventID") or event.get("id") or number)
    return Arrival(identity, watch, moment, moment, "log", number, event, summary, {})


def play(arrivals: Iterable[Arrival], config: Config, store: Clocked) -> Iterator[Alert]:
    """The messages, in order. A group's digests are sent when they are due, not to the minute."""
    for moment, those in groupby(sorted(arrivals, key=lambda one: (one.time, one.sequence)),
                                 key=lambda one: one.time):
        yield from _digests(moment, config, store)
        batch = [one._replace(sequence=number) for number, one in
                 enumerate(those, int(moment * 1_000_000))]
        yield from decide.decide(batch, config, store, moment)
    yield from _digests(float("inf"), config, store)


def _digests(until: float, config: Config, store: Clocked) -> Iterator[Alert]:
    while (now := store.soonest()) <= until and now != float("inf"):
        for ready in due.digests(config, store, now):
            yield from ready.alerts
            due.sent(ready.key, store)


def told(arrivals: Iterable[Arrival], config: Config) -> Told:
    """What people would have been told of the records of a log."""
    store, arrivals = Clocked(), list(arrivals)
    alerts = list(play(arrivals, config, store))
    messages: Counter[tuple[str, tuple[str, ...]]] = Counter()
    records: Counter[tuple[str, tuple[str, ...]]] = Counter()
    for alert in {one.id: one for one in alerts}.values():
        messages[alert.about, alert.group] += 1
        records[alert.about, alert.group] += alert.total
    groups = [Group(*key, count, records[key]) for key, count in messages.most_common()]
    return Told(len(arrivals), sum(messages.values()),
                dict(Counter(one.channel for one in alerts)), groups, store.writes)


MOST_VALUES = 0.5
"""A path groups well where it holds at most so many values a record."""
PATHS = ("userIdentity.arn", "userIdentity.sessionContext.sessionIssuer.arn", "sourceIPAddress",
         "eventName", "recipientAccountId", "errorCode", "userAgent", "$.source", "$.account",
         "$.detail-type")


@dataclass
class Suggestion:
    """A path to group a watch by: `values` different ones in `records`. `first_by`: few enough that
    only new ones matter."""

    watch: str
    path: str
    records: int
    values: int
    first_by: bool


def suggest(arrivals: Iterable[Arrival]) -> list[Suggestion]:
    """A path for each watch with ten records or more, the watch with the most records first.

    The most telling path is the one with most values that still gathers two records each.
    """
    by_watch: dict[str, list[Arrival]] = {}
    for one in arrivals:
        by_watch.setdefault(one.watch, []).append(one)
    found = filter(None, (_suggested(watch, those) for watch, those in by_watch.items()))
    return sorted(found, key=lambda one: -one.records)


def _suggested(watch: str, those: list[Arrival]) -> Suggestion | None:
    if len(those) < 10:
        return None
    values = {path: {one.values([path]) for one in those} for path in PATHS}
    fitting = [(len(held), -PATHS.index(path), path) for path, held in values.items()
               if ("",) not in held and len(held) <= MOST_VALUES * len(those)]
    if not fitting:
        return None
    count, _, path = max(fitting)
    return Suggestion(watch, path, len(those), count, count <= len(those) / 10)
