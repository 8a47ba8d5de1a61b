"""Delivers events to targets: transform, permission, attempts, dead-letter queue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from eventbridge_notifier.sandbox.core.faults import Faults
from eventbridge_notifier.sandbox.core.interfaces import Journal
from eventbridge_notifier.sandbox.core.model import Entry
from eventbridge_notifier.sandbox.core.quotas import Buckets, Invocations
from eventbridge_notifier.sandbox.core.schedule import Clock, Schedule
from eventbridge_notifier.sandbox.core.target import Delivery, Event, Forward, TargetError
from eventbridge_notifier.sandbox.events.rules import Rule
from eventbridge_notifier.sandbox.events.target_permissions import TargetPermissions
from eventbridge_notifier.sandbox.events.targets import Targets
from eventbridge_notifier.sandbox.events.transform import InvalidInput, compact, transform
from eventbridge_notifier.sandbox.sqs.queues import Queues

# EventBridge's defaults (user guide, "retry policy"); the first wait and the longest are ours.
ATTEMPTS, AGE, FIRST_WAIT, LONGEST_WAIT = 185, 86_400, 1.0, 600.0

# What a target's error means to EventBridge: (ERROR_CODE, whether it is tried again).
_MEANINGS: tuple[tuple[tuple[str, ...], str, bool], ...] = (
    (("NonExistentQueue", "QueueDoesNotExist", "NotFound", "ResourceNotFound"),
     "NO_RESOURCE", False),
    (("AccessDenied", "AuthorizationError", "NotAuthorized"), "NO_PERMISSIONS", False),
    (("Throttl", "TooManyRequests", "LimitExceeded", "SlowDown"), "THROTTLING", True),
    (("KMS", "Kms"), "SDK_CLIENT_ERROR", True),
)


@dataclass(frozen=True)
class Attempt:
    """An event on its way to one target of a rule.

    `since` is when it set out, by the sandbox's clock; `tries` counts the attempts that failed.
    `forward` and `hops`: see Delivery.
    """

    rule: Rule
    target: Mapping[str, Any]
    event: Event
    forward: Forward
    since: float
    hops: int = 0
    tries: int = 0

    def entry(self, kind: str, text: str) -> Entry:
        return Entry(kind, text, str(self.event["id"]), self.rule.name, str(self.target["Arn"]))

    def delivery(self, payload: str) -> Delivery:
        return Delivery(self.target, payload, self.event, self.rule.arn, self.forward, self.hops)

    def to_queue(self, queue: str) -> Delivery:
        """The original event, for the dead-letter queue with this ARN."""
        return replace(self.delivery(compact(self.event)), target={"Arn": queue})


class Deliveries:
    """Takes events to targets, in the threads of `schedule`."""

    def __init__(self, targets: Targets, permissions: TargetPermissions, queues: Queues,
                 schedule: Schedule, clock: Clock, journal: Journal, faults: Faults) -> None:
        self._targets, self._permissions, self._queues = targets, permissions, queues
        self._schedule, self._clock, self._journal = schedule, clock, journal
        self._faults, self._invocations = faults, Buckets()

    def start(self, rule: Rule, target: Mapping[str, Any], event: Event, forward: Forward,
              hops: int) -> None:
        """Queues the delivery of an event; see Attempt."""
        first = Attempt(rule, target, event, forward, self._clock.now(), hops)
        for wait in self._faults.departures():
            self._schedule.run(lambda: self._try(first), wait + self._late())

    def _late(self) -> float:
        """Seconds of the sandbox's clock until the quota of invocations has room."""
        if quota := self._faults.active(Invocations):
            late = self._invocations.wait("", quota.a_second)
            if late:
                self._faults.note(quota)
            return late * self._clock.factor
        return 0.0

    def _try(self, attempt: Attempt) -> None:
        try:
            self._send(attempt)
        except (TargetError, ClientError, BotoCoreError) as error:
            self._failed(attempt, target_error(error))
            return
        self._journal(attempt.entry("delivery", "delivered" + _after(attempt.tries)))

    def _send(self, attempt: Attempt) -> None:
        try:
            payload = transform(attempt.target, attempt.event, attempt.rule.arn)
        except InvalidInput as error:
            raise TargetError("INVALID_JSON", str(error)) from error
        delivery = attempt.delivery(payload)
        if kind := self._targets.kind(delivery):
            self._permissions.check(kind, delivery)
        if fault := self._faults.undeliverable(delivery.parts[2]):
            raise TargetError(fault.code, f"{fault.name}, on demand", fault.retry)
        self._targets.send(delivery)

    def _failed(self, attempt: Attempt, error: TargetError) -> None:
        wait = min(FIRST_WAIT * 2 ** attempt.tries, LONGEST_WAIT)
        exhausted = self._exhausted(attempt, wait) if error.retry else ""
        if error.retry and not exhausted:
            self._journal(attempt.entry(
                "failure", f"{error.code}: {error}; again in {wait:.0f} s"))
            again = replace(attempt, tries=attempt.tries + 1)
            self._schedule.run(lambda: self._try(again), wait)
            return
        self._give_up(attempt, error, exhausted)

    def _exhausted(self, attempt: Attempt, wait: float) -> str:
        """EXHAUSTED_RETRY_CONDITION; empty while there are attempts left."""
        policy = attempt.target.get("RetryPolicy", {})
        if attempt.tries >= policy.get("MaximumRetryAttempts", ATTEMPTS):
            return "MaximumRetryAttempts"
        age = self._clock.now() + wait - attempt.since
        return ("MaximumEventAgeInSeconds"
                if age > policy.get("MaximumEventAgeInSeconds", AGE) else "")

    def _give_up(self, attempt: Attempt, error: TargetError, exhausted: str) -> None:
        queue = attempt.target.get("DeadLetterConfig", {}).get("Arn")
        failed = f"{error.code}: {error}" + _after(attempt.tries)
        if not queue:
            self._journal(attempt.entry("failure", f"{failed}; lost: no dead-letter queue"))
            return
        try:
            self._to_dead_letter_queue(attempt, queue, attributes(attempt, error, exhausted))
        except (TargetError, ClientError, BotoCoreError) as second:
            self._journal(attempt.entry(
                "failure", f"{failed}; lost: the dead-letter queue did not take it: {second}"))
            return
        self._journal(attempt.entry("failure", f"{failed}; in the dead-letter queue"))

    def _to_dead_letter_queue(self, attempt: Attempt, queue: str,
                              message_attributes: Mapping[str, str]) -> None:
        delivery = attempt.to_queue(queue)
        self._permissions.check(self._queues.kind, delivery)
        self._queues.send_message(queue, delivery.payload, message_attributes)


