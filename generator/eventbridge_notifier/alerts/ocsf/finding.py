"""An alert that is of no one event as a Detection Finding: a digest, a test, one that is over."""

from __future__ import annotations

from typing import Any

from eventbridge_notifier.alerts.message import Message
from eventbridge_notifier.alerts.ocsf.head import (
    DETECTION_FINDING,
    head,
    metadata,
    milliseconds,
    without_empty,
)

CREATED, UPDATED, CLOSED = 1, 2, 3
NEW, IN_PROGRESS, RESOLVED = (1, "New"), (2, "In Progress"), (4, "Resolved")
RULE = 1


def finding(message: Message) -> dict[str, Any]:
    """The OCSF event of an alert; those of one alert share `finding_info.uid`."""
    alert = message.alert
    activity, (status_id, status) = (CLOSED, RESOLVED) if message.resolved else (
        (UPDATED, IN_PROGRESS) if alert.kind == "digest" else (CREATED, NEW))
    return head(DETECTION_FINDING, activity, alert.severity, alert.last) | {
        "status_id": status_id, "status": status, "cloud": {"provider": "AWS"},
        "count": alert.total, "message": message.title,
        "metadata": metadata(uid=alert.id),
        "finding_info": without_empty({
            "uid": alert.id.split("-")[0], "title": message.title, "desc": message.description,
            "analytic": {"name": alert.watches[0], "type": "Rule", "type_id": RULE},
            "first_seen_time": milliseconds(alert.first),
            "last_seen_time": milliseconds(alert.last)})}
