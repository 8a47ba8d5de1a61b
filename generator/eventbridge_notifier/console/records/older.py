"""What records of the old shape lack, made from their events. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from eventbridge_notifier.record_format.reserved import RESOURCE
from eventbridge_notifier.record_format.summary import summary_of


def details_of(event: dict[str, Any]) -> Mapping[str, Any]:
    """Attribute -> value, as `records reindex` fills it in: a filter finds a record before and
    after."""
    from eventbridge_notifier.aws.resources import rows_of_event  # here: most tables have none

    return {name: value for name, value in summary_of(event, None, rows_of_event(event)).items()
            if name in RESOURCE and name != "summaryVersion"}
