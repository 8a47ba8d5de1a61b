"""Which alerts came of an event, by the notifier's state. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from eventbridge_notifier.alerts.arrival import digest

Item = Mapping[str, Any]
TOLD = "told#"


def alerts_of(id: str, watches: Iterable[str], items: Iterable[tuple[str, Item]]
              ) -> list[dict[str, str]]:
    """{alert, channel, how} of each message that told of the event, or whose group it is held in.

    Of a group only the records that opened it are remembered: what came later is in a digest.
    """
    of_event, keys = f"#{digest(id)}", {f"{id}\n{watch}" for watch in watches}
    found = []
    for key, item in items:
        if key.startswith(TOLD) and key.endswith(of_event) and item.get("alert"):
            found.append({"alert": str(item["alert"]), "channel": key.split("#")[1],
                          "how": "told of it at once"})
        elif not keys.isdisjoint(item.get("opened", ())):
            found.append({"alert": str(item.get("alert", "")), "channel": "", "how": "its group"})
    return found
