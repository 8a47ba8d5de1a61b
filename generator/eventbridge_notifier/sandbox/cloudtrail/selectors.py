"""Which events a trail's selectors let through. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

Selectors = Mapping[str, Any]
"""What GetEventSelectors answers: EventSelectors or AdvancedEventSelectors."""

# Condition of an advanced field selector to how it is held against a value (CloudTrail API
# reference, AdvancedFieldSelector). Those that begin with Not must hold for all values.
_TESTS: dict[str, Callable[[str, str], bool]] = {
    "Equals": str.__eq__, "StartsWith": str.startswith, "EndsWith": str.endswith,
}


def admits(selectors: Selectors, record: Mapping[str, Any]) -> bool:
    """Does a trail with these selectors log the CloudTrail record?"""
    if advanced := selectors.get("AdvancedEventSelectors"):
        return any(_advanced(one, record) for one in advanced)
    basic = selectors.get("EventSelectors") or [{}]
    return any(_basic(one, record) for one in basic)


def _basic(selector: Mapping[str, Any], record: Mapping[str, Any]) -> bool:
    wanted = selector.get("ReadWriteType") or "All"
    if wanted != "All" and (wanted == "ReadOnly") != bool(record["readOnly"]):
        return False
    if not record["managementEvent"]:
        return any(_covers(one, record) for one in selector.get("DataResources") or ())
    excluded = selector.get("ExcludeManagementEventSources") or ()
    return selector.get("IncludeManagementEvents", True) and record["eventSource"] not in excluded


def _covers(resource: Mapping[str, Any], record: Mapping[str, Any]) -> bool:
    return any(found["type"] == resource["Type"]
               and any(_within(found["ARN"], value) for value in resource.get("Values") or ())
               for found in record.get("resources", ()))


def _within(arn: str, value: str) -> bool:
    """`arn:aws:s3` and `arn:aws:lambda` stand for all; a bucket's ARN for what begins with it."""
    return arn.startswith(value)


def _advanced(selector: Mapping[str, Any], record: Mapping[str, Any]) -> bool:
    return all(_field(one, record) for one in selector.get("FieldSelectors", ()))


def _field(field: Mapping[str, Any], record: Mapping[str, Any]) -> bool:
    values = _values(field["Field"], record)
    for name, test in _TESTS.items():
        wanted: Sequence[str] = field.get(name) or ()
        if wanted and not any(test(value, one) for value in values for one in wanted):
            return False
        refused: Sequence[str] = field.get(f"Not{name}") or ()
        if any(test(value, one) for value in values for one in refused):
            return False
    return True


def _values(name: str, record: Mapping[str, Any]) -> list[str]:
    if name.startswith("resources."):
        key = name.removeprefix("resources.")
        return [str(one.get(key, "")) for one in record.get("resources", ())]
    value = record.get(name, "")
    return [str(value).lower() if isinstance(value, bool) else str(value)]
