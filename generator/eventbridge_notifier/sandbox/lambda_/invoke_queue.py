"""Asynchronous invokes: accepted at once, tried again, and at last sent to a destination.

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
from eventbridge_notifier.sandbox.lambda_.function_id import FunctionId
from eventbridge_notifier.sandbox.lambda_.pool import Throttled
from eventbridge_notifier.sandbox.lambda_.runtime import InvokeResult

RETRY_WAITS = (60.0, 120.0)  # seconds
FIRST_THROTTLE, LONGEST_THROTTLE = 1.0, 300.0
RETRIES, AGE = 2, 21_600


@dataclass(frozen=True)
class AsyncConfig:
    """What PutFunctionEventInvokeConfig says, and the function's dead-letter queue.

    Destinations are ARNs, or empty.
    """

    retries: int = RETRIES
    age: float = AGE
    on_failure: str = ""
    on_success: str = ""
    dead_letter_queue: str = ""


@dataclass(frozen=True)
class AsyncInvoke:
    """One event that a function is to handle. `since` is by the sandbox's clock."""

    function: FunctionId
    payload: bytes
    since: float
    tries: int = 0
    throttles: int = 0
    id: str = field(default_factory=lambda: str(uuid4()))


Run = Callable[[FunctionId, bytes], InvokeResult]
Configure = Callable[[FunctionId], AsyncConfig]


class FailureDestinations(Protocol):
    """Where results and failed events go, by ARN."""

    def send(self, arn: str, invoke: AsyncInvoke, record: Mapping[str, Any]) -> None:
        """Sends an invocation record to a destination."""

    def send_to_dead_letter_queue(self, arn: str, invoke: AsyncInvoke, error: str) -> None:
        """Sends the event itself to a function's dead-letter queue."""


class InvokeQueue:
    """Lambda's own queue. `destinations` raise where they cannot take something."""

    def __init__(self, run: Run, configure: Configure, destinations: FailureDestinations,
                 clock: Clock, journal: Journal) -> None:
        self._run, self._configure, self._destinations = run, configure, destinations
        self._clock, self._journal = clock, journal
        self._schedule = Schedule(clock, name="lambda")

    def put(self, function: FunctionId, payload: bytes) -> None:
        invoke = AsyncInvoke(function, payload, self._clock.now())
        self._schedule.run(lambda: self._try(invoke))

    def pending(self) -> int:
        return self._schedule.pending()

    def close(self) -> None:
        self._schedule.close()

    def _try(self, invoke: AsyncInvoke) -> None:
        config = self._configure(invoke.function)
        try:
            result = self._run(invoke.function, invoke.payload)
        except Throttled as error:
            self._throttled(invoke, config, str(error))
            return
        except LookupError:
            self._note("failure", invoke, "lost: the function is gone")
            return
        if result.error:
            self._failed(invoke, config, result)
        elif config.on_success:
            self._send_record(config.on_success, invoke, "Success", result)

    def _throttled(self, invoke: AsyncInvoke, config: AsyncConfig, why: str) -> None:
        wait = min(FIRST_THROTTLE * 2 ** invoke.throttles, LONGEST_THROTTLE)
        if self._too_old(invoke, config, wait):
            self._give_up(invoke, config, "EventAgeExceeded", None)
            return
        self._note("failure", invoke, f"throttled: {why}; again in {wait:.0f} s")
        again = replace(invoke, throttles=invoke.throttles + 1)
        self._schedule.run(lambda: self._try(again), wait)

    def _failed(self, invoke: AsyncInvoke, config: AsyncConfig, result: InvokeResult) -> None:
        why = error_text(result)
        if invoke.tries >= config.retries:
            tries = f"{invoke.tries + 1} {'tries' if invoke.tries else 'try'}"
            self._note("failure", invoke, f"{why}; after {tries}")
            self._give_up(invoke, config, "RetriesExhausted", result)
            return
        wait = RETRY_WAITS[min(invoke.tries, len(RETRY_WAITS) - 1)]
        if self._too_old(invoke, config, wait):
            self._give_up(invoke, config, "EventAgeExceeded", result)
            return
        self._note("failure", invoke, f"{why}; again in {wait:.0f} s")
        again = replace(invoke, tries=invoke.tries + 1)
        self._schedule.run(lambda: self._try(again), wait)

    def _too_old(self, invoke: AsyncInvoke, config: AsyncConfig, wait: float) -> bool:
        return self._clock.now() + wait - invoke.since > config.age

    def _give_up(self, invoke: AsyncInvoke, config: AsyncConfig, condition: str,
                 result: InvokeResult | None) -> None:
        if not (config.on_failure or config.dead_letter_queue):
            self._note("failure", invoke, f"lost: {condition}, and no failure sink")
        if config.on_failure:
            self._send_record(config.on_failure, invoke, condition, result)
        if config.dead_letter_queue:
            self._to_dead_letter_queue(config.dead_letter_queue, invoke, condition, result)

    def _to_dead_letter_queue(self, queue: str, invoke: AsyncInvoke, condition: str,
                              result: InvokeResult | None) -> None:
        try:
            self._destinations.send_to_dead_letter_queue(
                queue, invoke, error_text(result) if result else condition)
        except Exception as error:
            self._note("failure", invoke, f"lost: {queue} did not take it: {error}")
            return
        self._note("delivery", invoke, f"{condition}: in the dead-letter queue {queue}")

    def _send_record(self, destination: str, invoke: AsyncInvoke, condition: str,
                     result: InvokeResult | None) -> None:
        try:
            self._destinations.send(destination, invoke, invocation_record(
                invoke, condition, result))
        except Exception as error:
            self._note("failure", invoke, f"lost: {destination} did not take it: {error}")
            return
        self._note("delivery", invoke, f"{condition}: sent to {destination}")

    def _note(self, kind: str, invoke: AsyncInvoke, text: str) -> None:
        self._journal(Entry(kind, text, event_id(invoke.payload), target=invoke.function.arn))


def invocation_record(invoke: AsyncInvoke, condition: str, result: InvokeResult | None
                      ) -> dict[str, Any]:
    """What a destination gets (Lambda developer guide, "Capturing records"); no timestamp yet."""
    record: dict[str, Any] = {
        "version": "1.0",
        "requestContext": {
            "requestId": invoke.id, "functionArn": f"{invoke.function.arn}:$LATEST",
            "condition": condition,
            "approximateInvokeCount": invoke.tries + 1 if result else invoke.tries},
        "requestPayload": _json(invoke.payload),
    }
    if result is not None:
        record["responseContext"] = {"statusCode": 200, "executedVersion": "$LATEST"}
        if result.error:
            record["responseContext"]["functionError"] = result.error
        record["responsePayload"] = _json(result.payload)
    return record


def error_text(result: InvokeResult) -> str:
    """The error of a failed invoke."""
    error = _json(result.payload)
    if not isinstance(error, dict):
        return result.error
    return f"{error.get('errorType', result.error)}: {error.get('errorMessage', '')}"


def event_id(payload: bytes) -> str:
    """The id of the event inside a payload, as far as there is one."""
    value = _json(payload)
    for _ in range(2):
        if isinstance(value, dict) and "id" in value and "detail-type" in value:
            return str(value["id"])
        value = value.get("event") if isinstance(value, dict) else None
    return ""


def _json(payload: bytes) -> Any:
    try:
        return json.loads(payload)
    except (ValueError, RecursionError):
        return payload.decode(errors="replace")
