"""Which partition of table and indexes is asked for most: release 0.1 beside today's layout.

`python -m bench.partitions [--rate 10000] [--seconds 20] [--json]`. Events come with the keys of
real records, as often as those are there, each with an id of its own, all on one day and for one
watch, which is the worst case. Items and entries are those that the recorder makes, in write units
as DynamoDB counts them. A partition takes 1,000 write units a second (DynamoDB developer guide,
"Burst and adaptive capacity"); an index that is throttled fails the table's writes.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Iterator
from uuid import UUID

from eventbridge_notifier.record_format.reserved import SHARDS
from eventbridge_notifier.record_format.shards import index_keys
from eventbridge_notifier.record_format.summary import INDEXED
from rich.console import Console
from rich.table import Table

from bench.recorder_parts.events import Event, varied
from bench.recorder_parts.units import BEFORE, LAYOUT, UNIT, Attributes, projected, stored, units_of

BAR = 1000  # write units a second
EVERYTHING = "everything"
Partition = tuple[str, str]


def asked(events: list[Event], rate: int, seconds: int, seed: int = 1) -> dict[str, Counter[
        Partition]]:
    """Layout -> write units a second of each partition, over some seconds at `rate` events."""
    dice = random.Random(seed)
    items = [stored(event, "map", EVERYTHING) for event in events]
    found: dict[str, Counter[Partition]] = {"release 0.1": Counter(), "today": Counter()}
    for _ in range(rate * seconds):
        one = _again(dice.choice(items), str(UUID(int=dice.getrandbits(128), version=4)))
        for partition, count in before(one):
            found["release 0.1"][partition] += count
        for partition, count in today(one):
            found["today"][partition] += count
    return {name: Counter({partition: -(-count // seconds) for partition, count in each.items()})
            for name, each in found.items()}


def _again(one: Attributes, id: str) -> Attributes:
    """The same record of another event, which comes on the same day as all others."""
    time, resource = "2026-11-28T12:00:00Z", one.get("resource", {}).get("S", "")
    keys = index_keys(id, one["watch"]["S"], time[:10], resource, LAYOUT)
    return one | {"id": {"S": id}, "time": {"S": time},
                  **{name: {"S": key} for name, key in keys.items()}}


def before(one: Attributes) -> Iterator[tuple[Partition, int]]:
    yield ("table", one["id"]["S"]), units_of(one)
    yield ("by_day", one["time"]["S"][:10]), units_of(projected(one, BEFORE))
    yield ("by_watch", one["watch"]["S"]), units_of(projected(one, BEFORE))


def today(one: Attributes) -> Iterator[tuple[Partition, int]]:
    yield ("table", one["id"]["S"]), units_of(one)
    for key in SHARDS:
        if key in one:
            yield (key, one[key]["S"]), units_of(projected(one, (key, *INDEXED)))


def hottest(counted: Counter[Partition]) -> dict[str, tuple[str, int]]:
    """Table and index -> the key that is asked for most, and its write units a second."""
    best: dict[str, tuple[str, int]] = {}
    for (where, key), count in counted.most_common():
        best.setdefault(where, (key, count))
    return best


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__,
                                      formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rate", type=int, default=10_000, help="events a second")
    options.add_argument("--seconds", type=int, default=20)
    options.add_argument("--json", action="store_true")
    said = options.parse_args()
    what, events = varied()
    found = {name: hottest(each) for name, each in asked(events, said.rate, said.seconds).items()}
    if said.json:
        print(json.dumps(found, indent=2))
    else:
        _print(found, f"{said.rate:,} events a second with the keys of {len(events)} {what}; "
               f"shards {LAYOUT._asdict()}; a unit is {UNIT} bytes")
    return 0 if all(count <= BAR for _, count in found["today"].values()) else 1


def _print(found: dict[str, dict[str, tuple[str, int]]], title: str) -> None:
    table = Table("layout", "where", "its hottest key", "write units/s", "", title=title,
                  title_justify="left")
    for name, where in found.items():
        for place, (key, count) in sorted(where.items()):
            table.add_row(name, place, key[:60], f"{count:,}", "" if count <= BAR else "TOO MANY")
    Console(highlight=False, width=None if sys.stdout.isatty() else 150).print(table)


if __name__ == "__main__":
    sys.exit(main())
