"""Sources all of whose reads are sent home, since listing the watched ones takes too many rules.

Reads are many, so a forwarder lists those that are watched, name by name. Where that takes more
rules than a region should have, sources of which most reads are watched anyway stand without names:
as few of them as are needed, and first those with the least beside what is watched. Pure.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping
from typing import Any

from eventbridge_notifier import aws, patterns
from eventbridge_notifier.deploy.demand import Names

MOST_RULES = 6
"""Rules of a region, as long as sources can be found whose reads need no list."""

LEAST_SHARE = 0.5
"""Of a source's reads that must be watched before all of them are sent."""

Wanted = Mapping[str, Names]
Patterns = list[dict[str, Any]]


def fitting(wanted: Wanted, made: Callable[[Wanted], Patterns], most: int) -> Patterns:
    """The patterns that `made` makes of `wanted`, with as few sources without names as bring them
    down to `most`; to the fewest possible where that is out of reach."""
    listed = made(wanted)
    if len(listed) <= most:
        return listed
    sources = _mostly_watched(wanted)

    def without_names(count: int) -> Patterns:
        return made({**wanted, **dict.fromkeys(sources[:count])})

    enough = max(most, len(without_names(len(sources))))
    return without_names(bisect_left(range(len(sources) + 1), True,
                                     key=lambda count: len(without_names(count)) <= enough))


def _mostly_watched(wanted: Wanted) -> list[str]:
    """Sources that may stand without names, those with the greatest share of watched reads first,
    of equals those with the most."""
    shares = {source: _share(source, names) for source, names in wanted.items()
              if names is not None}
    return sorted((source for source, (share, _) in shares.items() if share >= LEAST_SHARE),
                  key=lambda source: (*(-one for one in shares[source]), source))


def _share(source: str, names: Mapping[str, Any]) -> tuple[float, int]:
    """Which part of a source's reads `names` asks for, and how many that are; nothing where AWS's
    API models do not have the source."""
    reads = aws.reads_of(aws.event_source(source))
    exact = frozenset(one for one in names.values() if isinstance(one, str))
    others = [one for one in names.values() if not isinstance(one, str)]
    asked = patterns.compile({"": others}) if others else None
    watched = sum(bool(read & exact) or (asked is not None and any(
        asked.matches({"": name}) for name in read)) for read in reads)
    return (watched / len(reads), watched) if reads else (0.0, 0)
