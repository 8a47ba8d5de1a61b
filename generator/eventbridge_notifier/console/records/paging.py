"""Going on with a reading where an earlier one was left. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from eventbridge_notifier.console.records.filters import Record


class After(NamedTuple):
    """The last record that was seen of a reading that is to go on."""

    time: str
    id: str
    watch: str


def resumed(records: Iterator[Record], after: After) -> Iterator[Record]:
    """What comes behind `after` in `records`, which begin at its time.

    Records of its very moment may come before or behind it. Where it is not there any more, all of
    that moment are given once more.
    """
    tied: list[Record] = []
    behind: list[Record] = []
    for record in records:
        if record["time"] != after.time:
            behind = [record]
            break
        tied.append(record)
    places = [place for place, one in enumerate(tied)
              if (one["id"], one["watch"]) == (after.id, after.watch)]
    yield from tied[places[0] + 1:] if places else tied
    yield from chain(behind, records)
