"""What trails log, and what rules need of them. Pure.

CloudTrail hands an API call to EventBridge where a trail that logs selects it (EventBridge user
guide, "Events from AWS services delivered via CloudTrail").
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from eventbridge_notifier import aws

READS, WRITES = "read-only management events", "write management events"
EVERY_MANAGEMENT_EVENT = frozenset({READS, WRITES})
# GetTrailStatus's field -> what does not work. CloudTrail API reference.
ERRORS = {
    "LatestDeliveryError": "its files do not reach the bucket",
    "LatestDigestDeliveryError": "its digests do not reach the bucket",
    "LatestNotificationError": "its topic is not told",
    "LatestCloudWatchLogsDeliveryError": "its events do not reach the log group",
}


class Selected(NamedTuple):
    """What a trail selects: kinds of management events, but for sources; types of resources."""

    management: frozenset[str]
    excluded: frozenset[str]
    data: frozenset[str]


class TrailFacts(NamedTuple):
    """`errors` maps fields of ERRORS to what AWS says; `selected` is None where nobody may look."""

    name: str
    logging: bool
    every_region: bool = True
    home: str = ""
    errors: Mapping[str, str] = {}
    selected: Selected | None = None

    def covers(self, region: str) -> bool:
        return self.logging and (self.every_region or self.home == region)


class Need(NamedTuple):
    """What a rule needs of a trail: `kinds` of management events of `sources`, or data events."""

    rule: str
    kinds: frozenset[str]
    sources: tuple[str, ...]
    data: tuple[str, ...]


def selected(answer: Mapping[str, Any]) -> Selected:
    """Of what GetEventSelectors answers, basic selectors or advanced ones."""
    parts = [_advanced(one) for one in answer.get("AdvancedEventSelectors") or ()] or [
        _basic(one) for one in answer.get("EventSelectors") or [{}]]
    managing = [one for one in parts if one.management]
    excluded = [one.excluded for one in managing]
    return Selected(frozenset().union(*(one.management for one in parts)),
                    frozenset.intersection(*excluded) if excluded else frozenset(),
                    frozenset().union(*(one.data for one in parts)))


def _basic(selector: Mapping[str, Any]) -> Selected:
    kinds = {"ReadOnly": {READS}, "WriteOnly": {WRITES}}.get(
        selector.get("ReadWriteType") or "All", EVERY_MANAGEMENT_EVENT)
    return Selected(
        frozenset(kinds if selector.get("IncludeManagementEvents", True) else ()),
        frozenset(selector.get("ExcludeManagementEventSources") or ()),
        frozenset(one["Type"] for one in selector.get("DataResources") or ()))


def _advanced(selector: Mapping[str, Any]) -> Selected:
    fields = {one["Field"]: one for one in selector.get("FieldSelectors") or ()}
    category = fields.get("eventCategory", {}).get("Equals", [])
    if "Management" not in category:
        return Selected(frozenset(), frozenset(), frozenset(
            fields.get("resources.type", {}).get("Equals", [])))
    read_only = fields.get("readOnly", {}).get("Equals", [])
    kinds = {READS if value == "true" else WRITES for value in read_only}
    return Selected(frozenset(kinds) or EVERY_MANAGEMENT_EVENT,
                    frozenset(fields.get("eventSource", {}).get("NotEquals", [])), frozenset())


def need(rule: str, pattern: str, state: str) -> Need | None:
    """What a rule needs, as far as its pattern tells; None for events of no trail."""
    try:
        read = json.loads(pattern)
        detail = read.get("detail", {})
        names, sources = _texts(detail.get("eventName")), _texts(detail.get("eventSource"))
        types = _texts(read.get("detail-type"))
    except (ValueError, AttributeError, RecursionError):
        return None
    if not any(one.endswith(" via CloudTrail") for one in types):
        return None
    calls = [aws.data_resources(source.removesuffix(aws.SUFFIX), name)
             for source in sources for name in names]
    if calls and all(calls):
        return Need(rule, frozenset(), sources, tuple(sorted({
            one.type for resources in calls for one in resources if one.certain})))
    kinds = {WRITES, READS} if state == aws.ALL_MANAGEMENT_EVENTS else {WRITES}
    return Need(rule, frozenset(kinds), sources, ())


def _texts(values: Any) -> tuple[str, ...]:
    return tuple(one for one in values or () if isinstance(one, str))


def unmet(needs: Iterable[Need], trails: Iterable[TrailFacts]) -> Iterator[tuple[str, str]]:
    """(what, rule) that no trail logs. A trail whose selectors nobody may read logs everything."""
    known = [trail.selected for trail in trails]
    for one in needs:
        if any(each is None for each in known):
            continue
        chosen = [each for each in known if each is not None]
        for kind in sorted(one.kinds):
            if not any(kind in each.management for each in chosen):
                yield kind, one.rule
        for source in one.sources if one.kinds else ():
            if all(source in each.excluded for each in chosen if each.management):
                yield f"management events of {source}", one.rule
        for kind in one.data:
            if not any(kind in each.data for each in chosen):
                yield f"data events of {kind}", one.rule
