"""Shows that work goes on: a spinner on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

EVERY = 5.0  # seconds between two lines where there is no terminal


@contextmanager
def progress(what: str, unit: str = "watches") -> Any:
    """A function to call for each thing done; says on a terminal how many there were so far."""
    if not sys.stderr.isatty():
        yield lambda count=1: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
    columns = (SpinnerColumn(), TextColumn("{task.description}"),
               TextColumn("{task.completed:,.0f} " + unit), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda count=1: bar.advance(task, count)


@contextmanager
def step(words: str, count: Callable[[], str] = lambda: "") -> Iterator[None]:
    """Shows `words`, the seconds that passed and what `count` says, until the block ends."""
    from rich.console import Console
    console = Console(highlight=False)
    start, done = time.monotonic(), threading.Event()

    def said() -> str:
        return f"{words} … {time.monotonic() - start:.0f} s{count()}"

    def tell() -> None:
        while not done.wait(EVERY):
            print(said(), flush=True)

    def spin() -> None:
        with console.status(said()) as status:
            while not done.wait(0.2):
                status.update(said())

    shown = threading.Thread(target=spin if sys.stdout.isatty() else tell, daemon=True)
    shown.start()
    try:
        yield
    finally:
        done.set()
        shown.join()
        print(said().replace(" … ", ": ", 1), flush=True)
