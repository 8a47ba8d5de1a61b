"""Records as a table of text. Pure.

Events hold what attackers typed: nothing that steers a terminal leaves here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from eventbridge_notifier.alerts.words import short_resource
from eventbridge_notifier.cli.plain import plain
from eventbridge_notifier.console.records.filters import Record, as_text
from eventbridge_notifier.console.views.timeline import name_of

GAP = "  "
COLUMNS = ("time", "watch", "event", "outcome", "resource", "actor", "region", "account", "id")
OPTIONAL = ("outcome", "resource")  # left out where no record has one
SUCCEEDED = "succeeded"
MEASURED = 100  # records that decide on the widths
# Widths of a list whose records are not known yet.
USUAL = {"time": 19, "watch": 22, "event": 24, "outcome": 12, "resource": 36, "actor": 24,
         "region": 12, "account": 12, "id": 36}

Sizes = dict[str, int]
# What is done in turn until a table is narrow enough: columns shrink to this where they must, are
# cut to this, or are left out. An id of 8 characters is enough for `records show`.
SHRINK, CUT, DROP = "shrink", "cut", "drop"
STEPS: tuple[tuple[str, Sizes], ...] = (
    (SHRINK, {"actor": 24, "resource": 36, "event": 24, "watch": 18}),
    (DROP, {"account": 0, "region": 0}),
    (CUT, {"id": 8}),
    (CUT, {"time": 14}),
    (SHRINK, {"watch": 12, "resource": 20, "actor": 14, "event": 16, "outcome": 12}),
    (DROP, {"watch": 0}),
    (CUT, {"time": 11}),
    (SHRINK, {"resource": 12, "outcome": 8, "actor": 10, "event": 11}),
)


def table(records: Iterable[Record], more: Sequence[str] = (), width: int | None = None,
          live: bool = False) -> Iterator[str]:
    """A head, and a line for each record; `width` is the terminal's, `more` further fields.

    The first records decide on the widths; where they are `live`, nothing waits for others.
    """
    rest = iter(records)
    first = [cells(record, more) for record in islice(rest, 1 if live else MEASURED)]
    if not first:
        return
    columns = [name for name in (*COLUMNS[:-1], *more, "id")
               if live or name not in OPTIONAL or any(row[name] for row in first)]
    sizes = {name: max(len(name), USUAL.get(name, 12) if live else 0,
                       *(len(row[name]) for row in first)) for name in columns}
    sizes = fitted(sizes, width) if width else sizes
    yield _line({name: name for name in sizes}, sizes)
    for row in chain(first, (cells(record, more) for record in rest)):
        yield _line(row, sizes)


def cells(record: Record, more: Sequence[str] = ()) -> dict[str, str]:
    """The texts of a record's row."""
    outcome = str(record.get("outcome", ""))
    texts = {
        "time": str(record["time"])[:19].replace("T", " "), "watch": record["watch"],
        "event": name_of(record), "outcome": "ok" if outcome == SUCCEEDED else outcome,
        "resource": short_resource(str(record.get("resource", ""))),
        "actor": short(record.get("actor", "")), "region": record.get("region", ""),
        "account": record.get("account", ""), "id": record["id"],
        **{name: as_text(record.get(name, "")) for name in more}}
    return {name: plain(text) for name, text in texts.items()}


def fitted(sizes: Sizes, width: int) -> Sizes:
    """Sizes that fit, as far as columns may shrink or go."""
    for kind, limits in STEPS:
        if _total(sizes) <= width:
            break
        if kind == DROP:
            sizes = {name: size for name, size in sizes.items() if name not in limits}
        elif kind == CUT:
            sizes = {name: min(size, limits.get(name, size)) for name, size in sizes.items()}
        else:
            sizes = _shrunk(sizes, width, limits)
    return _shrunk(sizes, width, {name: 8 for name in sizes if name not in COLUMNS})


def _shrunk(sizes: Sizes, width: int, least: Sizes) -> Sizes:
    sizes = dict(sizes)
    for name, smallest in least.items():
        if name in sizes:
            over = max(_total(sizes) - width, 0)
            sizes[name] = max(min(smallest, sizes[name]), sizes[name] - over)
    return sizes


def _total(sizes: Sizes) -> int:
    return sum(sizes.values()) + len(GAP) * (len(sizes) - 1)


def _line(row: dict[str, str], sizes: Sizes) -> str:
    return GAP.join(_cut(name, row[name], size).ljust(size)
                    for name, size in sizes.items()).rstrip()


def _cut(name: str, text: str, size: int) -> str:
    if len(text) <= size:
        return text
    if name == "time":  # without the year, then without the seconds
        return text[5:][:size]
    return text[:size] if name == "id" else text[:size - 1] + "…"


def short(actor: str) -> str:
    """`user/alice` of an IAM or STS ARN; anything else as it is."""
    parts = actor.split(":", 5)
    known = len(parts) == 6 and parts[0] == "arn" and parts[2] in ("iam", "sts")
    return parts[5] if known else actor
