"""`make demo-console`: the demo, with the page open on what it recorded until Ctrl-C."""

from __future__ import annotations

import sys
import threading

from eventbridge_notifier.console.web.server import serve
from eventbridge_notifier.sandbox.app import Sandbox

from tools import demo


def show(sandbox: Sandbox) -> None:
    """Serves the page until somebody interrupts."""
    with serve(sandbox.client) as url:
        print(f"The page is at {url}. Ctrl-C tears everything down.", flush=True)
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            print()


if __name__ == "__main__":
    sys.exit(demo.main(show))
