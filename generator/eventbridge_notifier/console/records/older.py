"""What records of the old shape lack, made from their events. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from eventbridge_notifier.record_format.paths import text
from eventbridge_notifier.record_format.resources import resources_of


def details_of(event: dict[str, Any]) -> Mapping[str, Any]:
    """Attribute -> value, as the recorder writes it now; without what only its rule knows."""
    about = resources_of(event, {})
    values = {"resource": about.main, "resourceType": about.type, "resources": list(about.every),
              "change": about.change, "sourceIp": text(event, "sourceIPAddress"),
              "outcome": text(event, "errorCode") or (
                  "succeeded" if text(event, "eventName") else "")}
    return {name: value for name, value in values.items() if value}
