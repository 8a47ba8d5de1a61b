"""Partner event sources that accounts were offered; moto does not list them."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from typing import Any

from eventbridge_notifier.sandbox.core.interfaces import Operations
from eventbridge_notifier.sandbox.core.model import Call, Outcome

AccountRegion = tuple[str, str]


class Partners:
    """Sources that partners made by CreatePartnerEventSource; pending until they have a bus."""

    def __init__(self) -> None:
        self._sources: dict[AccountRegion, dict[str, str]] = {}
        self._lock = threading.Lock()

    def observe(self, call: Call, outcome: Outcome) -> None:
        """Sources are created and deleted, and so are the buses for them."""
        if call.service != "events" or outcome.error_code:
            return
        name = str(call.params.get("Name", ""))
        with self._lock:
            if call.operation == "CreatePartnerEventSource":
                where = (str(call.params["Account"]), call.region)
                self._sources.setdefault(where, {})[name] = "PENDING"
            state = {"CreateEventBus": "ACTIVE", "DeleteEventBus": "PENDING"}.get(call.operation)
            if state and name in self._of(call):
                self._of(call)[name] = state

    def operations(self) -> Operations:
        return {("events", "ListEventSources"): self.list_sources,
                ("events", "DescribeEventSource"): self.describe}

    def list_sources(self, call: Call) -> Outcome:
        prefix = str(call.params.get("NamePrefix") or "")
        with self._lock:
            found = [described(call, name, state) for name, state in sorted(self._of(call).items())
                     if name.startswith(prefix)]
        return Outcome(200, {"EventSources": found})

    def describe(self, call: Call) -> Outcome:
        name = str(call.params["Name"])
        with self._lock:
            state = self._of(call).get(name)
        if state is None:
            return Outcome(400, {}, "ResourceNotFoundException",
                           f"Event source {name} does not exist.")
        return Outcome(200, described(call, name, state))

    def _of(self, call: Call) -> dict[str, str]:
        return self._sources.get((call.account, call.region), {})


def described(call: Call, name: str, state: str) -> Mapping[str, Any]:
    """As DescribeEventSource answers."""
    return {"Arn": f"arn:aws:events:{call.region}::event-source/{name}", "Name": name,
            "CreatedBy": name.split("/")[1] if "/" in name else name, "State": state}
