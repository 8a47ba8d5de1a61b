"""Tables for a terminal, and the same without colour or width limits when piped."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence

PIPED_WIDTH = 10_000
NARROWEST = 80
"""Columns; a narrower terminal's own line breaks are easier to read than words cut to pieces."""


def table(head: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int] = ()) -> str:
    """`rows` below `head`; the columns numbered in `right` hold numbers."""
    from rich import box  # here: --help starts without it
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table
    shown = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for index, name in enumerate(head):
        shown.add_column(name, justify="right" if index in right else "left", overflow="fold")
    for row in rows:
        shown.add_row(*(escape(cell) for cell in row))
    on_terminal = sys.stdout.isatty()
    console = Console(file=io.StringIO(), force_terminal=on_terminal,
                      width=None if on_terminal else PIPED_WIDTH)
    console.width = max(console.width, NARROWEST)
    console.print(shown)
    written = console.file.getvalue()  # type: ignore[attr-defined]
    return "\n".join(line.rstrip() for line in written.splitlines())
