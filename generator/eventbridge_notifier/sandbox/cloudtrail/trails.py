"""Is a trail logging an event? Trails are read from moto and kept until a call changes one."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError

from eventbridge_notifier.aws import home_of
from eventbridge_notifier.sandbox.cloudtrail.selectors import Selectors, admits
from eventbridge_notifier.sandbox.core.interfaces import Clients
from eventbridge_notifier.sandbox.core.model import Call


@dataclass(frozen=True)
class Trail:
    """One trail: where it is at home, what it covers, whether it logs, and where its files go.

    `validated`: it writes digests too. `key` encrypts its files.
    """

    arn: str
    home: str
    account: str
    every_region: bool
    global_events: bool
    organization: bool
    logging: bool
    selectors: Selectors
    bucket: str = ""
    prefix: str = ""
    validated: bool = False
    key: str = ""


class Trails:
    """The trails of all accounts and regions in which one was ever made."""

    def __init__(self, clients: Clients) -> None:
        self._clients = clients
        self._lock = threading.Lock()
        self._places: set[tuple[str, str]] = set()
        self._known: list[Trail] | None = None

    def observe(self, call: Call) -> None:
        """Forgets what it knows when a call may have changed a trail."""
        if call.service in ("cloudtrail", "cloudformation"):
            with self._lock:
                self._places.add((call.account, call.region))
                self._known = None

    def logging(self, event: Mapping[str, Any]) -> list[Trail]:
        """The trails that log the record of this event."""
        return [one for one in self._all() if one.logging and _covers(one, event)
                and admits(one.selectors, event["detail"])]

    def why_not(self, event: Mapping[str, Any]) -> str:
        """Why none logs the record of an event, in words."""
        covering = [one for one in self._all() if _covers(one, event)]
        if not covering:
            return f"no trail covers account {event['account']} in {event['region']}"
        if not any(one.logging for one in covering):
            return f"no trail is logging: {covering[0].arn} is stopped"
        return f"no trail selects such events: {_kind(event['detail'])}"

    def find(self, arn: str) -> Trail | None:
        """The trail as it is; None where it is gone."""
        return next((one for one in self._all() if one.arn == arn), None)

    def _all(self) -> list[Trail]:
        with self._lock:
            if self._known is None:
                found = (one for place in sorted(self._places) for one in self._read(*place))
                self._known = list({one.arn: one for one in found}.values())
            return self._known

    def _read(self, account: str, region: str) -> list[Trail]:
        client = self._clients.client("cloudtrail", region, account)
        listed = client.describe_trails(includeShadowTrails=False)["trailList"]
        return [_trail(client, account, one) for one in listed if one["HomeRegion"] == region]


def _trail(client: Any, account: str, listed: Mapping[str, Any]) -> Trail:
    arn = listed["TrailARN"]
    try:
        logging = client.get_trail_status(Name=arn)["IsLogging"]
        selectors = client.get_event_selectors(TrailName=arn)
    except ClientError:
        logging, selectors = False, {}
    return Trail(arn, listed["HomeRegion"], account, bool(listed.get("IsMultiRegionTrail")),
                 listed.get("IncludeGlobalServiceEvents", True),
                 bool(listed.get("IsOrganizationTrail")), logging, selectors,
                 str(listed.get("S3BucketName", "")), str(listed.get("S3KeyPrefix") or ""),
                 bool(listed.get("LogFileValidationEnabled")), str(listed.get("KmsKeyId") or ""))


def _covers(trail: Trail, event: Mapping[str, Any]) -> bool:
    if trail.account != event["account"] and not trail.organization:
        return False
    if not trail.every_region and trail.home != event["region"]:
        return False
    return trail.global_events or home_of(event["detail"]["eventSource"]) is None


def _kind(record: Mapping[str, Any]) -> str:
    reads = "read-only" if record["readOnly"] else "write"
    return f"{reads} {record['eventCategory'].lower()} events of {record['eventSource']}"
