"""What the page reads from."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from eventbridge_notifier.console.deployment import Clients, Deployment, discover
from eventbridge_notifier.console.explain import DeployedRule
from eventbridge_notifier.console.records.table import Table, find
from eventbridge_notifier.console.watches import deployed_rules

FRESH = 30.0  # seconds for which rules are not asked for again


class Context:
    """One deployment; what is slow to find out is asked for when it is needed."""

    def __init__(self, clients: Clients, name: str, table: str = "") -> None:
        self.clients, self.name = clients, name
        self.table = Table(clients, table) if table else find(clients, name)
        self._rules: tuple[float, list[DeployedRule]] | None = None

    @property
    def region(self) -> str:
        return str(self.clients("dynamodb").meta.region_name)

    def rules(self, clock: Callable[[], float] = time.monotonic) -> list[DeployedRule]:
        """The rules, as they are or were half a minute ago."""
        if self._rules is None or clock() - self._rules[0] > FRESH:
            self._rules = clock(), deployed_rules(self.name, self.clients)
        return self._rules[1]

    def deployment(self) -> Deployment:
        return discover(self.name, self.clients)

    def shown(self) -> dict[str, Any]:
        return {"name": self.name, "region": self.region}
