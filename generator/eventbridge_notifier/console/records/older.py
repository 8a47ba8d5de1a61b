"""What records of the old shape lack, made from their events. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from eventbridge_notifier.aws.resources import rows_of_event
from eventbridge_notifier.record_format.reserved import RESOURCE
from eventbridge_notifier.record_format.summary import summary_of


def details_of(event: dict[str, Any]) -> Mapping[str, Any]:
    """Attribute -> value, as the recorder writes it now."""
    found = summary_of(event, None, rows_of_event(event))
    return {name: found[name] for name in RESOURCE if name in found and name != "summaryVersion"}
