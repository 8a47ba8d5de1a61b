"""Watches in both layouts, and what the recorder makes of an event in each."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from eventbridge_notifier import patterns
from eventbridge_notifier.compiler import packing, resource_rows
from eventbridge_notifier.compiler.packing import Layout
from eventbridge_notifier.compiler.rule import Rule
from eventbridge_notifier.deploy import packed
from eventbridge_notifier.diagnostics.finding import SourceFile
from eventbridge_notifier.spec.model import Watch
from recorder.item import Storage, item
from recorder.messages import Message
from recorder.pack import Pack
from recorder.record import record

NOW = datetime(2026, 11, 28, tzinfo=UTC)


def rule(name: str, pattern: dict[str, Any], state: str = "ENABLED", bus: str = "default") -> Rule:
    """A rule with `pattern` as it is."""
    watch = Watch(name, SourceFile("watches.yaml", {}), pattern=pattern, bus=bus)
    return Rule(watch, (), pattern, patterns.compile(pattern), state)


class Both:
    """The same watches in rules of their own and in packed rules."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = tuple(rules)
        self._rows = {one.name: resource_rows.rows(one) for one in self.rules}
        self.layout: Layout = packing.of(self.rules, packing.PACKED)
        self.file = packed.packed(self.layout.packs, "")
        parts = json.loads(self.file.text.partition("\n")[0])["parts"] if self.file.text else {}
        body = self.file.text.partition("\n")[2].encode()
        self.packs = [(pack, patterns.compile(pack.pattern),
                       Pack(body[start:start + length]))
                      for pack in self.layout.packs
                      for _, start, length in [parts[pack.name]]]

    def by_separate(self, event: dict[str, Any]) -> list[str]:
        """The items that separate rules make of an event, in DynamoDB's JSON."""
        return sorted(self._of(self.rules, event))

    def by_packed(self, event: dict[str, Any]) -> list[str]:
        """Those that packed rules make, and the rules that are left."""
        return sorted([*self._of(self.layout.separate, event),
                       *map(_item, self.messages(event))])

    def messages(self, event: dict[str, Any]) -> list[Message]:
        """What the recorder makes of it by packed rules."""
        return [message for _, lets_through, pack in self.packs
                if lets_through.matches(event) for message in pack.messages(event)]

    def delivered(self, event: dict[str, Any]) -> int:
        """How often the recorder gets the event from packed rules."""
        return sum(lets_through.matches(event) for _, lets_through, _ in self.packs)

    def _of(self, rules: Iterable[Rule], event: dict[str, Any]) -> list[str]:
        return [_item(_message(one, self._rows[one.name], event)) for one in rules
                if one.compiled.matches(event)]


def _message(one: Rule, rows: resource_rows.Rows, event: dict[str, Any]) -> Message:
    return Message(one.name, one.severity, one.record, event, rows)


def _item(message: Message) -> str:
    return item(record(message, NOW), Storage(spill_bucket="b")).text
