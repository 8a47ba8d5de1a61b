"""What events of every class begin with: class, activity, severity, time. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

VERSION = "1.1.0"
PRODUCT = {"name": "eventbridge-notifier", "vendor_name": "eventbridge-notifier"}


class Class(NamedTuple):
    """A class of OCSF; `activities` are names by id."""

    uid: int
    name: str
    category_uid: int
    category: str
    activities: Mapping[int, str]


CHANGED_BY = {0: "Unknown", 1: "Create", 2: "Read", 3: "Update", 4: "Delete", 99: "Other"}
API_ACTIVITY = Class(6003, "API Activity", 6, "Application Activity", CHANGED_BY)
BASE_EVENT = Class(0, "Base Event", 0, "Uncategorized", {0: "Unknown", 99: "Other"})
DETECTION_FINDING = Class(2004, "Detection Finding", 2, "Findings",
                          {1: "Create", 2: "Update", 3: "Close"})
# A watch's severity -> id and name.
SEVERITIES = {"info": (1, "Informational"), "low": (2, "Low"), "medium": (3, "Medium"),
              "high": (4, "High"), "critical": (5, "Critical")}


def head(kind: Class, activity: int, severity: str, time: float) -> dict[str, Any]:
    """The attributes that every event has; `time` is in epoch seconds."""
    severity_id, severity_name = SEVERITIES.get(severity, (0, "Unknown"))
    name = kind.activities[activity]
    return {
        "class_uid": kind.uid, "class_name": kind.name, "category_uid": kind.category_uid,
        "category_name": kind.category, "activity_id": activity, "activity_name": name,
        "type_uid": kind.uid * 100 + activity, "type_name": f"{kind.name}: {name}",
        "severity_id": severity_id, "severity": severity_name, "time": milliseconds(time),
    }


def metadata(**more: Any) -> dict[str, Any]:
    return {"product": PRODUCT, "version": VERSION, "profiles": ["cloud"], **more}


def milliseconds(time: float) -> int:
    return round(time * 1000)


def without_empty(values: Mapping[str, Any]) -> dict[str, Any]:
    """What says something: no None, "", [] or {}; zero and false stay."""
    return {name: value for name, value in values.items() if value not in (None, "", [], {})}
