"""Slack, as blocks. Every text is `plain_text`, in which Slack reads no markup and no mention.

Source: Slack API, "Reference: blocks", "Formatting text".
"""

from __future__ import annotations

from typing import Any

from eventbridge_notifier.alerts.message import Message
from eventbridge_notifier.alerts.words import clean

FIELDS = 10
"""Fields of a section, at most."""


def render(message: Message) -> dict[str, Any]:
    """The body of chat.postMessage or of an incoming webhook."""
    blocks: list[dict[str, Any]] = [
        {"type": "header", "text": _plain(message.title, 150)},
    ]
    if message.description:
        blocks.append({"type": "section", "text": _plain(message.description, 3000)})
    fields = [_plain(f"{label}: {value}", 2000) for label, value in message.facts]
    blocks += [{"type": "section", "fields": fields[start:start + FIELDS]}
               for start in range(0, min(len(fields), 4 * FIELDS), FIELDS)]
    if message.links:
        blocks.append({"type": "actions", "elements": [
            {"type": "button", "text": _plain(label, 75), "url": address}
            for label, address in message.links if len(address) <= 3000]})
    blocks.append({"type": "context", "elements": [_plain(message.hint, 2000)]})
    return {"text": _escaped(clean(message.title, 250)), "mrkdwn": False, "blocks": blocks}


def _plain(text: str, longest: int) -> dict[str, Any]:
    return {"type": "plain_text", "emoji": False, "text": clean(text, longest) or "-"}


def _escaped(text: str) -> str:
    """For the text of the notification, which Slack reads as markup."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
