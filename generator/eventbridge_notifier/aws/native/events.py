"""Events that services send to EventBridge themselves, without CloudTrail. Data, and look-ups."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from eventbridge_notifier.aws.cloudtrail.detail_types import VIA_CLOUDTRAIL
from eventbridge_notifier.aws.cloudtrail.parameters import Parameter
from eventbridge_notifier.aws.suggest import Unknown, closest, is_certain_slip


@dataclass(frozen=True)
class Native:
    """`fields` of `detail`, each with its values where they are a closed list; () is any.

    Where `certain` is False the reference has no such detail-type under the source.
    """

    source: str
    detail_type: str
    fields: dict[str, tuple[str, ...]] = field(default_factory=dict)
    certain: bool = True
    suggestions: tuple[str, ...] = ()


# detail-type to the documented fields of `detail`. Sources: AWS Health user guide, "event
# schema"; EC2 and EBS user guides, "EventBridge events".
_EBS_SNAPSHOT: dict[str, tuple[str, ...]] = {
    "event": ("createSnapshot", "copySnapshot", "shareSnapshot"),
    "result": ("succeeded", "failed"), "cause": (), "request-id": (), "snapshot_id": (),
    "source": (), "startTime": (), "endTime": (), "StartTime": (), "EndTime": (),
    "incremental": (), "transferType": ()}
_HEALTH: dict[str, tuple[str, ...]] = {
    "eventTypeCategory": ("issue", "accountNotification", "investigation", "scheduledChange"),
    "eventScopeCode": ("ACCOUNT_SPECIFIC", "PUBLIC"), "statusCode": ("open", "upcoming", "closed"),
    "backupEvent": ("true", "false"), "service": (), "eventTypeCode": (), "eventArn": (),
    "communicationId": (), "startTime": (), "endTime": (), "eventDescription": (),
    "affectedEntities": (), "eventRegion": (), "affectedAccount": (), "page": (), "totalPages": (),
    "lastUpdatedTime": (), "eventMetadata": (), "actionability": (), "personas": ()}
FIELDS: dict[str, dict[str, tuple[str, ...]]] = {
    "AWS Health Event": _HEALTH,
    "AWS Health Abuse Event": _HEALTH,
    "EBS Snapshot Notification": _EBS_SNAPSHOT,
    "EBS Volume Notification": {
        "event": ("createVolume", "deleteVolume", "attachVolume", "reattachVolume",
                  "detachVolume", "modifyVolume"),
        "result": ("available", "failed", "deleted", "optimizing", "completed"), "cause": (),
        "request-id": ()},
    "EBS Multi-Volume Snapshots Completion Status": {
        "event": ("createSnapshots",), "result": ("succeeded", "failed"), "cause": (),
        "request-id": (), "startTime": (), "endTime": (), "snapshots": ()},
    "EC2 Spot Instance Interruption Warning": {
        "instance-id": (), "instance-action": ("hibernate", "stop", "terminate")},
    "EC2 Instance Rebalance Recommendation": {"instance-id": ()},
    "EC2 Instance State-change Notification": {
        "instance-id": (), "state": ("pending", "running", "shutting-down", "stopping", "stopped",
                                     "terminated")},
}


@cache
def _known() -> dict[str, tuple[str, ...]]:
    """source to its detail-types; see native.txt."""
    found: dict[str, list[str]] = {}
    source = ""
    text = files("eventbridge_notifier.aws.native").joinpath("native.txt").read_text("utf-8")
    for line in text.splitlines():
        if line.startswith("aws."):
            source = line
        elif not line.startswith("#"):
            found.setdefault(source, []).append(line.strip())
    return {source: tuple(types) for source, types in found.items()}


def has_events(source: str) -> bool:
    """Does the reference have events of `source` that come without CloudTrail?"""
    return source in _known()


def types_of(source: str) -> tuple[str, ...]:
    """The detail-types that events of `source` (`aws.ec2`) have, CloudTrail's included."""
    return (*_known().get(source, ()), *VIA_CLOUDTRAIL)


def sources_of(detail_type: str) -> tuple[str, ...]:
    """The sources whose own events have `detail_type`."""
    return tuple(source for source, types in _known().items() if detail_type in types)


def native_event(source: str, detail_type: str) -> Native:
    """The events of `source` with `detail_type`. Raises Unknown where that is surely a slip."""
    if detail_type in types_of(source):
        return Native(source, detail_type, FIELDS.get(detail_type, {}))
    if is_certain_slip(detail_type, types_of(source)):
        raise Unknown("detail-type", detail_type, closest(detail_type, types_of(source)))
    owners = tuple(f"{one} under source {other}" for other, types in _known().items()
                   for one in types if one == detail_type)
    near = owners or closest(detail_type, types_of(source))
    return Native(source, detail_type, certain=False, suggestions=near)


def native_field(event: Native, path: str) -> Parameter:
    """The field at dotted `path` under `detail` of a native event. Raises Unknown at a slip."""
    head = path.split(".")[0]
    if not event.fields or head in event.fields:
        return Parameter(path, "", event.fields.get(path, ()), certain=bool(event.fields))
    if is_certain_slip(head, event.fields):
        raise Unknown("field", path, closest(head, event.fields))
    return Parameter(path, certain=False, suggestions=closest(head, event.fields))
