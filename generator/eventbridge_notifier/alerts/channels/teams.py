"""Microsoft Teams, as an Adaptive Card for a workflow. Texts are `TextRun`s: no Markdown in them.

Sources: Adaptive Cards schema 1.5; Microsoft Teams, "Create incoming webhooks with Workflows".
"""

from __future__ import annotations

from typing import Any

from eventbridge_notifier.alerts.message import Message
from eventbridge_notifier.alerts.words import clean

COLOURS = {"critical": "Attention", "high": "Attention", "medium": "Warning"}


def render(message: Message) -> dict[str, Any]:
    """The body of a request to a workflow's address."""
    colour = COLOURS.get(message.alert.severity, "Default")
    body = [_line([_run(message.title, 400, weight="Bolder", size="Medium", color=colour)])]
    if message.description:
        body.append(_line([_run(message.description, 1000)]))
    body += [_line([_run(f"{label}: ", 80, weight="Bolder"), _run(value, 400)])
             for label, value in message.facts[:40]]
    body.append(_line([_run(message.hint, 400, isSubtle=True, size="Small")]))
    card = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard", "version": "1.5", "body": body,
        "actions": [{"type": "Action.OpenUrl", "title": label, "url": address}
                    for label, address in message.links],
    }
    content = {"contentType": "application/vnd.microsoft.card.adaptive", "content": card}
    return {"type": "message", "attachments": [content]}


def _line(runs: list[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "RichTextBlock", "inlines": runs}


def _run(text: str, longest: int, **style: Any) -> dict[str, Any]:
    blank = " " if text.endswith(" ") else ""
    return {"type": "TextRun", "text": (clean(text, longest) or "-") + blank, **style}
