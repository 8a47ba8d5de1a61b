"""How long a person's tasks take on the page, in Chromium, against the sandbox.

`python -m bench.records.page_tasks [--records 500]`. The tasks are those of the test
(tests/console/page/tasks.py). The sandbox answers a query in a few hundred milliseconds, DynamoDB
in some ten: the figures are upper bounds.
"""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from eventbridge_notifier.console.web.server import serve
from eventbridge_notifier.sandbox.app import Sandbox
from rich.console import Console
from rich.table import Table

from tests.console import deployed
from tests.console.browser import chromium, context
from tests.console.events import REGION, events
from tests.console.page.tasks import OPTIONS, TASKS, Hand, records, timed


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--records", type=int, default=500)
    count = asked.parse_args().records
    shown = Table("task", "actions", "seconds", title=f"{count:,} records", title_justify="left")
    with Sandbox(region=REGION) as sandbox:
        client = lru_cache(maxsize=None)(sandbox.client)
        deployed.deploy(client)
        now = datetime.now(UTC)
        deployed.store(client, events(count, now, timedelta(hours=40)), event_format="compressed")
        deployed.store(client, records(now), event_format="compressed")
        with serve(client) as address, chromium() as browser:
            for task in TASKS:
                with context(browser, **OPTIONS) as tab:
                    hand = Hand(tab, address)
                    seconds = timed(task, hand)
                    shown.add_row(task.name, str(hand.actions), f"{seconds:.1f}")
    Console(highlight=False).print(shown)
    return 0


if __name__ == "__main__":
    sys.exit(main())
