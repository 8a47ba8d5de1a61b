"""Refuses what AWS refuses for its size or number, by the rows `limits` of the services' facts."""

from __future__ import annotations

from eventbridge_notifier.sandbox.core.interfaces import Clients
from eventbridge_notifier.sandbox.core.model import Call, Outcome
from eventbridge_notifier.sandbox.services import SERVICES

_ROWS = {(service.name, operation): [row for row in service.limits
                                     if operation in row.operations.split()]
         for service in SERVICES for limit in service.limits
         for operation in limit.operations.split()}


class Limits:
    """Measures what calls would lead to."""

    def __init__(self, clients: Clients) -> None:
        self._clients = clients

    def refusal(self, call: Call) -> Outcome | None:
        """The answer to a call that would exceed a limit."""
        for row in _ROWS.get((call.service, call.operation), ()):
            if row.measure(self._clients, call) > row.maximum:
                return Outcome(row.status, {}, row.code, row.message.format(
                    maximum=row.maximum, account=call.account, region=call.region))
        return None
