"""A function's process under Lambda's Runtime API, with a stop-watch."""

from __future__ import annotations

import os
import queue
import re
import subprocess
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from bench.recorder_parts.wire import Asked, Listening, answer

FAILURE = b"statusCode"  # the recipe tells of its errors in an answer
INIT, RUN = 60.0, 120.0  # seconds until we give up
ARN = "arn:aws:lambda:eu-west-1:123456789012:function:eventbridge-notifier-recorder"
TAKEN = answer(b"{}", status="202 Accepted")


class Function:
    """A started process. What it fails on is an error here: a failure is quickly done.

    `failure` is in an answer that tells of one.
    """

    def __init__(self, command: Sequence[str], folder: Path, environ: Mapping[str, str],
                 payloads: Iterable[bytes] = (), failure: bytes = FAILURE) -> None:
        self._listening = Listening(self._answer)
        self._rounds: queue.Queue[Iterator[bytes]] = queue.Queue()
        self._ready, self._done = threading.Event(), threading.Event()
        self._payloads, self._failure = iter(payloads), failure
        self._seconds: list[float] = []
        self._handed = 0.0
        self._failed = b""
        self.started = time.perf_counter()
        self._process = subprocess.Popen(
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            env={**environ, "AWS_LAMBDA_RUNTIME_API": self._listening.authority})

    @property
    def pid(self) -> int:
        return self._process.pid

    def ready(self) -> None:
        """Waits until it has started and done what it was started with."""
        self._await(self._ready, INIT)

    def run(self, payloads: Iterable[bytes]) -> list[float]:
        """The seconds that each invoke took."""
        self.ready()
        self._seconds = []
        self._done.clear()
        self._rounds.put(iter(payloads))
        self._await(self._done, RUN)
        return self._seconds

    def memory(self) -> float:
        """The most megabytes that it ever had."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        return int(re.findall(r"VmHWM:\s+(\d+)", status)[0]) / 1024

    def cpu(self) -> float:
        """The seconds that it has worked."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        self._listening.close()

    def _await(self, event: threading.Event, seconds: float) -> None:
        end = time.monotonic() + seconds
        while not event.wait(0.5):
            if self._process.poll() is not None or time.monotonic() > end:
                raise RuntimeError(f"{self._process.args!r} ended or hangs")
        if self._failed:
            raise RuntimeError(self._failed.decode(errors="replace"))

    def _answer(self, asked: Asked) -> bytes:
        if asked.method == "POST":
            self._seconds.append(time.perf_counter() - self._handed)
            if asked.path.endswith("/error") or self._failure in asked.body:
                self._failed = asked.body
            return TAKEN
        payload = self._next()
        told = answer(payload, {
            "Lambda-Runtime-Aws-Request-Id": "8476a536-e9f4-11e8-9739-2dfe598c3fcd",
            "Lambda-Runtime-Deadline-Ms": str(int((time.time() + 30) * 1000)),
            "Lambda-Runtime-Invoked-Function-Arn": ARN})
        self._handed = time.perf_counter()
        return told

    def _next(self) -> bytes:
        while (payload := next(self._payloads, None)) is None:
            self._ready.set()
            self._done.set()
            self._payloads = self._rounds.get()
        return payload


@contextmanager
def function(command: Sequence[str], folder: Path, environ: Mapping[str, str],
             payloads: Iterable[bytes] = (), failure: bytes = FAILURE) -> Iterator[Function]:
    started = Function(command, folder, environ, payloads, failure)
    try:
        yield started
    finally:
        started.close()
