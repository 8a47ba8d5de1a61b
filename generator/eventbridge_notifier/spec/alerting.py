"""What a spec says of telling people, as plain frozen data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from eventbridge_notifier.diagnostics.finding import SourceFile
from eventbridge_notifier.spec.durations import seconds

EVERY = 900
"""Seconds between two messages of a group, where `group_by` stands without `every`."""


@dataclass(frozen=True)
class Alerting:
    """How a watch is told. `when` is as written; spans are in seconds, 0 for none."""

    group_by: tuple[str, ...] = ()
    every: int = 0
    when: Mapping[str, Any] | None = None
    runbook: str = ""
    stage: int = 0


@dataclass(frozen=True)
class Quiet:
    """An entry of `quiet`, as written, and where."""

    file: SourceFile
    index: int
    until: str
    because: str
    watches: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()


def topics(given: Any) -> tuple[str, ...]:
    """The names in `notify`, in either form."""
    return tuple(given.get("to", ()) if isinstance(given, Mapping) else given or ())


def of(watch: Mapping[str, Any]) -> Alerting:
    """The alerting of a watch's keys."""
    told = watch.get("notify")
    given = told if isinstance(told, Mapping) else {}
    group_by = tuple(given.get("group_by", ()))
    every = seconds(given.get("every")) or (EVERY if group_by else 0)
    return Alerting(group_by, every, watch.get("when"), watch.get("runbook", ""),
                    seconds(watch.get("stage")))


def quiet(file: SourceFile, index: int, given: Mapping[str, Any]) -> Quiet:
    """The entry number `index` of `quiet` in `file`."""
    return Quiet(file, index, given["until"], given["because"],
                 tuple(given.get("watches", ())), tuple(given.get("actors", ())),
                 tuple(given.get("accounts", ())))
