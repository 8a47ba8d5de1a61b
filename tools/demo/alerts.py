"""`make demo-alerts`: the demo with a message at the end, and how long after the call it came.

`SLACK=https://hooks.slack.com/services/…` sends the message to a channel of yours. Otherwise it
goes to a small server on this machine, which shows what Slack would have been given.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from eventbridge_notifier.sandbox.app import Sandbox
from eventbridge_notifier.sandbox.terraform.runner import Terraform, TerraformError
from rich.console import Console
from rich.panel import Panel

from tools.demo import chain

VARIABLE = 'variable "slack" {\n  type      = string\n  sensitive = true\n}\n'
PATIENCE, MOST = 60.0, 2.0
"""Seconds until a message must have come, and that it may take longer than the record."""


class Receiver:
    """A webhook on this machine. `got` has (when, body) of each message."""

    def __init__(self) -> None:
        self.got: list[tuple[float, dict[str, Any]]] = []
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                receiver.got.append((time.monotonic(), json.loads(body)))
                self.send_response(200)
                self.end_headers()

            def log_message(self, *args: Any) -> None:
                """Nothing: what came is shown at the end."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/slack"

    @contextmanager
    def listening(self) -> Iterator[Receiver]:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        try:
            yield self
        finally:
            self._server.shutdown()


def notifying(folder: Path) -> None:
    """The example with `notify`, a channel for it, and the channel's address as a variable."""
    spec, main = folder / "watches.yaml", folder / "main.tf"
    spec.write_text(spec.read_text("utf-8").replace(
        "    severity: medium\n", "    severity: medium\n    notify: [ops]\n"), "utf-8")
    main.write_text(main.read_text("utf-8").replace(
        "  watches         = local.watches\n", "  watches         = local.watches\n"
        '  webhooks        = { ops = { kind = "slack", url = var.slack } }\n'), "utf-8")
    (folder / "slack.tf").write_text(VARIABLE, "utf-8")


def waits(sandbox: Sandbox, table: str, receiver: Receiver) -> tuple[float, float | None]:
    """Seconds from a call to its record, and to its message; None where none comes here."""
    seen, before = len(chain.recorded(sandbox, table)), len(receiver.got)
    start = time.monotonic()
    sandbox.client("lambda").create_function(
        FunctionName="one-more", Runtime="python3.8", Handler="report.handle",
        Role=sandbox.client("iam").get_role(RoleName="reports")["Role"]["Arn"],
        Code={"ZipFile": chain.a_zip()})
    _until(lambda: len(chain.recorded(sandbox, table)) > seen)
    recorded = time.monotonic() - start
    if os.environ.get("SLACK"):
        return recorded, None
    _until(lambda: len(receiver.got) > before)
    return recorded, receiver.got[-1][0] - start


def _until(is_so: Any) -> None:
    last = time.monotonic() + PATIENCE
    while not is_so():
        if time.monotonic() > last:
            raise TerraformError(f"nothing came within {PATIENCE:.0f} seconds")
        time.sleep(0.02)


def show(body: Mapping[str, Any]) -> None:
    """A message as Slack shows it: its blocks' texts, one below the other."""
    lines: list[str] = []
    for block in body.get("blocks", ()):
        texts = [block.get("text", {}), *block.get("fields", ()), *block.get("elements", ())]
        lines += [str(one["text"]) for one in texts if isinstance(one.get("text"), str)]
    Console(highlight=False, markup=False).print(
        Panel("\n".join(lines or [str(body.get("text", body))]), title="the message in #ops"))


def main() -> int:
    """Exits with 1 where a message takes more than two seconds longer than its record."""
    times: list[tuple[float, float | None]] = []
    with Receiver().listening() as receiver, chain.workspace() as folder:
        notifying(folder)

        def look(sandbox: Sandbox, terraform: Terraform) -> None:
            times.append(waits(sandbox, terraform.output("table_name"), receiver))
            for _, body in receiver.got[:1]:
                show(body)

        variables = {**chain.TEMPORARY, "slack": os.environ.get("SLACK") or receiver.url}
        try:
            if chain.run(folder, look, variables):
                return 1
        except TerraformError as error:
            print(f"demo: {error}", file=sys.stderr)
            return 2
    return said(*times[0])


def said(recorded: float, told: float | None) -> int:
    if told is None:
        print(f"demo: a call was a record after {recorded:.1f} s; look at your channel")
        return 0
    print(f"demo: a call was a record after {recorded:.1f} s and a message after {told:.1f} s, "
          f"{told - recorded:.1f} s later (at most {MOST:g}); in AWS, CloudTrail takes some "
          "minutes before that")
    return 0 if told - recorded <= MOST else 1


if __name__ == "__main__":
    sys.exit(main())
