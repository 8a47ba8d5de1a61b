"""Records as text: a table, lines of JSON, CSV. Pure.

Events hold what attackers typed: nothing that steers a terminal or a spreadsheet leaves here.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from eventbridge_notifier.cli.plain import plain
from eventbridge_notifier.console.records.filters import Record, as_text
from eventbridge_notifier.console.records.summary import name_of
from eventbridge_notifier.record_format.summary import INDEXED, KEYS

GAP = "  "
COLUMNS = ("time", "watch", "event", "actor", "region", "account", "id")
# How far these may shrink, in this order; what a narrower terminal leaves out; then how far again.
COMFORT = {"actor": 24, "event": 24, "watch": 18}
DROPPED = ("account", "region")
LEAST = {"actor": 14, "event": 14, "watch": 10}
MEASURED = 100  # records that decide on the widths
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def table(records: Iterable[Record], more: Sequence[str] = (), width: int | None = None
          ) -> Iterator[str]:
    """A head, and a line for each record; `width` is the terminal's, `more` further fields."""
    rest = iter(records)
    first = [cells(record, more) for record in islice(rest, MEASURED)]
    if not first:
        return
    columns = [*COLUMNS[:-1], *more, "id"]
    sizes = {name: max(len(name), *(len(row[name]) for row in first)) for name in columns}
    sizes = fitted(sizes, width) if width else sizes
    yield _line({name: name for name in sizes}, sizes)
    for row in chain(first, (cells(record, more) for record in rest)):
        yield _line(row, sizes)


def cells(record: Record, more: Sequence[str] = ()) -> dict[str, str]:
    """What a table says of a record."""
    held = {
        "time": str(record["time"])[:19].replace("T", " "), "watch": record["watch"],
        "event": name_of(record), "actor": short(record.get("actor", "")),
        "region": record.get("region", ""), "account": record.get("account", ""),
        "id": record["id"], **{name: as_text(record.get(name, "")) for name in more}}
    return {name: plain(value) for name, value in held.items()}


def fitted(sizes: dict[str, int], width: int) -> dict[str, int]:
    """Sizes that fit, as far as columns may shrink or go; the id stays whole."""
    for number in range(len(DROPPED) + 1):
        kept = {name: size for name, size in sizes.items() if name not in DROPPED[:number]}
        shrunk = _shrunk(kept, width, COMFORT)
        if _total(shrunk) <= width:
            return shrunk
    return _shrunk(shrunk, width, LEAST)


def _shrunk(sizes: dict[str, int], width: int, least: dict[str, int]) -> dict[str, int]:
    sizes = dict(sizes)
    for name, smallest in least.items():
        over = max(_total(sizes) - width, 0)
        sizes[name] = max(min(smallest, sizes[name]), sizes[name] - over)
    return sizes


def _total(sizes: dict[str, int]) -> int:
    return sum(sizes.values()) + len(GAP) * (len(sizes) - 1)


def _line(row: dict[str, str], sizes: dict[str, int]) -> str:
    return GAP.join(_cut(row[name], size).ljust(size) for name, size in sizes.items()).rstrip()


def _cut(text: str, size: int) -> str:
    return text if len(text) <= size else text[:size - 1] + "…"


def short(actor: str) -> str:
    """`user/alice` of an IAM or STS ARN; anything else as it is."""
    parts = actor.split(":", 5)
    known = len(parts) == 6 and parts[0] == "arn" and parts[2] in ("iam", "sts")
    return parts[5] if known else actor


def json_lines(records: Iterable[Record]) -> Iterator[str]:
    """In ASCII, which steers no terminal."""
    return (json.dumps(record) for record in records)


def csv_lines(records: Iterable[Record], more: Sequence[str] = ()) -> Iterator[str]:
    """What a spreadsheet would take for a formula begins with an apostrophe."""
    names = [*KEYS, *INDEXED, *more]
    yield _csv(names)
    for record in records:
        yield _csv([_harmless(as_text(record.get(name, ""))) for name in names])


def _csv(values: Sequence[str]) -> str:
    held = io.StringIO()
    csv.writer(held).writerow(values)
    return held.getvalue().removesuffix("\r\n")


def _harmless(value: str) -> str:
    return f"'{value}" if value.startswith(FORMULA) else value
