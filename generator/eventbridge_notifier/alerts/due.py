"""The digests whose time has come: what the clock asks for once a minute."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from eventbridge_notifier.alerts import group
from eventbridge_notifier.alerts.decide import LATE, LATE_EVERY, Alert, Config, begun
from eventbridge_notifier.alerts.group import Digest
from eventbridge_notifier.alerts.policy import Policy
from eventbridge_notifier.alerts.store import Store, change


class Ready(NamedTuple):
    """The messages of a group's digest. Send them, then call `sent` with `key`."""

    key: str
    alerts: tuple[Alert, ...]


def digests(config: Config, store: Store, now: float) -> list[Ready]:
    """What is due at `now` (epoch seconds). What is not reported as sent comes again."""
    found: list[Ready] = []
    for key in list(store.due(now)):
        item, _ = store.get(key)
        policy = config.policies.get(item.get("watch", ""))
        if policy is None:
            change(store, key, group.forget)
            continue
        every = max(policy.every, LATE_EVERY) if item.get("kind") == LATE else policy.every
        ready = change(store, key, partial(group.due, every=every or LATE_EVERY, now=now))
        if ready:
            values = tuple(item.get("values", ()))
            found.append(Ready(key, tuple(_alert(ready, channel, policy, values)
                                          for channel in policy.channels)))
    return found


def begin(config: Config, store: Store, now: float) -> None:
    """Notes of each staged watch that from now on it is tried out."""
    for watch, policy in config.policies.items():
        if policy.stage:
            change(store, f"staged#{watch}", partial(begun, now=now), {"watch": watch})


def sent(key: str, store: Store) -> None:
    """Notes that a group's digest went out."""
    change(store, key, group.sent)


def _alert(ready: Digest, channel: str, policy: Policy, values: tuple[str, ...]) -> Alert:
    return Alert(ready.id, channel, "digest", (policy.watch,), policy.severity, (), ready.total,
                 ready.first, ready.last, ready.checksum, values, policy.watch)
