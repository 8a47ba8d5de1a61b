"""Resources as their records tell: who made them, what changed last, whether they are still there.

Only calls that succeeded change a resource. What nobody watches for is not known here. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from eventbridge_notifier.console.records.filters import SUCCEEDED, Record
from eventbridge_notifier.console.views.timeline import name_of
from eventbridge_notifier.record_format.changes import CREATED, DELETED, READ

MOST = 500  # resources of a list
EXISTS, GONE, UNKNOWN = "exists", "deleted", "unknown"


@dataclass
class Resource:
    """One resource; `state` is exists, deleted, or unknown where nothing changed it.

    `created` and `changed` are the records of the creation and of the last change, where there are
    any; `count` is how many records there are. CloudTrail tells times in whole seconds: of changes
    at the same one, what was before decides which was the last.
    """

    name: str
    type: str = ""
    count: int = 0
    created: Record | None = None
    records: list[Record] = field(default_factory=list)
    _latest: list[Record] = field(default_factory=list)  # changes at the time of the last one
    _before: Record | None = None  # the change before those

    @property
    def changed(self) -> Record | None:
        return _last(self._latest, self._before)

    @property
    def state(self) -> str:
        if self.changed is None:
            return UNKNOWN
        return GONE if self.changed.get("change") == DELETED else EXISTS

    def add(self, record: Record) -> None:
        """Takes the next older record."""
        self.count += 1
        self.records.append(record)
        self.type = self.type or str(record.get("resourceType", ""))
        if not _changes(record):
            return
        if not self._latest or record["time"] == self._latest[0]["time"]:
            self._latest.append(record)
        elif self._before is None:
            self._before = record
        if record.get("change") == CREATED:
            self.created = record

    def as_dict(self) -> dict[str, Any]:
        newest = self.records[0] if self.records else {}
        return {"resource": self.name, "type": self.type, "state": self.state,
                "account": newest.get("account", ""), "region": newest.get("region", ""),
                "seen": newest.get("time", ""), "records": self.count,
                "created": _who(self.created), "changed": _who(self.changed)}


class Resources:
    """The resources of records that come newest first."""

    def __init__(self) -> None:
        self.found: dict[str, Resource] = {}

    @property
    def total(self) -> int:
        return len(self.found)

    def add(self, record: Record) -> None:
        if name := str(record.get("resource", "")):
            self.found.setdefault(name, Resource(name)).add(record)

    def as_list(self, most: int = MOST) -> list[dict[str, Any]]:
        """The one that was last seen first."""
        return [one.as_dict() for one in islice(self.found.values(), most)]


def resources(records: Iterable[Record]) -> list[Resource]:
    """The resources of records that come newest first, the one that was last seen first."""
    found = Resources()
    for record in records:
        found.add(record)
    return list(found.found.values())


def _last(latest: list[Record], before: Record | None) -> Record | None:
    """Of changes at one time the last, which is a deletion where as many calls deleted as there was
    to delete. A call that several watches recorded counts once."""
    made, gone = ({one["id"] for one in latest if one.get("change") == kind}
                  for kind in (CREATED, DELETED))
    there = before is not None and before.get("change") != DELETED
    if gone:
        kind = DELETED if len(gone) >= len(made) + there else CREATED
        return next(one for one in latest if one.get("change") == kind)
    changed = (one for one in latest if one.get("change") != CREATED)
    return next(changed, latest[0] if latest else None)


def _changes(record: Record) -> bool:
    return record.get("outcome", SUCCEEDED) == SUCCEEDED and record.get("change") not in (
        None, READ, "other")


def _who(record: Record | None) -> dict[str, str] | None:
    if record is None:
        return None
    return {"time": record["time"], "by": str(record.get("actor", "")), "event": name_of(record),
            "id": record["id"], "watch": record["watch"]}
