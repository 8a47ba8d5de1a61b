"""A topic, and by it e-mail: a subject and plain text."""

from __future__ import annotations

from typing import Any

from eventbridge_notifier.alerts.message import Message
from eventbridge_notifier.alerts.words import subject


def render(message: Message) -> dict[str, Any]:
    """Subject and Message of SNS's Publish."""
    width = max((len(label) for label, _ in (*message.facts, *message.links)), default=0) + 2
    lines = [message.title, "", *([message.description, ""] if message.description else []),
             *(f"{label + ':':<{width}}{value}" for label, value in message.facts), "",
             *(f"{label + ':':<{width}}{address}" for label, address in message.links), "",
             message.hint]
    return {"Subject": subject(message.title), "Message": "\n".join(lines)}
