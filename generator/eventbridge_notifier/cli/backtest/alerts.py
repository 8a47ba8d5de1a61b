"""What `backtest --alerts` and `--suggest` print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from eventbridge_notifier.alerts.arrival import Arrival
from eventbridge_notifier.alerts.decide import Config
from eventbridge_notifier.cli.errors import refuse
from eventbridge_notifier.cli.plain import plain
from eventbridge_notifier.compiler.rule import Compiled
from eventbridge_notifier.events.telling import Suggestion, Told, policies, suggest, told

LOUDEST = 10


def shown(compiled: Compiled, arrivals: Sequence[Arrival], alerts: bool,
          suggestions: bool) -> tuple[str, dict[str, Any]]:
    """As text, and as a script wants it. Ends the command where nobody is told."""
    texts: list[str] = []
    data: dict[str, Any] = {}
    if alerts:
        found = policies(compiled.rules)
        if not found:
            refuse("no watch has `notify`: nobody is told")
        result = told([one for one in arrivals if one.watch in found], Config(found))
        texts.append(_told(result))
        data |= {"records": result.records, "messages": result.messages,
                 "channels": result.channels, "groups": [asdict(one) for one in result.groups]}
    if suggestions:
        ideas = suggest(arrivals)
        texts.append(_suggested(ideas))
        data["suggestions"] = [asdict(one) for one in ideas]
    return "\n\n".join(texts), data


def _told(result: Told) -> str:
    head = f"{result.records:,} records, {result.messages:,} messages"
    if not result.groups:
        return head
    rows = [[one.watch, plain(", ".join(filter(None, one.values))), f"{one.messages:,}",
             f"{one.records:,}"] for one in result.groups[:LOUDEST]]
    from eventbridge_notifier.cli.tables import table
    return f"{head}\n\n" + table(["the loudest", "group", "messages", "records"], rows,
                                 right=(2, 3))


def _suggested(ideas: Sequence[Suggestion]) -> str:
    if not ideas:
        return "Nothing to suggest: no watch has ten records with a field to group them by."
    rows = [[one.watch, f"{'first_by' if one.first_by else 'group_by'}: [{one.path}]",
             f"{one.values:,}", f"{one.records:,}"] for one in ideas]
    from eventbridge_notifier.cli.tables import table
    return table(["watch", "suggested", "values", "records"], rows, right=(2, 3))
