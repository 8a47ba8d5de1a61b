"""What the page reads from, as far as whoever asks may see it."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from copy import copy
from typing import Any
from urllib.parse import parse_qs

from eventbridge_notifier.console.alerts.of_event import alerts_of
from eventbridge_notifier.console.alerts.overview import Overview, overview
from eventbridge_notifier.console.alerts.state import Alerts
from eventbridge_notifier.console.current_state import State, current_state
from eventbridge_notifier.console.deployment import Clients, Deployment, discover
from eventbridge_notifier.console.explain import DeployedRule
from eventbridge_notifier.console.health.collect_heartbeat import Beats, beats
from eventbridge_notifier.console.recorded import Recorded
from eventbridge_notifier.console.records.access import Access
from eventbridge_notifier.console.records.table import Table, find
from eventbridge_notifier.console.watches import deployed_rules

FRESH = 30.0  # seconds for which rules are not asked for again
# In the scope of a request: the Access of whoever asks. Without it everything may be seen.
ACCESS = "eventbridge_notifier.access"
READER = "eventbridge_notifier.reader"  # who asks, for the page to show; not there on loopback


class NotAllowed(Exception):
    """Somebody asks for what only those may see who see everything."""


class Rules:
    """The deployed rules, as they are or were half a minute ago."""

    def __init__(self, name: str, clients: Clients) -> None:
        self._name, self._clients = name, clients
        self._held: tuple[float, list[DeployedRule]] | None = None

    def now(self, clock: Callable[[], float] = time.monotonic) -> list[DeployedRule]:
        if self._held is None or clock() - self._held[0] > FRESH:
            self._held = clock(), deployed_rules(self._name, self._clients)
        return self._held[1]


class Context:
    """One deployment; what is slow to find out is asked for when it is needed."""

    def __init__(self, clients: Clients, name: str, table: str = "") -> None:
        self.clients, self.name = clients, name
        self.table = Table(clients, table) if table else find(clients, name)
        self._rules = Rules(name, clients)
        self.patience: float | None = None  # seconds that a reading may take
        self.own_credentials = True  # whether whoever looks at the page is who asks AWS
        self.views: Mapping[str, str] = {}  # queries of the page's address, by name

    def of(self, scope: Mapping[str, Any]) -> Context:
        """The same, as whoever sent the request of this scope may see it."""
        access: Access = scope.get(ACCESS, self.table.access)
        if access == self.table.access:
            return self
        twin = copy(self)
        twin.table = self.table.restricted(access)
        return twin

    @property
    def region(self) -> str:
        return str(self.clients("dynamodb").meta.region_name)

    def rules(self) -> list[DeployedRule]:
        """The rules of the watches that may be seen."""
        access = self.table.access
        return [rule._replace(pattern=access.without_others(rule.pattern),
                              description=access.without_others(rule.description))
                for rule in self._rules.now() if access.sees(rule.watch)]

    def deployment(self) -> Deployment:
        """What the deployment is made of. Raises NotAllowed: that is not sorted by account."""
        if self.table.access.is_restricted:
            raise NotAllowed("you see a part of the records, and this is about the whole stack")
        return discover(self.name, self.clients)

    def recorded_fields(self, watches: tuple[str, ...]) -> list[str]:
        """What the watches record, by their rules, as far as they may be seen; of all those where
        none is named. Raises what botocore raises."""
        wanted = watches or tuple(rule.watch for rule in self.rules())
        seen = tuple(watch for watch in wanted if self.table.access.sees(watch))
        return Recorded(self.clients, self.name).fields(seen) if seen else []

    def alerts(self) -> Overview:
        """Open groups and what was held back, of watches that may be seen whole.

        Raises NotFound where nothing notifies, and NotAllowed where accounts or severities restrict
        who asks: the state knows neither.
        """
        access = self.table.access
        if access.is_restricted and not access.sees_watches_whole:
            raise NotAllowed("you see a part of the records, and alerts do not say which they tell")
        items = (item for _, item in Alerts(self.name, self.clients).items())
        return overview((item for item in items if access.sees(str(item.get("watch", "")))),
                        time.time())

    def alerts_of(self, id: str) -> list[dict[str, str]]:
        """Raises NoSuchRecord where the event may not be seen, NotFound where nothing notifies."""
        watches = [item["watch"]["S"] for item in self.table.items(id)]
        return alerts_of(id, watches, Alerts(self.name, self.clients).items())

    def heartbeats(self) -> Beats | None:
        """Where heartbeats come from; None where there is no heartbeat. Raises NotAllowed."""
        if self.table.access.is_restricted:
            raise NotAllowed("you see a part of the records, and heartbeats are of all places")
        return beats(self.name, self.clients)

    def state(self, type: str, resource: str) -> State:
        """What AWS says of a resource now. Raises NotAllowed where somebody else's credentials
        would be asked with."""
        if not self.own_credentials:
            raise NotAllowed("the state of resources is shown by the page on your own machine")
        return current_state(self.clients, type, resource)

    def seen_views(self) -> dict[str, str]:
        """The views that name no account and no watch which may not be seen."""
        access = self.table.access
        return {name: query for name, query in self.views.items()
                if access.without_others(name + query) == name + query
                and all(map(access.sees, parse_qs(query).get("watch", ())))}

    def shown(self) -> dict[str, Any]:
        return {"name": self.name, "region": self.region}
