"""What a watch wants told, to whom and how often, as the generator writes it for the notifier."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

SEVERITIES = ("info", "low", "medium", "high", "critical")
"""From the least to the most severe."""


@dataclass(frozen=True)
class FirstBy:
    """Tell only the first record of each combination of `paths` in `within` seconds."""

    paths: tuple[str, ...]
    within: int


@dataclass(frozen=True)
class AtLeast:
    """Tell only when `count` records of one combination of `paths` come in `within` seconds.

    With `distinct`, when that path holds `count` different values among them.
    """

    count: int
    paths: tuple[str, ...]
    within: int
    distinct: str = ""


@dataclass(frozen=True)
class Policy:
    """One watch. `every` is the seconds between two messages of a group; 0: each event is told.

    For `stage` seconds after it was deployed its messages are counted, not sent.
    """

    watch: str
    channels: tuple[str, ...]
    severity: str = "info"
    description: str = ""
    runbook: str = ""
    group_by: tuple[str, ...] = ()
    every: int = 0
    when: FirstBy | AtLeast | None = None
    stage: int = 0


@dataclass(frozen=True)
class Quiet:
    """Records of `watches` (names with `*`) by `actors` that are not told before `until`.

    An empty tuple means any. `until` is a time in epoch seconds; `name` identifies the entry. One
    that was made later than a record (`since`) does not hold it back.
    """

    name: str
    until: float
    since: float = 0.0
    because: str = ""
    watches: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()


def policy(watch: str, given: Mapping[str, Any]) -> Policy:
    """The policy of `watch` from its JSON form. Raises KeyError and TypeError on another shape."""
    return Policy(
        watch=watch,
        channels=tuple(given["channels"]),
        severity=given.get("severity") or "info",
        description=given.get("description") or "",
        runbook=given.get("runbook") or "",
        group_by=tuple(given.get("group_by") or ()),
        every=int(given.get("every") or 0),
        when=_when(given.get("when")),
        stage=int(given.get("stage") or 0),
    )


def quiet(given: Mapping[str, Any]) -> Quiet:
    """A quiet entry from its JSON form."""
    return Quiet(given["name"], float(given["until"]), float(given.get("since") or 0),
                 given.get("because") or "", tuple(given.get("watches") or ()),
                 tuple(given.get("actors") or ()),
                 tuple(given.get("accounts") or ()))


def _when(given: Mapping[str, Any] | None) -> FirstBy | AtLeast | None:
    if not given:
        return None
    if "first_by" in given:
        return FirstBy(tuple(given["first_by"]), int(given["within"]))
    return AtLeast(int(given["at_least"]), tuple(given.get("by") or ()), int(given["within"]),
                   given.get("distinct") or "")