def attributes(attempt: Attempt, error: TargetError, exhausted: str) -> dict[str, str]:
    """The attributes of the message in a dead-letter queue."""
    values = {
        "RULE_ARN": attempt.rule.arn, "TARGET_ARN": str(attempt.target["Arn"]),
        "ERROR_CODE": error.code, "ERROR_MESSAGE": str(error)[:1000] or error.code,
        "EXHAUSTED_RETRY_CONDITION": exhausted, "RETRY_ATTEMPTS": str(attempt.tries),
    }
    return {name: value for name, value in values.items() if value}


def target_error(error: Exception) -> TargetError:
    """What an error of a target means to EventBridge."""
    if isinstance(error, TargetError):
        return error
    if not isinstance(error, ClientError):
        return TargetError("SDK_CLIENT_ERROR", str(error), retry=True)
    code = error.response["Error"]["Code"]
    status = error.response["ResponseMetadata"]["HTTPStatusCode"]
    for words, meaning, retry in _MEANINGS:
        if any(word in code for word in words):
            return TargetError(meaning, str(error), retry)
    return TargetError("SDK_CLIENT_ERROR" if status < 500 else "INTERNAL_FAILURE", str(error),
                       status >= 500)


def _after(tries: int) -> str:
    return f" after {tries} {'retry' if tries == 1 else 'retries'}" if tries else ""
