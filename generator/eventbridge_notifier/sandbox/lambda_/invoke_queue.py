"""Asynchronous invokes: accepted at once, tried again, and in the end told to a destination.

Lambda developer guide, "Asynchronous invocation": two retries, a minute and two minutes later; a
throttled event is tried again for six hours.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Protocol
from uuid import uuid4

from eventbridge_notifier.sandbox.core.interfaces import Journal
from eventbridge_notifier.sandbox.core.model import Entry
from eventbridge_notifier.sandbox.core.schedule import Clock, Schedule
from eventbridge_notifier.sandbox.lambda_.code import Key
from eventbridge_notifier.sandbox.lambda_.pool import Throttled
from eventbridge_notifier.sandbox.lambda_.runtime import Answer

RETRY_WAITS = (60.0, 120.0)  # seconds
FIRST_THROTTLE, LONGEST_THROTTLE = 1.0, 300.0
RETRIES, AGE = 2, 21_600


@dataclass(frozen=True)
class Config:
    """What PutFunctionEventInvokeConfig says, and the function's dead-letter queue.

    Where something is told to is an ARN, or empty.
    """

    retries: int = RETRIES
    age: float = AGE
    on_failure: str = ""
    on_success: str = ""
    dead_letters: str = ""


@dataclass(frozen=True)
class Event:
    """One event that a function is to handle. `since` is by the sandbox's clock."""

    key: Key
    payload: bytes
    since: float
    tries: int = 0
    throttles: int = 0
    id: str = field(default_factory=lambda: str(uuid4()))


Run = Callable[[Key, bytes], Answer]
Configure = Callable[[Key], Config]


class Sinks(Protocol):
    """Where failed events go, by ARN."""

    def tell(self, arn: str, event: Event, report: Mapping[str, Any]) -> None:
        """Sends a report to a destination."""

    def bury(self, arn: str, event: Event, why: str) -> None:
        """Leaves the event itself in a function's dead-letter queue."""


class Queue:
    """Lambda's own queue. `sinks` take what failed; they raise when they can't."""

    def __init__(self, run: Run, configure: Configure, sinks: Sinks, clock: Clock,
                 journal: Journal) -> None:
        self._run, self._configure = run, configure
        self._tell, self._bury_in = sinks.tell, sinks.bury
        self._clock, self._journal = clock, journal
        self._schedule = Schedule(clock, name="lambda")

    def put(self, key: Key, payload: bytes) -> None:
        event = Event(key, payload, self._clock.now())
        self._schedule.run(lambda: self._try(event))

    def pending(self) -> int:
        return self._schedule.pending()

    def close(self) -> None:
        self._schedule.close()

    def _try(self, event: Event) -> None:
        config = self._configure(event.key)
        try:
            answer = self._run(event.key, event.payload)
        except Throttled as error:
            self._throttled(event, config, str(error))
            return
        except LookupError:
            self._note("failure", event, "lost: the function is gone")
            return
        if answer.error:
            self._failed(event, config, answer)
        elif config.on_success:
            self._report(config.on_success, event, "Success", answer)

    def _throttled(self, event: Event, config: Config, why: str) -> None:
        wait = min(FIRST_THROTTLE * 2 ** event.throttles, LONGEST_THROTTLE)
        if self._too_old(event, config, wait):
            self._give_up(event, config, "EventAgeExceeded", None)
            return
        self._note("failure", event, f"throttled: {why}; again in {wait:.0f} s")
        again = replace(event, throttles=event.throttles + 1)
        self._schedule.run(lambda: self._try(again), wait)

    def _failed(self, event: Event, config: Config, answer: Answer) -> None:
        why = said(answer)
        if event.tries >= config.retries:
            self._note("failure", event, f"{why}; after {event.tries + 1} tries")
            self._give_up(event, config, "RetriesExhausted", answer)
            return
        wait = RETRY_WAITS[min(event.tries, len(RETRY_WAITS) - 1)]
        if self._too_old(event, config, wait):
            self._give_up(event, config, "EventAgeExceeded", answer)
            return
        self._note("failure", event, f"{why}; again in {wait:.0f} s")
        again = replace(event, tries=event.tries + 1)
        self._schedule.run(lambda: self._try(again), wait)

    def _too_old(self, event: Event, config: Config, wait: float) -> bool:
        return self._clock.now() + wait - event.since > config.age

    def _give_up(self, event: Event, config: Config, condition: str, answer: Answer | None
                 ) -> None:
        if not (config.on_failure or config.dead_letters):
            self._note("failure", event, f"lost: {condition}, and no failure sink")
        if config.on_failure:
            self._report(config.on_failure, event, condition, answer)
        if config.dead_letters:
            self._bury(config.dead_letters, event, condition, answer)

    def _bury(self, queue: str, event: Event, condition: str, answer: Answer | None) -> None:
        try:
            self._bury_in(queue, event, said(answer) if answer else condition)
        except Exception as error:
            self._note("failure", event, f"lost: {queue} did not take it: {error}")
            return
        self._note("delivery", event, f"{condition}: in the dead-letter queue {queue}")

    def _report(self, destination: str, event: Event, condition: str, answer: Answer | None
                ) -> None:
        try:
            self._tell(destination, event, report(event, condition, answer))
        except Exception as error:
            self._note("failure", event, f"lost: {destination} did not take it: {error}")
            return
        self._note("delivery", event, f"{condition}: told to {destination}")

    def _note(self, kind: str, event: Event, text: str) -> None:
        self._journal(Entry(kind, text, event_id(event.payload), target=event.key.arn))


def report(event: Event, condition: str, answer: Answer | None) -> dict[str, Any]:
    """What a destination gets (Lambda developer guide, "Capturing records"); no timestamp yet."""
    told: dict[str, Any] = {
        "version": "1.0",
        "requestContext": {
            "requestId": event.id, "functionArn": f"{event.key.arn}:$LATEST",
            "condition": condition,
            "approximateInvokeCount": event.tries + 1 if answer else event.tries},
        "requestPayload": _json(event.payload),
    }
    if answer is not None:
        told["responseContext"] = {"statusCode": 200, "executedVersion": "$LATEST"}
        if answer.error:
            told["responseContext"]["functionError"] = answer.error
        told["responsePayload"] = _json(answer.payload)
    return told


def said(answer: Answer) -> str:
    """What a failed invoke says of its error."""
    told = _json(answer.payload)
    if not isinstance(told, dict):
        return answer.error
    return f"{told.get('errorType', answer.error)}: {told.get('errorMessage', '')}"


def event_id(payload: bytes) -> str:
    """The id of the event inside a payload, as far as there is one."""
    told = _json(payload)
    for _ in range(2):
        if isinstance(told, dict) and "id" in told and "detail-type" in told:
            return str(told["id"])
        told = told.get("event") if isinstance(told, dict) else None
    return ""


def _json(payload: bytes) -> Any:
    try:
        return json.loads(payload)
    except (ValueError, RecursionError):
        return payload.decode(errors="replace")
