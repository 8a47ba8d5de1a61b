"""How soon `records --follow` shows its first record, and one that arrives: on a pipe and on a
terminal: `python -m bench.follow`. The command's start is part of it.
"""

from __future__ import annotations

import os
import pty
import random
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime

from eventbridge_notifier.sandbox.app import Sandbox

from tests.console.conftest import Deployed
from tests.console.events import REGION, event

WATCH, RECORDS, MOST = "python38-functions", 300, 3.0
PATIENCE = 60.0


def main() -> int:
    """Exits with 1 where the first record takes more than three seconds."""
    with Sandbox(region=REGION) as sandbox:
        of = Deployed(sandbox, "followed", RECORDS)
        found = [_said("piped", _piped(of)), _said("on a terminal", _on_a_terminal(of))]
    return 0 if all(found) else 1


def _said(where: str, seconds: tuple[float, float]) -> bool:
    first, arrived = seconds
    print(f"{where}: the first record after {first:.1f} s (at most {MOST:g}), one that arrived "
          f"{arrived:.1f} s after it was written")
    return first <= MOST


def _piped(of: Deployed) -> tuple[float, float]:
    read, write = os.pipe()
    return _timed(of, read, write)


def _on_a_terminal(of: Deployed) -> tuple[float, float]:
    read, write = pty.openpty()
    return _timed(of, read, write)


def _timed(of: Deployed, read: int, write: int) -> tuple[float, float]:
    """Seconds from the command's start to its first record, and from a write to its line."""
    start = time.monotonic()
    command = [sys.executable, "-m", "eventbridge_notifier", "records", "--follow",
               "--name", of.name, "--since", "1h"]
    with subprocess.Popen(command, stdout=write, env={**os.environ, **of.sandbox.env()}) as running:
        os.close(write)
        try:
            text = _until(read, lambda text: text.count("\n") > 1)
            first = time.monotonic() - start
            one = event(WATCH, datetime.now(UTC), random.Random(time.time()))
            written = time.monotonic()
            of.store([(WATCH, one)])
            _until(read, lambda more: str(one["detail"]["eventID"])[:8] in more, text)
            return first, time.monotonic() - written
        finally:
            running.terminate()
            os.close(read)


def _until(read: int, is_there: Callable[[str], bool], text: str = "") -> str:
    """What came, up to what is waited for."""
    last = time.monotonic() + PATIENCE
    while not is_there(text):
        if time.monotonic() > last:
            raise TimeoutError(text)
        more = os.read(read, 65_536)
        if not more:
            raise EOFError(text)
        text += more.decode(errors="replace")
    return text


if __name__ == "__main__":
    sys.exit(main())
