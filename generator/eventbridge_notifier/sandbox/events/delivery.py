"""Delivers an event to a target: transform, permission, attempts, dead-letter queue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from eventbridge_notifier.sandbox.core.faults import Faults
from eventbridge_notifier.sandbox.core.interfaces import Clients, Journal
from eventbridge_notifier.sandbox.core.model import Entry
from eventbridge_notifier.sandbox.core.schedule import Clock, Schedule
from eventbridge_notifier.sandbox.events.rules import Rule
from eventbridge_notifier.sandbox.events.target_permissions import Warrants
from eventbridge_notifier.sandbox.events.targets import Event, Refused, Senders, Shipment, queue_url
from eventbridge_notifier.sandbox.events.transform import InvalidInput, compact, transform

# EventBridge's defaults (user guide, "retry policy"); the first wait and the longest are ours.
ATTEMPTS, AGE, FIRST_WAIT, LONGEST_WAIT = 185, 86_400, 1.0, 600.0

# What a target's error means to EventBridge: (ERROR_CODE, is it tried again?).
_MEANINGS: tuple[tuple[tuple[str, ...], str, bool], ...] = (
    (("NonExistentQueue", "QueueDoesNotExist", "NotFound", "ResourceNotFound"),
     "NO_RESOURCE", False),
    (("AccessDenied", "AuthorizationError", "NotAuthorized"), "NO_PERMISSIONS", False),
    (("Throttl", "TooManyRequests", "LimitExceeded", "SlowDown"), "THROTTLING", True),
    (("KMS", "Kms"), "SDK_CLIENT_ERROR", True),
)


@dataclass(frozen=True)
class Attempt:
    """An event on its way to one target. `since` is when it set out, by the sandbox's clock."""

    rule: Rule
    target: Mapping[str, Any]
    event: Event
    since: float
    hops: int = 0
    tries: int = 0

    def entry(self, kind: str, text: str) -> Entry:
        return Entry(kind, text, str(self.event["id"]), self.rule.name, str(self.target["Arn"]))


class Delivery:
    """Takes events to targets, in threads of its own."""

    def __init__(self, senders: Senders, warrants: Warrants, clients: Clients, schedule: Schedule,
                 clock: Clock, journal: Journal, faults: Faults) -> None:
        self._senders, self._warrants, self._clients = senders, warrants, clients
        self._schedule, self._clock, self._journal = schedule, clock, journal
        self._faults = faults

    def start(self, rule: Rule, target: Mapping[str, Any], event: Event, hops: int = 0) -> None:
        """Queues a delivery of an event that came over `hops` other buses."""
        first = Attempt(rule, target, event, self._clock.now(), hops)
        for wait in self._faults.departures():
            self._schedule.run(lambda: self._try(first), wait)

    def _try(self, attempt: Attempt) -> None:
        try:
            self._send(attempt)
        except (Refused, ClientError, BotoCoreError) as error:
            self._failed(attempt, refusal(error))
            return
        self._journal(attempt.entry("delivery", "delivered" + _after(attempt.tries)))

    def _send(self, attempt: Attempt) -> None:
        arn = attempt.rule.arn
        try:
            payload = transform(attempt.target, attempt.event, arn)
        except InvalidInput as error:
            raise Refused("INVALID_JSON", str(error)) from error
        shipment = Shipment(attempt.target, payload, attempt.event, arn, attempt.hops)
        self._warrants.check(shipment)
        self._faults.refuse(shipment)
        self._senders.send(shipment)

    def _failed(self, attempt: Attempt, why: Refused) -> None:
        wait = min(FIRST_WAIT * 2 ** attempt.tries, LONGEST_WAIT)
        if why.retry and not (exhausted := self._exhausted(attempt, wait)):
            self._journal(attempt.entry("failure", f"{why.code}: {why}; again in {wait:.0f} s"))
            again = replace(attempt, tries=attempt.tries + 1)
            self._schedule.run(lambda: self._try(again), wait)
            return
        self._give_up(attempt, why, exhausted if why.retry else "")

    def _exhausted(self, attempt: Attempt, wait: float) -> str:
        """EXHAUSTED_RETRY_CONDITION, empty while there is hope."""
        policy = attempt.target.get("RetryPolicy", {})
        if attempt.tries >= policy.get("MaximumRetryAttempts", ATTEMPTS):
            return "MaximumRetryAttempts"
        age = self._clock.now() + wait - attempt.since
        return ("MaximumEventAgeInSeconds"
                if age > policy.get("MaximumEventAgeInSeconds", AGE) else "")

    def _give_up(self, attempt: Attempt, why: Refused, exhausted: str) -> None:
        queue = attempt.target.get("DeadLetterConfig", {}).get("Arn")
        failed = f"{why.code}: {why}" + _after(attempt.tries)
        if not queue:
            self._journal(attempt.entry("failure", f"{failed}; lost: no dead-letter queue"))
            return
        try:
            self._bury(attempt, queue, letter(attempt, why, exhausted))
        except (Refused, ClientError, BotoCoreError) as error:
            self._journal(attempt.entry(
                "failure", f"{failed}; lost: the dead-letter queue did not take it: {error}"))
            return
        self._journal(attempt.entry("failure", f"{failed}; in the dead-letter queue"))

    def _bury(self, attempt: Attempt, queue: str, attributes: Mapping[str, str]) -> None:
        body = compact(attempt.event)
        self._warrants.check(Shipment({"Arn": queue}, body, attempt.event, attempt.rule.arn))
        client = self._clients.client("sqs", queue.split(":")[3], queue.split(":")[4])
        client.send_message(
            QueueUrl=queue_url(client, queue), MessageBody=body,
            MessageAttributes={name: {"DataType": "String", "StringValue": value}
                               for name, value in attributes.items()})


def letter(attempt: Attempt, why: Refused, exhausted: str) -> dict[str, str]:
    """The attributes of a dead letter."""
    attributes = {
        "RULE_ARN": attempt.rule.arn, "TARGET_ARN": str(attempt.target["Arn"]),
        "ERROR_CODE": why.code, "ERROR_MESSAGE": str(why)[:1000] or why.code,
        "EXHAUSTED_RETRY_CONDITION": exhausted, "RETRY_ATTEMPTS": str(attempt.tries),
    }
    return {name: value for name, value in attributes.items() if value}


def refusal(error: Exception) -> Refused:
    """What an error of a target means."""
    if isinstance(error, Refused):
        return error
    if not isinstance(error, ClientError):
        return Refused("SDK_CLIENT_ERROR", str(error), retry=True)
    code = error.response["Error"]["Code"]
    status = error.response["ResponseMetadata"]["HTTPStatusCode"]
    for beginnings, meaning, retry in _MEANINGS:
        if any(one in code for one in beginnings):
            return Refused(meaning, str(error), retry)
    return Refused("SDK_CLIENT_ERROR" if status < 500 else "INTERNAL_FAILURE", str(error),
                   status >= 500)


def _after(tries: int) -> str:
    return f" after {tries} retries" if tries else ""
