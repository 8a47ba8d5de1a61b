"""What goes wrong on demand: with API calls, with events on their way, with invokes.

    with sandbox.faults.during(Refusal("throttled", share=0.4, on="dynamodb:PutItem",
                                       code="ThrottlingException", status=400)):
        ...
"""

from __future__ import annotations

import random
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import TypeVar

from eventbridge_notifier.sandbox.core.interfaces import Journal
from eventbridge_notifier.sandbox.core.model import Call, Entry, Outcome


@dataclass(frozen=True)
class Fault:
    """Spoils a `share` of what it is about. `name` is for counting and for people."""

    name: str
    share: float = 1.0


@dataclass(frozen=True)
class Refusal(Fault):
    """API calls `on` (`dynamodb:PutItem`, `s3:*`) by the role `by` are answered with an error.

    `about` is a beginning of the S3 key or of whatever else the call names.
    """

    on: str = ""
    code: str = "InternalServerError"
    status: int = 500
    by: str = "*"
    about: str = ""


@dataclass(frozen=True)
class Dropped(Fault):
    """The call is done, but its answer is lost with the connection."""

    on: str = ""
    by: str = "*"


@dataclass(frozen=True)
class Slow(Fault):
    """The answer takes so many seconds of the wall's."""

    on: str = ""
    by: str = "*"
    seconds: float = 1.0


F = TypeVar("F", Refusal, Dropped, Slow)
A = TypeVar("A", bound=Fault)


@dataclass(frozen=True)
class Mishap(Fault):
    """An invoke: `kind` is crash, timeout or throttle."""

    kind: str = "crash"


@dataclass(frozen=True)
class Repeated(Fault):
    """An event is delivered `copies` times, each up to `late` seconds late: out of order."""

    copies: int = 2
    late: float = 60.0


@dataclass(frozen=True)
class Undeliverable(Fault):
    """A target of the service `to` does not take an event; `code` is EventBridge's word."""

    to: str = "lambda"
    code: str = "THROTTLING"
    retry: bool = True


@dataclass(frozen=True)
class Unsent(Fault):
    """The event of a call `on` (`sqs:TagQueue`, `signin:*`) never gets from CloudTrail to
    EventBridge, though it is in the trail's files and in Event history."""

    on: str = "*"


@dataclass(frozen=True)
class Late(Fault):
    """The event of a call `on` gets from CloudTrail to EventBridge up to `late` seconds late."""

    on: str = "*"
    late: float = 900.0


@dataclass(frozen=True)
class Doubled(Fault):
    """EventBridge gets the event of a call `on` twice."""

    on: str = "*"


class Faults:
    """What goes wrong now. `counts` has how often each fault did."""

    def __init__(self, journal: Journal, seed: int = 0) -> None:
        self._journal, self._random = journal, random.Random(seed)
        self._lock = threading.Lock()
        self._now: tuple[Fault, ...] = ()
        self.counts: Counter[str] = Counter()

    @contextmanager
    def during(self, *faults: Fault) -> Iterator[None]:
        """They happen besides those that happen already, until the block ends."""
        with self._lock:
            self._now += faults
        try:
            yield
        finally:
            with self._lock:
                self._now = tuple(one for one in self._now if one not in faults)

    def active(self, kind: type[A]) -> A | None:
        """The fault of a kind that is switched on now."""
        return next((one for one in self._now if isinstance(one, kind)), None)

    def note(self, fault: Fault) -> None:
        """Counts that a fault did something, and says so in the journal."""
        with self._lock:
            self.counts[fault.name] += 1
        self._journal(Entry("fault", fault.name))

    def before(self, call: Call) -> Outcome | None:
        """The answer to a call that is not to be done; a slow one is waited for here."""
        for slow in self._of(Slow, call):
            time.sleep(slow.seconds)
        for one in self._of(Refusal, call):
            return Outcome(one.status, {}, one.code, f"{one.name}, on demand")
        return None

    def after(self, call: Call) -> bool:
        """Whether the answer is to be dropped."""
        return any(True for _ in self._of(Dropped, call))

    def mishap(self) -> str:
        """What happens to the next invoke of a function: a Mishap's `kind`, or empty."""
        return next((one.kind for one in self._now if isinstance(one, Mishap)
                     and self._strikes(one)), "")

    def arrivals(self, name: str) -> list[float]:
        """How late EventBridge gets each copy of the event of a call; mostly one, at once."""
        waits = [0.0]
        for one in self._now:
            if not isinstance(one, Unsent | Late | Doubled) or not fnmatchcase(name, one.on) \
                    or not self._strikes(one):
                continue
            if isinstance(one, Unsent):
                return []
            waits = [*waits, 0.0] if isinstance(one, Doubled) else [
                self._random.uniform(0, one.late) for _ in waits]
        return waits

    def departures(self) -> list[float]:
        """When each copy of an event sets out: mostly one, at once."""
        for one in self._now:
            if isinstance(one, Repeated) and self._strikes(one):
                return [self._random.uniform(0, one.late) for _ in range(one.copies)]
        return [0.0]

    def undeliverable(self, service: str) -> Undeliverable | None:
        """The fault with which a target of `service` does not take the next event."""
        return next((one for one in self._now if isinstance(one, Undeliverable)
                     and one.to == service and self._strikes(one)), None)

    def _of(self, kind: type[F], call: Call) -> Iterator[F]:
        name = f"{call.service}:{call.operation}"
        for one in self._now:
            if isinstance(one, kind) and fnmatchcase(name, one.on) and _by(one, call) \
                    and self._strikes(one):
                yield one

    def _strikes(self, fault: Fault) -> bool:
        with self._lock:
            hit = self._random.random() < fault.share
            self.counts[fault.name] += hit
        if hit:
            self._journal(Entry("fault", fault.name))
        return hit


def _by(fault: Refusal | Dropped | Slow, call: Call) -> bool:
    about = fault.about if isinstance(fault, Refusal) else ""
    return fnmatchcase(call.identity.name, fault.by) and (
        not about or str(call.params.get("Key", "")).startswith(about))
