"""Resources as their records tell: who made them, what changed last, whether they are still there.

Only calls that succeeded change a resource. What nobody watches for is not known here. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from eventbridge_notifier.console.records.filters import SUCCEEDED, Record
from eventbridge_notifier.console.views.summary import name_of
from eventbridge_notifier.record_format.changes import CREATED, DELETED, READ

EXISTS, GONE, UNKNOWN = "exists", "deleted", "unknown"


@dataclass
class Resource:
    """One resource; `state` is exists, deleted, or unknown where nothing changed it.

    `created` and `changed` are the records of the creation and of the last change, where there are
    any; `count` is how many records there are.
    """

    name: str
    type: str = ""
    count: int = 0
    created: Record | None = None
    changed: Record | None = None
    records: list[Record] = field(default_factory=list)

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
        self.changed = self.changed or record
        if record.get("change") == CREATED:
            self.created = record

    def as_dict(self) -> dict[str, Any]:
        return {"resource": self.name, "type": self.type, "state": self.state,
                "records": self.count, "created": _who(self.created), "changed": _who(self.changed)}


def resources(records: Iterable[Record]) -> list[Resource]:
    """The resources of records that come newest first, the one that was last seen first."""
    found: dict[str, Resource] = {}
    for record in records:
        if name := str(record.get("resource", "")):
            found.setdefault(name, Resource(name)).add(record)
    return list(found.values())


def _changes(record: Record) -> bool:
    return record.get("outcome", SUCCEEDED) == SUCCEEDED and record.get("change") not in (
        None, READ, "other")


def _who(record: Record | None) -> dict[str, str] | None:
    if record is None:
        return None
    return {"time": record["time"], "by": str(record.get("actor", "")), "event": name_of(record),
            "id": record["id"], "watch": record["watch"]}
