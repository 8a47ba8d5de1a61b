"""PagerDuty's Events API v2. The routing key comes from the connection, never from here.

Source: PagerDuty developer documentation, "Events API v2: Send an Alert Event".
"""

from __future__ import annotations

from typing import Any

from eventbridge_notifier.alerts.message import Message
from eventbridge_notifier.alerts.words import clean

SEVERITIES = {"critical": "critical", "high": "error", "medium": "warning"}


def render(message: Message) -> dict[str, Any]:
    """The body of a request; digests of an alert join its incident by the same key."""
    alert = message.alert
    key = alert.id.split("-")[0]
    if message.resolved:
        return {"event_action": "resolve", "dedup_key": key}
    return {
        "event_action": "trigger",
        "dedup_key": key,
        "payload": {
            "summary": clean(message.title, 1024),
            "source": clean(dict(message.facts).get("Account", ""), 200) or "AWS",
            "severity": SEVERITIES.get(alert.severity, "info"),
            "timestamp": message.time.replace(" UTC", "Z").replace(" ", "T"),
            "class": alert.watches[0],
            "custom_details": {"Description": message.description, **dict(message.facts),
                               "Quiet": message.hint},
        },
        "links": [{"href": address, "text": label} for label, address in message.links],
    }
