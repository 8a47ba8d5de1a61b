"""Any address that takes JSON: the alert as plain data, or one text. Fields: docs/alerts.md."""

from __future__ import annotations

from typing import Any

from eventbridge_notifier.alerts.message import Message


def render(message: Message) -> dict[str, Any]:
    """The alert; `text` is what a chat shows that knows no more than a text."""
    alert = message.alert
    return {
        "id": alert.id, "alert": alert.id.split("-")[0], "kind": alert.kind,
        "severity": alert.severity, "watches": list(alert.watches), "title": message.title,
        "description": message.description, "time": message.time, "count": alert.total,
        "records": [{"id": one.id, "watch": one.watch} for one in alert.records],
        "facts": dict(message.facts), "links": dict(message.links), "quiet": message.hint,
        "resolved": message.resolved, "text": _text(message),
    }


def render_text(message: Message) -> dict[str, Any]:
    """The message as one text, for whatever takes no more than that."""
    return {"text": _text(message)}


def _text(message: Message) -> str:
    return "\n".join([message.title, *(f"{label}: {value}" for label, value in message.facts),
                      *(f"{label}: {address}" for label, address in message.links)])
