"""The watches that share a packed rule, ready to be held against events."""

from __future__ import annotations

import json
from typing import Any

from eventbridge_notifier.patterns import syntax
from eventbridge_notifier.patterns.matcher import Matcher, members
from eventbridge_notifier.patterns.reader import Document

from recorder.messages import Message


class Pack:
    """Made of lines of JSON, a watch each: `name`, `pattern`, and what its records hold."""

    def __init__(self, text: bytes) -> None:
        self._watches: list[dict[str, Any]] = []
        owners: list[int] = []
        every: list[syntax.Alternative] = []
        for number, line in enumerate(text.splitlines()):
            watch = json.loads(line)
            alternatives = syntax.alternatives(Document(watch.pop("pattern"), ""))
            self._watches.append(watch)
            every += alternatives
            owners += [number] * len(alternatives)
        self._owners = owners
        self._matcher = Matcher(every)

    def messages(self, event: dict[str, Any]) -> list[Message]:
        """A message for each watch that the event matches, in the file's order."""
        found = {self._owners[one] for one in members(self._matcher.matching(event))}
        return [self._message(self._watches[number], event) for number in sorted(found)]

    def _message(self, watch: dict[str, Any], event: dict[str, Any]) -> Message:
        return Message(watch["name"], watch.get("severity"), watch.get("record", {}), event,
                       watch.get("resources", {}))
