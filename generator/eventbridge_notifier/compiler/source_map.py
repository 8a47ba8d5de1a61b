"""Where in the spec a part of a pattern was said. Pure."""

from __future__ import annotations

from eventbridge_notifier.diagnostics.finding import KeyPath
from eventbridge_notifier.spec.model import Watch


def path(watch: Watch, place: KeyPath) -> KeyPath:
    """The keys below `watch` that say what stands at `place` of its pattern."""
    if watch.pattern is not None:
        return ("pattern", *place)
    if place[:1] == ("detail",):
        for length in range(len(place), 1, -1):
            key = ".".join(map(str, place[1:length]))
            if key in watch.where:
                return ("where", key, *place[length:])
        if watch.exclude and place[1:2] in (("userIdentity",), ("userAgent",)):
            return ("exclude",)
    if watch.source is not None and place[:1] in (("source",), ("detail-type",)):
        return ("on", *place)
    return ("on",)
