"""Records completed with what the indexes do not hold, and held against all filters."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from eventbridge_notifier.console.records.filters import Filters, Record
from eventbridge_notifier.console.records.items import VERSION, Item, Items, recorded_fields
from eventbridge_notifier.record_format.reserved import RESOURCE
from eventbridge_notifier.record_format.values import decode


class Completion:
    """`event` reads the event of an item, `details` what an event says of its resources."""

    def __init__(self, items: Items, event: Callable[[Item], Any],
                 details: Callable[[Any], Mapping[str, Any]]) -> None:
        self._items, self._event, self._details = items, event, details

    def accepted(self, records: Sequence[Record], filters: Filters) -> list[Record]:
        """Those that pass all filters. Reads items only where the indexes do not say enough."""
        if filters.words or filters.asks_for_event:
            records = self._whole_where(records, lambda record: _says_too_little(record, filters))
        if filters.fields:
            records = self._items.with_fields(records, [name for name, _ in filters.fields])
        return [record for record in records if filters.accept(record)]

    def detailed(self, records: Sequence[Record]) -> list[Record]:
        """The records, those of the old shape with what they lack."""
        return self._whole_where(records, lambda record: VERSION not in record)

    def whole(self, records: Sequence[Record]) -> list[Record]:
        """The records with all fields that their watches record, and what old ones lack."""
        return self._whole_where(records, lambda record: True)

    def _whole_where(self, records: Sequence[Record], wanted: Callable[[Record], bool]
                     ) -> list[Record]:
        items = self._items.without_events(record for record in records if wanted(record))
        return [self._whole(record, items.get((record["id"], record["watch"])))
                for record in records]

    def _whole(self, record: Record, item: Item | None) -> Record:
        if item is None:
            return record
        known = {name: decode(item[name]) for name in RESOURCE if name in item}
        if VERSION not in item:
            known = dict(self._details(self._event(item)))
        return record | known | recorded_fields(item)


def _says_too_little(record: Record, filters: Filters) -> bool:
    return (filters.asks_for_event and VERSION not in record) or not filters.accept_words(record)
