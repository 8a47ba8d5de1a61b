"""What is told of a batch of records. The stages, in this order:

    quiet       a quiet entry holds it back
    when        it is not the first of its kind, or there are not enough of them yet
    late        it was written long after its event: it joins the late ones of its watch
    group       the group's first is told, the others wait for the digest
    staged      a watch that is being tried out counts, and tells nobody
    event       one message of an event in a channel, however many watches it matched

Every record ends in exactly one place: an alert, a group that holds it for a digest, or a tally of
what was held back. Each place counts by the record's position in its source, so that a batch that
comes again is not counted again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import partial
from typing import NamedTuple

from eventbridge_notifier.alerts import first_seen, group, quiet, threshold
from eventbridge_notifier.alerts.arrival import Arrival, digest
from eventbridge_notifier.alerts.policy import SEVERITIES, FirstBy, Policy, Quiet
from eventbridge_notifier.alerts.store import Store, change
from eventbridge_notifier.alerts.tally import Item, add, fresh

NEWS, LATE = "news", "late"
LATE_EVERY = 900
"""Seconds between two messages of late records of a watch."""
REMEMBERED = 86_400
"""Seconds for which an event that was told of is known."""

Members = dict[str, list[str]]
"""The key of a record -> the keys of all records that it stands for."""


class Config(NamedTuple):
    """What the notifier goes by. `snoozed` are quiet entries made from the command line."""

    policies: Mapping[str, Policy]
    quiet: tuple[Quiet, ...] = ()
    snoozed: tuple[Quiet, ...] = ()


class Alert(NamedTuple):
    """A message to send to one channel.

    `kind` is news, late or digest. `records` are those that are told of, the leading one first;
    `watches` are their watches, the most severe first. A digest counts records that it does not
    name. `first` and `last` are event times in epoch seconds.
    """

    id: str
    channel: str
    kind: str
    watches: tuple[str, ...]
    severity: str
    records: tuple[Arrival, ...] = ()
    total: int = 1
    first: float = 0.0
    last: float = 0.0
    checksum: int = 0
    group: tuple[str, ...] = ()
    about: str = ""


class Tell(NamedTuple):
    """A record that its watch tells of, before its event's other watches are looked at.

    `members` are the keys of the records that it stands for; `alone`: it is in no group, so nothing
    has counted them so far.
    """

    arrival: Arrival
    policy: Policy
    alert: str
    kind: str
    members: list[str]
    group: tuple[str, ...]
    alone: bool = False


def decide(arrivals: Iterable[Arrival], config: Config, store: Store, now: float) -> list[Alert]:
    """The messages to send of a batch. The store is changed first, so that a crash before sending
    makes the batch come again, which sends the same messages with the same ids.
    """
    told: list[Tell] = []
    for watch, mine in _by_watch(arrivals).items():
        policy = config.policies.get(watch)
        if policy:
            loud = _without_quiet(mine, policy, config, store)
            told += _told(loud, policy, store, now)
    return _by_event(_without_staged(told, store), store)


def _by_watch(arrivals: Iterable[Arrival]) -> dict[str, list[Arrival]]:
    found: dict[str, list[Arrival]] = defaultdict(list)
    for one in arrivals:
        found[one.watch].append(one)
    return found


def _without_quiet(arrivals: Iterable[Arrival], policy: Policy, config: Config,
                   store: Store) -> list[Arrival]:
    """The records that no quiet entry holds back; those that one does are tallied."""
    loud: list[Arrival] = []
    held: dict[str, list[Arrival]] = defaultdict(list)
    for one in arrivals:
        entry = quiet.quieted(one, (*config.quiet, *config.snoozed))
        (held[entry.name] if entry else loud).append(one)
    for name, those in held.items():
        facts = {"watch": policy.watch, "quiet": name}
        change(store, f"quiet#{name}#{policy.watch}", partial(_tallied, arrivals=those), facts)
    return loud


def _told(arrivals: list[Arrival], policy: Policy, store: Store, now: float) -> list[Tell]:
    late = [one for one in arrivals if one.late]
    news, members = _when([one for one in arrivals if not one.late], policy, store)
    return [*_grouped(news, members, policy, store, now),
            *_grouped(late, {}, policy, store, now, LATE)]


def _when(arrivals: list[Arrival], policy: Policy, store: Store) -> tuple[list[Arrival], Members]:
    """The records that pass the watch's `when`, and which others each stands for."""
    when = policy.when
    if when is None:
        return arrivals, {}
    passed: list[Arrival] = []
    members: Members = {}
    for values, those in _by(arrivals, when.paths).items():
        key = "when#" + digest(policy.watch, *values)
        facts = {"watch": policy.watch, "values": list(values)}
        if isinstance(when, FirstBy):
            step = partial(first_seen.step, arrivals=those, when=when)
            passed += change(store, key, step, facts)
        else:
            fired = change(store, key, partial(threshold.step, arrivals=those, when=when), facts)
            members |= fired
            passed += [one for one in those if one.key in fired]
    return passed, members


