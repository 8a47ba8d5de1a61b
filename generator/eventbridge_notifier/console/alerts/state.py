"""The edge to the notifier's state and to the notifier itself, with the user's credentials."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from typing import Any

from botocore.exceptions import ClientError

from eventbridge_notifier.alerts import group
from eventbridge_notifier.alerts.config import SNOOZES
from eventbridge_notifier.alerts.state_table import NotSaid, StateTable
from eventbridge_notifier.alerts.store import change
from eventbridge_notifier.alerts.tally import Item
from eventbridge_notifier.console.deployment import Clients, NotFound


class Alerts:
    """The alerts of the deployment `name`. Raises NotFound where nothing notifies."""

    def __init__(self, name: str, clients: Clients) -> None:
        self._name, self._clients = name, clients
        self._table = f"{name}-alert-state"
        self._store = StateTable(self._table, self._call, time.time)

    def items(self) -> Iterator[tuple[str, Item]]:
        """Every item of the state, by its key."""
        try:
            pages = self._clients("dynamodb").get_paginator("scan").paginate(TableName=self._table)
            for page in pages:
                for item in page["Items"]:
                    yield item["key"]["S"], json.loads(item["state"]["S"])
        except self._clients("dynamodb").exceptions.ResourceNotFoundException:
            raise NotFound(f"there is no table {self._table}: no watch of {self._name} has "
                           "`notify`, or --name and --home-region mean another stack") from None

    def group(self, alert: str) -> tuple[str, Item]:
        """The open group whose alert begins so. Raises NotFound."""
        found = [(key, item) for key, item in self.items()
                 if "until" in item and item["alert"].startswith(alert)]
        if len(found) == 1:
            return found[0]
        raise NotFound(f"{'no alert' if not found else 'more than one alert'} that is open begins "
                       f"with {alert}; `alerts list` shows them")

    def snooze(self, entry: dict[str, Any]) -> None:
        """Adds an entry that keeps records quiet; those that are over are removed."""
        def added(before: Item) -> tuple[Item, None]:
            now = time.time()
            kept = [one for one in before.get("entries", ()) if one["until"] > now
                    and one["name"] != entry["name"]]
            return {"entries": [*kept, entry], "expires": int(now) + 400 * 86_400}, None
        change(self._store, SNOOZES, added)

    def acknowledge(self, key: str) -> None:
        change(self._store, key, group.acknowledge)

    def resolve(self, key: str) -> None:
        change(self._store, key, group.resolve)

    def ask(self, payload: dict[str, Any]) -> dict[str, Any]:
        """Invokes the notifier. Raises NotFound where it answers with an error."""
        answer = self._clients("lambda").invoke(
            FunctionName=f"{self._name}-notifier", Payload=json.dumps(payload).encode())
        said: dict[str, Any] = json.loads(answer["Payload"].read() or b"{}")
        if "FunctionError" in answer:
            raise NotFound(said.get("errorMessage", "the notifier failed"))
        return said

    def _call(self, operation: str, request: dict[str, Any]) -> dict[str, Any]:
        client = self._clients("dynamodb")
        method = {"GetItem": client.get_item, "PutItem": client.put_item,
                  "Query": client.query}[operation]
        try:
            answer: dict[str, Any] = method(**request)
        except ClientError as error:
            if error.response["Error"]["Code"] == "ConditionalCheckFailedException":
                raise NotSaid from None
            raise
        return answer
