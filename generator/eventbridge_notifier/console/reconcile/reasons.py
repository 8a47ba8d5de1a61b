"""Why an event was not recorded, as far as it can be told."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, NamedTuple

from botocore.exceptions import ClientError

from eventbridge_notifier.console.deployment import Clients, rules_of
from eventbridge_notifier.console.reconcile.timeline import Timelines
from eventbridge_notifier.console.reconcile.watches import DISABLED, Watched
from eventbridge_notifier.patterns.errors import PatternError
from eventbridge_notifier.patterns.pattern import compile

STOPPED, OFF = "the trail was stopped", "the rule was disabled"
AIMLESS = "the recorder was no target of the rule"
LATER = "the rule was put later"
UNDELIVERED = "not delivered"
UNKNOWN = "not delivered, or not forwarded"


class Home(NamedTuple):
    """Where a deployment is."""

    account: str
    region: str


class Reasons:
    """`there` gives clients of an account and region from which events are sent home; None where
    nobody can look. `trail` is "" where its own files are read: what they hold it has logged.
    `times` is asked once, and only when something is missing."""

    def __init__(self, home: Home, trail: str, times: Callable[[], Timelines], prefix: str,
                 there: Callable[[str, str], Clients | None]) -> None:
        self._home, self._trail, self._read_times = home, trail, times
        self._prefix, self._there = prefix, there
        self._lock = threading.Lock()
        self._rules: dict[tuple[str, str], list[dict[str, Any]] | None] = {}

    @cached_property
    def _times(self) -> Timelines:
        return self._read_times()

    def of(self, watched: Watched, event: dict[str, Any]) -> str:
        """The first thing that stood in the way of an event."""
        with self._lock:
            time, times = str(event["time"]), self._times
        if times.trails.off(self._trail, time):
            return STOPPED
        place = (str(event["account"]), str(event["region"]))
        away = self._away(place, event) if place != tuple(self._home) else ""
        if away and away != UNKNOWN:
            return away
        if times.rules.off(watched.rule, time):
            return OFF
        if times.targets.off(watched.rule, time):
            return AIMLESS
        if (put := times.put.first(watched.rule)) and time < put:
            return LATER
        if watched.template is None:
            return AIMLESS
        if watched.state == DISABLED and not times.rules.first(watched.rule):
            return OFF
        return away or UNDELIVERED

    def _away(self, place: tuple[str, str], event: dict[str, Any]) -> str:
        """What stands in the way in another region or account; "" for nothing."""
        if (rules := self._rules_of(place)) is None:
            return UNKNOWN
        region = place[1]
        if not rules:
            return f"nothing is forwarded from {region}"
        matching = [one for one in rules if _matches(one, event)]
        if not matching:
            return f"no rule in {region} forwards it"
        if all(one["State"] == DISABLED for one in matching):
            return f"the rule that forwards it is disabled in {region}"
        return ""

    def _rules_of(self, place: tuple[str, str]) -> list[dict[str, Any]] | None:
        if place not in self._rules:
            clients = self._there(*place)
            try:
                self._rules[place] = None if clients is None else [
                    rule for _, rule in rules_of(clients("events"), self._prefix)]
            except ClientError:
                self._rules[place] = None
        return self._rules[place]


def _matches(rule: Mapping[str, Any], event: dict[str, Any]) -> bool:
    try:
        return compile(rule.get("EventPattern") or "{}").matches(event)
    except (PatternError, RecursionError):
        return False