def _grouped(arrivals: list[Arrival], members: Members, policy: Policy, store: Store,
             now: float, kind: str = NEWS) -> list[Tell]:
    every = policy.every if kind == NEWS else max(policy.every, LATE_EVERY)
    stands_for = {one.key: members.get(one.key, [one.key]) for one in arrivals}
    if not every:
        return [Tell(one, policy, digest("event", one.id), kind, stands_for[one.key], (),
                     alone=True) for one in arrivals]
    told: list[Tell] = []
    for values, those in _by(arrivals, policy.group_by if kind == NEWS else ()).items():
        key = "group#" + digest(policy.watch, kind, *values)
        facts = {"name": key, "watch": policy.watch, "values": list(values), "kind": kind}
        step = partial(group.step, arrivals=those, members=members, every=every, now=now)
        opened = change(store, key, step, facts)
        told += [Tell(one, policy, opened[one.key], kind, stands_for[one.key], values)
                 for one in those if one.key in opened]
    return told


def _without_staged(told: Iterable[Tell], store: Store) -> list[Tell]:
    """Those that are sent; those of watches that are being tried out are tallied."""
    sent: list[Tell] = []
    for tell in told:
        staged = tell.policy.stage and change(
            store, f"staged#{tell.policy.watch}", partial(_staged, tell=tell),
            {"watch": tell.policy.watch})
        if not staged:
            sent.append(tell)
    return sent


def _by_event(told: Iterable[Tell], store: Store) -> list[Alert]:
    """One message for one event in a channel, whatever number of watches it matched."""
    events: dict[tuple[str, str], list[Tell]] = defaultdict(list)
    for tell in told:
        for channel in tell.policy.channels:
            events[channel, tell.arrival.id].append(tell)
    return [alert for (channel, event), tells in events.items()
            if (alert := _one_message(channel, event, tells, store))]


def _one_message(channel: str, event: str, tells: list[Tell], store: Store) -> Alert | None:
    """The message of an event in a channel; None where an earlier one told of it."""
    tells = sorted(tells, key=lambda tell: (-SEVERITIES.index(tell.policy.severity),
                                            tell.policy.watch))
    key = f"told#{channel}#{digest(event)}"
    alert, first = change(store, key, partial(_claimed, tells=tells))
    if not first:
        return None
    lead, times = tells[0], [tell.arrival.time for tell in tells]
    return Alert(alert, channel, lead.kind, tuple(tell.policy.watch for tell in tells),
                 lead.policy.severity, tuple(tell.arrival for tell in tells), len(lead.members),
                 min(times), max(times), group=lead.group, about=lead.policy.watch)


def _claimed(before: Item, tells: list[Tell]) -> tuple[Item, tuple[str, bool]]:
    """The alert that tells of an event, and whether these records are the ones it tells of."""
    item = {**before, "marks": dict(before.get("marks", {}))}
    new = fresh(item, [tell.arrival for tell in tells])
    if "alert" not in item:
        expires = int(max(tell.arrival.created for tell in tells)) + REMEMBERED
        item |= {"alert": tells[0].alert, "by": [tell.arrival.key for tell in tells],
                 "expires": expires}
    else:
        add(item, "folded", [one.key for one in new if one.key not in item["by"]])
    counted = {one.key for one in new}
    add(item, "alone", [key for tell in tells if tell.alone and tell.arrival.key in counted
                        for key in tell.members])
    return item, (item["alert"], any(tell.arrival.key in item["by"] for tell in tells))


def begun(before: Item, now: float) -> tuple[Item, None]:
    """The item of a staged watch from the moment on at which the notifier knows it."""
    return {"since": now, **before}, None


def _staged(before: Item, tell: Tell) -> tuple[Item, bool]:
    """Whether the watch is still being tried out; then the message is counted."""
    item = {"since": tell.arrival.created, **before, "marks": dict(before.get("marks", {}))}
    if tell.arrival.created >= item["since"] + tell.policy.stage:
        return before, False
    new = [one.key for one in fresh(item, [tell.arrival])]
    add(item, "messages", new)
    add(item, "alone", tell.members if tell.alone and new else [])
    return item, True


def _tallied(before: Item, arrivals: list[Arrival]) -> tuple[Item, None]:
    """Counts records that nobody is told of."""
    item = {**before, "marks": dict(before.get("marks", {}))}
    add(item, "held", [one.key for one in fresh(item, arrivals)])
    return item, None


def _by(arrivals: Iterable[Arrival], paths: tuple[str, ...]
        ) -> dict[tuple[str, ...], list[Arrival]]:
    found: dict[tuple[str, ...], list[Arrival]] = defaultdict(list)
    for one in arrivals:
        found[one.values(paths)].append(one)
    return found
