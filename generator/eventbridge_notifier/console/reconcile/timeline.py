"""When the trail, and each rule, was off: from the calls that changed them, in Event history."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from botocore.exceptions import ClientError

from eventbridge_notifier.console.reconcile.event_history import Pace, found

PAGES = 20  # of each call; changes beyond them are not known
# Call -> whether what it names is on after it.
TRAIL = {"StartLogging": True, "StopLogging": False}
RULE = {"EnableRule": True, "DisableRule": False}
TARGETS = {"PutTargets": True, "RemoveTargets": False}
PUT_RULE = "PutRule"  # on or off, by its state
SWITCHES = frozenset({"StartLogging", "EnableRule"})  # what they switch on was off before


class Change(NamedTuple):
    """`on`: whether it is on from `time` on. `reverses`: it was the contrary before."""

    time: str
    on: bool
    reverses: bool = False


class Timeline:
    """Changes by name, of any number of things."""

    def __init__(self, changes: Iterable[tuple[str, Change]]) -> None:
        self._changes: dict[str, list[Change]] = {}
        for name, change in sorted(changes, key=lambda one: one[1].time):
            self._changes.setdefault(name, []).append(change)

    def off(self, name: str, time: str) -> bool:
        """Whether it was off at a time, as far as is known."""
        changes = self._changes.get(name, [])
        place = bisect_right([one.time for one in changes], time)
        if place:
            return not changes[place - 1].on
        return bool(changes) and changes[0].on and changes[0].reverses

    def first(self, name: str) -> str:
        """When it was changed first; "" where that is not known."""
        return self._changes[name][0].time if name in self._changes else ""


class Timelines(NamedTuple):
    """Of trails by name, of rules, of rules' targets, and of when rules were put."""

    trails: Timeline
    rules: Timeline
    targets: Timeline
    put: Timeline


def read(home: Any, trail: Any, pace: Pace) -> Timelines:
    """`home` and `trail` are CloudTrail clients of the deployment's region and of the trail's.

    Nothing is known where nobody may look.
    """
    put = _records(home, PUT_RULE, pace)
    return Timelines(
        Timeline(_changes(trail, TRAIL, pace)),
        Timeline([*_changes(home, RULE, pace),
                  *(_change(one, _state(one) != "DISABLED") for one in put if _state(one))]),
        Timeline(_changes(home, TARGETS, pace)),
        Timeline(_change(one, True) for one in put))


def _changes(client: Any, calls: Mapping[str, bool], pace: Pace) -> list[tuple[str, Change]]:
    return [_change(record, on) for call, on in calls.items()
            for record in _records(client, call, pace)]


def _records(client: Any, call: str, pace: Pace) -> list[dict[str, Any]]:
    """Those of calls that succeeded and name something."""
    try:
        records = list(found(client, pace, {"EventName": call}, pages=PAGES))
    except ClientError:
        return []
    return [one for one in records if not one.get("errorCode") and one.get("requestParameters")]


def _change(record: Mapping[str, Any], on: bool) -> tuple[str, Change]:
    given = record["requestParameters"]
    name = str(given.get("name") or given.get("rule") or "").rpartition("/")[2]
    return name, Change(str(record["eventTime"]), on, record["eventName"] in SWITCHES)


def _state(record: Mapping[str, Any]) -> str:
    return str(record["requestParameters"].get("state") or "")
