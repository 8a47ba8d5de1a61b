"""Keeps what moto loses of what it is told, by the rows `kept` of the services' facts."""

from __future__ import annotations

import threading
from typing import Any

from eventbridge_notifier.sandbox.core.model import Call, Outcome
from eventbridge_notifier.sandbox.core.service_facts import KeptAttributes
from eventbridge_notifier.sandbox.services import SERVICES

ResourceKey = tuple[str, str, str, str]
"""Service, account, region and name of a resource."""

_ROWS = [(service.name, row) for service in SERVICES for row in service.kept]
_WRITES = {(name, operation): row for name, row in _ROWS for operation in row.writes}
_READS = {(name, operation): row for name, row in _ROWS for operation in row.reads}
_DELETES = {(name, row.delete): row for name, row in _ROWS}


class KeptAttributeStore:
    """The attributes of all resources. Safe between threads."""

    def __init__(self) -> None:
        self._kept: dict[ResourceKey, dict[str, Any]] = {}
        self._lock = threading.Lock()

    def completed(self, call: Call, outcome: Outcome) -> Outcome:
        """`outcome` with what moto lost of it; the same object where it lost nothing."""
        if outcome.error_code:
            return outcome
        key = (call.service, call.operation)
        with self._lock:
            if row := _DELETES.get(key):
                self._kept.pop(_resource(row, call), None)
            if row := _WRITES.get(key):
                self._kept.setdefault(_resource(row, call), {}).update(row.take(call.params))
            row = _READS.get(key)
            kept = dict(self._kept.get(_resource(row, call), {})) if row else {}
        if row is None or not kept:
            return outcome
        return Outcome(outcome.status, row.put(outcome.parsed, kept))


def _resource(row: KeptAttributes, call: Call) -> ResourceKey:
    region = "" if row.across_regions else call.region
    return call.service, call.account, region, row.name(call.params)
