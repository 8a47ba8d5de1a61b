"""OCSF, for Security Lake and SIEMs: API Activity of a record, else a Detection Finding.

Source: schema.ocsf.io, version 1.1.0.
"""

from __future__ import annotations

from typing import Any

from eventbridge_notifier.alerts.message import Message
from eventbridge_notifier.alerts.ocsf.activity import Recorded, activity
from eventbridge_notifier.alerts.ocsf.finding import finding
from eventbridge_notifier.alerts.ocsf.head import milliseconds
from eventbridge_notifier.alerts.words import clean


def render(message: Message) -> dict[str, Any]:
    """The event of the leading record, with how many it stands for; else that of the alert."""
    alert = message.alert
    if not alert.records:
        return finding(message)
    lead = alert.records[0]
    told = Recorded(lead.id, alert.watches, alert.severity, lead.time, lead.summary, lead.fields)
    return activity(told, lead.event, clean, whole=False) | {
        "message": message.title, "count": alert.total, "start_time": milliseconds(alert.first),
        "end_time": milliseconds(alert.last)}
