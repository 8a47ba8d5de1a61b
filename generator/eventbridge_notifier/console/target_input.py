"""What a rule's target hands the recorder. Pure."""

from __future__ import annotations

import json
from typing import Any

EVENT = "<aws.events.event.json>"


def target_input(template: str | None, event: dict[str, Any], watch: str) -> dict[str, Any]:
    """What the rule would have handed over. Without its template: the event, under its watch."""
    plain: dict[str, Any] = {"watch": watch, "event": event}
    if template is None:
        return plain
    try:
        made = json.loads(template.replace(EVENT, json.dumps(event)))
    except ValueError:
        return plain
    return made if isinstance(made, dict) and made.get("event") == event else plain
