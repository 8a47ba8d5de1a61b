"""What the events of a rule act on, as rows for the recorder. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from eventbridge_notifier import aws
from eventbridge_notifier.aws import resources
from eventbridge_notifier.compiler.rule import Rule

ROOM = 5000
"""Characters of JSON. A target's input template has 8,192 for these and the watch's fields; without
its row an event is recorded with what AWS itself says of its resources."""

Rows = dict[str, dict[str, resources.Row]]


def rows(rule: Rule) -> Rows:
    """Source to event name, or detail-type, to row; as many as there is room for.

    Calls that change something come first, then those that name no more than a service.
    """
    found: Rows = {}
    left = ROOM
    for source, name, row in sorted(_all(rule), key=lambda one: one[2][0] == "read"):
        needed = len(json.dumps([source, name, row], separators=(",", ":")))
        if needed <= left and name not in found.get(source, {}):
            found.setdefault(source, {})[name] = row
            left -= needed
    return found


def _all(rule: Rule) -> Iterator[tuple[str, str, resources.Row]]:
    calls = dict.fromkeys((*rule.operations,
                           *(call for one in rule.subjects for call in one.calls)))
    yield from _of_calls(calls)
    for one in rule.subjects:
        for native in one.natives:
            if row := resources.native_row(native.source, native.detail_type):
                yield native.source, native.detail_type, row
    if not calls:
        called = [one for one in rule.subjects if one.via_cloudtrail or not one.detail_types]
        for source in dict.fromkeys(name for one in called for name in one.sources):
            yield from resources.rows_of_service(source)


def _of_calls(calls: Iterable[aws.Operation]) -> Iterator[tuple[str, str, resources.Row]]:
    for call in calls:
        for source, names in resources.rows_of(call).items():
            for name, row in names.items():
                yield source, name, row
