"""Rules with a schedule: `rate(1 minute)` and the like, by the sandbox's clock.

Source: EventBridge user guide, "Creating a scheduled rule"; schedules with cron are left alone.
"""

from __future__ import annotations

import re
import threading
from datetime import UTC, datetime
from uuid import uuid4

from botocore.exceptions import BotoCoreError, ClientError

from eventbridge_notifier.sandbox.core.interfaces import Clients, Journal
from eventbridge_notifier.sandbox.core.model import Call, Entry, Outcome
from eventbridge_notifier.sandbox.core.schedule import Clock
from eventbridge_notifier.sandbox.core.target import Delivery, Event, TargetError
from eventbridge_notifier.sandbox.events.target_permissions import TargetPermissions
from eventbridge_notifier.sandbox.events.targets import Targets
from eventbridge_notifier.sandbox.events.transform import InvalidInput, transform

_RATE = re.compile(r"rate\((\d+) (minute|hour|day)s?\)")
_MINUTES = {"minute": 1, "hour": 60, "day": 1440}
MINUTE = 60.0

Key = tuple[str, str, str]
"""Account, region and name of a rule, which stands on the default bus."""


class ScheduledRules:
    """Fires rules on time, quietly: only failures are in the journal."""

    def __init__(self, clients: Clients, targets: Targets, permissions: TargetPermissions,
                 clock: Clock, journal: Journal) -> None:
        self._clients, self._targets, self._permissions = clients, targets, permissions
        self._clock, self._journal = clock, journal
        self._rates: dict[Key, int] = {}
        self._gone = threading.Event()
        threading.Thread(target=self._work, daemon=True, name="schedules").start()

    def observe(self, call: Call, outcome: Outcome) -> None:
        """Learns of rules from the calls that make, change and remove them."""
        if call.service != "events" or outcome.error_code:
            return
        key = (call.account, call.region, str(call.params.get("Name")))
        if call.operation == "PutRule":
            rate = _RATE.fullmatch(str(call.params.get("ScheduleExpression") or ""))
            self._rates.pop(key, None)
            if rate and call.params.get("State") != "DISABLED":
                self._rates[key] = int(rate[1]) * _MINUTES[rate[2]]
        elif call.operation in ("DeleteRule", "DisableRule"):
            self._rates.pop(key, None)

    def close(self) -> None:
        self._gone.set()

    def _work(self) -> None:
        minutes = 0
        while not self._gone.wait(self._clock.wall(MINUTE)):
            minutes += 1
            for key, rate in list(self._rates.items()):
                if minutes % rate == 0:
                    self._fire(*key)

    def _fire(self, account: str, region: str, name: str) -> None:
        arn = f"arn:aws:events:{region}:{account}:rule/{name}"
        try:
            found = self._clients.client("events", region, account).list_targets_by_rule(Rule=name)
            for target in found["Targets"]:
                event = _event(account, region, arn)
                self._send(Delivery(target, transform(target, event, arn), event, arn,
                                    lambda *_: None))
        except (TargetError, InvalidInput, ClientError, BotoCoreError) as error:
            self._journal(Entry("failure", f"scheduled: {error}", rule=name))

    def _send(self, delivery: Delivery) -> None:
        if kind := self._targets.kind(delivery):
            self._permissions.check(kind, delivery)
        self._targets.send(delivery)


def _event(account: str, region: str, arn: str) -> Event:
    return {"version": "0", "id": str(uuid4()), "detail-type": "Scheduled Event",
            "source": "aws.events", "account": account, "region": region, "resources": [arn],
            "time": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), "detail": {}}
