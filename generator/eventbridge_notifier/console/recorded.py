"""What the watches of a deployment record, by their rules' targets: for messages and columns."""

from __future__ import annotations

import json
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from eventbridge_notifier.console.deployment import Clients, rules_of
from eventbridge_notifier.console.packed import PackedWatches, is_packed
from eventbridge_notifier.console.target_input import EVENT

WORKERS = 8


class Recorded:
    """Names of watches, and of the fields that each records. Asks AWS when first needed."""

    def __init__(self, clients: Clients, name: str) -> None:
        self._events, self._prefix = clients("events"), f"{name}-"
        self._packed = PackedWatches(name, clients)
        self._rules: dict[str, list[tuple[str, str]]] | None = None
        self._templates: dict[str, str] = {}

    def watches(self) -> list[str]:
        return sorted(self._known())

    def fields(self, watches: Iterable[str] = ()) -> list[str]:
        """Of these watches; of all where none is named."""
        wanted = set(watches) or set(self._known())
        shared = [field for watch in sorted(wanted)
                  for field in fields_of(self._templates.get(watch, ""))]
        rules = [rule for watch in sorted(wanted) for rule in self._known().get(watch, ())]
        with ThreadPoolExecutor(WORKERS) as pool:
            found = pool.map(self._fields, rules)
        return list(dict.fromkeys([*(name for names in found for name in names), *shared]))

    def _known(self) -> dict[str, list[tuple[str, str]]]:
        if self._rules is None:
            self._rules = {}
            for bus, rule in rules_of(self._events, self._prefix):
                if is_packed(rule["Name"], self._prefix):
                    self._know_packed(rule["Name"], bus)
                    continue
                watch = rule["Name"].removeprefix(self._prefix)
                self._rules.setdefault(watch, []).append((bus, rule["Name"]))
        return self._rules

    def _know_packed(self, rule: str, bus: str) -> None:
        assert self._rules is not None
        for watch in self._packed.of(rule, bus):
            self._rules.setdefault(watch.name, [])
            self._templates[watch.name] = watch.template

    def _fields(self, rule: tuple[str, str]) -> list[str]:
        bus, name = rule
        targets = self._events.list_targets_by_rule(Rule=name, EventBusName=bus)["Targets"]
        return [field for target in targets
                for field in fields_of(target.get("InputTransformer", {}).get("InputTemplate", ""))]


def fields_of(template: str) -> list[str]:
    """The fields that an input template of the recorder's target asks to be recorded."""
    try:
        message: Any = json.loads(template.replace(EVENT, "null"))
    except ValueError:
        return []
    record = message.get("record") if isinstance(message, dict) else None
    return list(record) if isinstance(record, dict) else []
