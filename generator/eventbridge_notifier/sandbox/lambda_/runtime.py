"""One process that runs a function under Lambda's Runtime API."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from uuid import uuid4

from eventbridge_notifier.sandbox.core.server import HOST
from eventbridge_notifier.web_guard import is_own_host, is_sent_by_a_page, own_hosts

INIT_SECONDS = 10.0
POLL = 0.02
VERSION = "/2018-06-01/runtime"


@dataclass(frozen=True)
class Invocation:
    """One invoke, as the process is handed it. `deadline` is in seconds of the epoch."""

    id: str
    function_arn: str
    payload: bytes
    deadline: float


@dataclass(frozen=True)
class InvokeResult:
    """What came of an invoke. `error` is "" or Lambda's word for it: Unhandled."""

    payload: bytes
    error: str = ""


class Process:
    """A started function: `invoke` hands it one event at a time.

    `environ` is its whole environment but for the Runtime API's address; `folder` holds its code;
    `listen` is called with each line that it writes.
    """

    def __init__(self, folder: str, handler: str, environ: Mapping[str, str], listen: Any) -> None:
        self._invocations: queue.Queue[Invocation] = queue.Queue()
        self._results: queue.Queue[tuple[str, InvokeResult]] = queue.Queue()
        self._server = _server(self)
        self.hosts = own_hosts(self._server.server_port)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "awslambdaric", handler], cwd=folder,
            env={**environ, "AWS_LAMBDA_RUNTIME_API": f"{HOST}:{self._server.server_port}"},
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        threading.Thread(target=self._read, args=(listen,), daemon=True).start()

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def invoke(self, function_arn: str, payload: bytes, seconds: float, mishap: str = ""
               ) -> InvokeResult:
        """Lambda's answer; an error where the code raises, is too slow or dies.

        `mishap`: "crash" kills the process while it works, "timeout" when it has worked but not
        answered. A process that was too slow or died is of no more use: ask `alive`. One that ended
        before it asked for the event gives NEVER_READY.
        """
        invocation = Invocation(str(uuid4()), function_arn, payload, time.time() + seconds)
        self._invocations.put(invocation)
        if mishap == "crash":
            self._await_pickup()
            self.close()
        answer = self._outcome(invocation, time.monotonic() + seconds)
        if mishap != "timeout":
            return answer
        self.close()
        return TIMED_OUT

    def _outcome(self, invocation: Invocation, end: float) -> InvokeResult:
        while (left := end - time.monotonic()) > 0:
            try:
                answered, answer = self._results.get(timeout=min(POLL * 10, left))
            except queue.Empty:
                if not self.alive and self._results.empty():
                    return NEVER_READY if not self._invocations.empty() else failure(
                        "Runtime.ExitError",
                        f"the process exited without an answer (status {self._process.returncode})")
                continue
            if answered in (invocation.id, ""):
                return answer
        self.close()
        return TIMED_OUT

    def _await_pickup(self) -> None:
        end = time.monotonic() + INIT_SECONDS
        while not self._invocations.empty() and self.alive and time.monotonic() < end:
            time.sleep(POLL / 10)

    def next(self) -> Invocation | None:
        """The next invocation; None where the process is gone meanwhile."""
        while self.alive:
            try:
                return self._invocations.get(timeout=1.0)
            except queue.Empty:
                continue
        return None

    def answered(self, invocation_id: str, answer: InvokeResult) -> None:
        self._results.put((invocation_id, answer))

    def close(self) -> None:
        """Ends the process."""
        if self.alive:
            self._process.kill()
        self._process.wait(timeout=5)
        self._server.shutdown()
        self._server.server_close()

    def _read(self, listen: Any) -> None:
        for line in self._process.stdout or ():
            listen(line.decode(errors="replace").rstrip())


def failure(kind: str, message: str) -> InvokeResult:
    """An answer that says what went wrong, in Lambda's shape."""
    error = {"errorType": kind, "errorMessage": message}
    return InvokeResult(json.dumps(error).encode(), "Unhandled")


TIMED_OUT = failure("Sandbox.Timedout", "Task timed out")
NEVER_READY = failure("Runtime.ExitError", "the process exited before it asked for an event")


class _Api(BaseHTTPRequestHandler):
    """The Runtime API for one process. Each answer goes out in one send, without delay."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    process: Process

    def _is_answered(self) -> bool:
        """Refuses what a web page sends: it could take an event away, or answer in its place."""
        headers = {name.lower(): value for name, value in self.headers.items()}
        refused = not is_own_host(headers, self.process.hosts) or is_sent_by_a_page(headers)
        if refused:
            self.close_connection = True
            self._send(403, b"{}")
        return not refused

    def do_GET(self) -> None:
        if not self._is_answered():
            return
        invocation = self.process.next() if self.path == f"{VERSION}/invocation/next" else None
        if invocation is None:
            self._send(500, b"{}")
            return
        # awslambdaric crashes where the answer lacks a Content-Type.
        self._send(200, invocation.payload, {
            "Content-Type": "application/json",
            "Lambda-Runtime-Aws-Request-Id": invocation.id,
            "Lambda-Runtime-Deadline-Ms": str(int(invocation.deadline * 1000)),
            "Lambda-Runtime-Invoked-Function-Arn": invocation.function_arn,
        })

    def do_POST(self) -> None:
        if not self._is_answered():
            return
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        *_, invocation_id, verb = self.path.split("/")
        error = "Unhandled" if verb == "error" else ""
        answered = "" if invocation_id == "init" else invocation_id
        self.process.answered(answered, InvokeResult(body, error))
        self._send(202, b"{}")

    def _send(self, status: int, body: bytes, headers: Mapping[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in (headers or {"Content-Type": "application/json"}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None: ...


class _Server(ThreadingHTTPServer):
    """A process that is killed hangs up in the middle, which is nobody's error."""

    def handle_error(self, request: Any, client_address: Any) -> None: ...


def _server(process: Process) -> ThreadingHTTPServer:
    handler = type("Api", (_Api,), {"process": process})
    server = _Server((HOST, 0), handler)
    server.daemon_threads = True
    server.block_on_close = False
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05},
                     daemon=True).start()
    return server


def base_environ() -> dict[str, str]:
    """What a process needs of this machine's environment: nothing that says who runs it."""
    kept = ("PATH", "LANG", "LC_ALL", "TZ", "SYSTEMROOT", "LD_LIBRARY_PATH", "PYTHONPATH")
    return {name: os.environ[name] for name in kept if name in os.environ}
