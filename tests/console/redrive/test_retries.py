"""Redrive meets messages that come again, invokes that hang up, and throttling."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread, Timer
from typing import Any

from botocore.exceptions import ClientError
from eventbridge_notifier.console.clients import INVOKING
from eventbridge_notifier.console.redrive.failure_sources import Queue

from tests.console.conftest import Deployed
from tests.console.redrive.letters import (
    an_event,
    dead_letter,
    failed_invoke,
    lines,
    queue,
    waiting,
)


class Expired:
    """SQS where every message's time has run out, and where messages once deleted come again."""

    def __init__(self, count: int) -> None:
        self.count, self.deleted = count, list[str]()
        self.asked: list[int] = []
        self._sent = 0

    def receive_message(self, **_: Any) -> dict[str, Any]:
        sent = range(self._sent, min(self._sent + 10, 2 * self.count))
        self._sent += len(sent)
        return {"Messages": [{"MessageId": str(one % self.count), "ReceiptHandle": f"h{one}",
                              "Body": "{}"} for one in sent]}

    def delete_message(self, QueueUrl: str, ReceiptHandle: str) -> None:
        self.deleted.append(ReceiptHandle)

    def change_message_visibility(self, **_: Any) -> None:
        raise refused("ChangeMessageVisibility")

    def change_message_visibility_batch(self, QueueUrl: str, Entries: list[Any]) -> dict[str, Any]:
        self.asked.append(len(Entries))
        if len(self.asked) == 1:
            raise refused("ChangeMessageVisibilityBatch")
        return {"Failed": [{"Id": one["Id"], "SenderFault": True,
                            "Code": "MessageNotInflight"} for one in Entries]}


def refused(operation: str) -> ClientError:
    return ClientError({"Error": {"Code": "InvalidParameterValue", "Message": "expired"}},
                       operation)


def test_what_is_visible_again_already_ends_no_run() -> None:
    sqs = Expired(25)
    told = [one for page in Queue(sqs, "https://sqs.example/q") for one in page]
    assert len(told) == 25
    assert sqs.asked == [10, 10, 5]


def test_a_removed_message_that_comes_again_is_removed_by_its_new_handle() -> None:
    sqs = Expired(5)
    held = Queue(sqs, "https://sqs.example/q")
    for page in held:
        for one in page:
            held.remove(one)
    assert sqs.deleted == [f"h{number}" for number in range(10)]
    assert sqs.asked == []


class Lambda(BaseHTTPRequestHandler):
    """Knows the recorder, and hangs up on those who invoke it."""

    function: dict[str, Any]
    invoked: list[str]

    def do_GET(self) -> None:
        body = json.dumps(self.function).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        self.invoked.append(self.path)
        self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:
        pass


def test_an_invoke_may_last_as_long_as_the_recorder_and_is_sent_once(empty: Deployed) -> None:
    failed_invoke(empty, an_event(1))
    found = empty.client("lambda").get_function_configuration(FunctionName=f"{empty.name}-recorder")
    told = {key: found[key] for key in ("FunctionArn", "Environment")}
    handler = type("Handler", (Lambda,), {"function": told, "invoked": []})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}"
        result = empty.run("redrive", "--yes", "--json", "--name", empty.name,
                           environ={"AWS_ENDPOINT_URL_LAMBDA": url})
        server.shutdown()
    assert [one["state"] for one in lines(result.stdout)] == ["failed"]
    assert len(handler.invoked) == 1
    assert INVOKING.read_timeout > 900
    assert waiting(empty) == 1


def test_an_invoke_that_is_throttled_is_sent_again(empty: Deployed) -> None:
    dead_letter(empty, json.dumps(an_event(1)))
    function = empty.client("lambda")
    function.put_function_concurrency(FunctionName=f"{empty.name}-recorder",
                                      ReservedConcurrentExecutions=0)
    Timer(1.5, lambda: function.delete_function_concurrency(
        FunctionName=f"{empty.name}-recorder")).start()
    result = empty.run("redrive", "--yes", "--json", "--name", empty.name)
    assert [one["state"] for one in lines(result.stdout)] == ["redriven"]


def test_what_a_killed_run_left_hidden_is_said(empty: Deployed) -> None:
    for seed in (1, 2):
        dead_letter(empty, json.dumps(an_event(seed)))
    empty.client("sqs").receive_message(QueueUrl=queue(empty), VisibilityTimeout=600)
    shown = empty.run("redrive", "--name", empty.name)
    assert "warning: 1 more in queue" in shown.stderr
    assert "are hidden: another redrive is running, or one was killed" in shown.stderr
    again = empty.run("redrive", "--yes", "--name", empty.name)
    assert "redriven" in again.stdout
    last = empty.run("redrive", "--yes", "--name", empty.name)
    assert last.stdout == "Nothing else waits.\n"


def test_a_run_that_is_terminated_gives_back_what_it_held(empty: Deployed) -> None:
    for seed in range(12):
        dead_letter(empty, json.dumps(an_event(seed)))
    environ = {**empty.sandbox.env(), "PATH": os.environ["PATH"]}
    running = subprocess.Popen(
        [sys.executable, "-m", "eventbridge_notifier", "redrive", "--json", "--name", empty.name],
        env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert running.stdout
    assert running.stderr
    running.stdout.readline()
    running.terminate()
    assert running.wait(30) == 130
    assert "run it again for the rest" in running.stderr.read()
    assert waiting(empty) == 12
