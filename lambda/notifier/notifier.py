"""The stages in a row: records in, people told. The environment's variables are those of
docs/alerts.md.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from eventbridge_notifier.alerts import config, decide, due
from eventbridge_notifier.alerts.channels import CHANNELS
from eventbridge_notifier.alerts.decide import Alert
from eventbridge_notifier.alerts.message import Message, message
from eventbridge_notifier.alerts.state_table import StateTable
from eventbridge_notifier.alerts.store import Store

from notifier.outlets import Outlets
from notifier.stream import read

Clock = Callable[[], float]


class Notifier:
    """Tells people of records. `outlets`, `store` and `clock` are the edges."""

    def __init__(self, environ: Mapping[str, str], outlets: Outlets | None = None,
                 store: Store | None = None, clock: Clock = time.time) -> None:
        self._environ, self._clock = environ, clock
        self._out = outlets or Outlets(environ)
        self._store = store or StateTable(environ["STATE_TABLE"], self._out.dynamodb, clock)
        self._given: config.Given | None = None

    def handle(self, payload: dict[str, Any], remaining: Callable[[], float]) -> dict[str, Any]:
        """A batch of the stream, the clock's tick, a test of a channel, or a redriven batch.

        Raises when something was not told: the batch comes again.
        """
        self._out.remaining = remaining
        if "tick" in payload:
            return self._tick()
        if "test" in payload:
            return self._test(payload["test"])
        if "resolve" in payload:
            return self._resolve(payload["resolve"], payload["watch"])
        return self._batch(payload, bool(payload.get("redriven")))

    def _batch(self, payload: dict[str, Any], redriven: bool) -> dict[str, Any]:
        found = read(payload, self._out.fetch, redriven)
        told = decide.decide(found.arrivals, self._config(), self._store, self._clock())
        self._send(told)
        if found.poisoned:
            print(json.dumps({"unreadable": found.poisoned}), file=sys.stderr)
            return {"batchItemFailures": [{"itemIdentifier": found.poisoned}]}
        return {"batchItemFailures": [], "state": {}}

    def _tick(self) -> dict[str, Any]:
        """Digests whose time has come; each is noted as sent after it was."""
        due.begin(self._config(), self._store, self._clock())
        ready = due.digests(self._config(), self._store, self._clock())
        for one in ready:
            self._send(one.alerts)
            due.sent(one.key, self._store)
        return {"digests": len(ready)}

    def _test(self, channel: str) -> dict[str, Any]:
        given = self._read()
        if channel not in given.channels:
            raise ValueError(f"there is no channel {channel}; channels are "
                             f"{', '.join(given.channels) or 'none'}")
        self._deliver(channel, config.test_message(channel, given, self._clock()))
        return {"sent": channel}

    def _resolve(self, alert: str, watch: str) -> dict[str, Any]:
        """Closes an alert in the channels whose services keep alerts open."""
        given = self._read()
        policy = given.policies.get(watch)
        for channel in policy.channels if policy else ():
            if channel in given.channels and CHANNELS[given.channels[channel].kind].resolves:
                self._deliver(channel, config.resolved(alert, channel, watch, self._clock()))
        return {"resolved": alert}

    def _send(self, alerts: Iterable[Alert]) -> None:
        given = self._read()
        for alert in alerts:
            if alert.channel in given.channels:
                self._deliver(alert.channel, message(alert, given.policies, given.around))

    def _deliver(self, channel: str, made: Message) -> None:
        """An alert is an event, whatever else becomes of it; topics get it from here as well."""
        to = self._read().channels[channel]
        kind = CHANNELS[to.kind]
        body = kind.render(made)
        if to.field:
            body = {to.field: body["text"]}
        if kind.publishes:
            self._out.publish(to.topic_arn, body["Subject"], body["Message"])
        self._out.put_events(self._environ["ALERT_BUS"], [config.detail(channel, made, body)])

    def _config(self) -> decide.Config:
        given = self._read()
        return decide.Config(given.policies, given.quiet, config.snoozed(self._store))

    def _read(self) -> config.Given:
        """The configuration, whose name changes whenever it does: it is read once."""
        if self._given is None:
            location = f"s3://{self._environ['BUCKET']}/{self._environ['CONFIG_KEY']}"
            self._given = config.given(json.loads(self._out.fetch(location)))
        return self._given
