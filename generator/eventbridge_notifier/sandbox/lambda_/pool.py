"""The processes of one function: as many as events come at once, up to its concurrency."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from eventbridge_notifier.sandbox.core.faults import Faults
from eventbridge_notifier.sandbox.core.quotas import Executions
from eventbridge_notifier.sandbox.lambda_.function_id import FunctionId
from eventbridge_notifier.sandbox.lambda_.runtime import NEVER_READY, InvokeResult, Process

MOST = 4  # processes of one function; a laptop has few cores

Start = Callable[[], Process]


class Throttled(Exception):
    """No more of the function may run at once."""

    code, status = "TooManyRequestsException", 429


class StartFailed(Throttled):
    """Lambda could not start the function, through no fault of its code."""

    code, status = "KMSDisabledException", 502


@dataclass(frozen=True)
class FunctionSettings:
    """What matters of a function's configuration. `concurrency` None: unreserved.

    `encrypted_by` is the key of its environment.
    """

    handler: str
    timeout: float
    memory: int
    role: str
    environ: Mapping[str, str]
    concurrency: int | None = None
    encrypted_by: str = ""
    configuration: Mapping[str, Any] = field(default_factory=dict)


_executions: weakref.WeakKeyDictionary[Faults, int] = weakref.WeakKeyDictionary()
_counting = threading.Lock()


@contextmanager
def running(faults: Faults) -> Iterator[None]:
    """One execution of the account, where a fault counts them. Raises Throttled."""
    limit = faults.active(Executions)
    with _counting:
        now = _executions.get(faults, 0)
        if limit and now >= limit.most:
            faults.note(limit)
            raise Throttled("Rate Exceeded.")
        _executions[faults] = now + 1
    try:
        yield
    finally:
        with _counting:
            _executions[faults] -= 1


class Pool:
    """Runs invokes of one deployment."""

    def __init__(self, function: FunctionId, settings: FunctionSettings, start: Start,
                 faults: Faults) -> None:
        self._function, self._settings = function, settings
        self._start, self._faults = start, faults
        reserved = settings.concurrency
        self._most = MOST if reserved is None else min(reserved, MOST)
        self._free = threading.Semaphore(self._most)
        self._idle: list[Process] = []
        self._all: set[Process] = set()
        self._lock = threading.Lock()
        self._closed = False

    def run(self, payload: bytes) -> InvokeResult:
        """The function's answer. Raises Throttled."""
        mishap = self._faults.mishap()
        if self._most < 1 or mishap == "throttle":
            raise Throttled("Rate Exceeded.")
        with self._free, running(self._faults):
            answer = self._invoke(payload, mishap)
            # Lambda runs the initialization once more, as part of the invoke (developer guide,
            # "Failures during the Init phase").
            return self._invoke(payload, mishap) if answer is NEVER_READY else answer

    def _invoke(self, payload: bytes, mishap: str) -> InvokeResult:
        process = self._take()
        try:
            return process.invoke(self._function.arn, payload, self._settings.timeout, mishap)
        finally:
            self._give_back(process)

    def _take(self) -> Process:
        with self._lock:
            while self._idle:
                if (process := self._idle.pop()).alive:
                    return process
                self._all.discard(process)
        process = self._start()
        with self._lock:
            self._all.add(process)
        return process

    def _give_back(self, process: Process) -> None:
        with self._lock:
            if process.alive and not self._closed:
                self._idle.append(process)
                return
            self._all.discard(process)
        process.close()

    def close(self) -> None:
        """Ends what is idle now, and what works when it has answered."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for process in idle:
            process.close()

    def kill(self) -> None:
        """Ends everything."""
        self.close()
        with self._lock:
            left = list(self._all)
        for process in left:
            process.close()
