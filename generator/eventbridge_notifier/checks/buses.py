"""Do the events that a rule asks for arrive on its bus? Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from eventbridge_notifier import aws
from eventbridge_notifier.checks.contradictions import admits
from eventbridge_notifier.compiler.alternatives import Alternative
from eventbridge_notifier.compiler.rule import Rule
from eventbridge_notifier.compiler.subject import SOURCE
from eventbridge_notifier.deploy.placement import DEFAULT_BUS
from eventbridge_notifier.diagnostics.finding import Finding


def check(rule: Rule, alternative: Alternative) -> Iterator[Finding]:
    """Findings for a partner's events: they arrive on the bus of their source's name, and nothing
    else does (EventBridge user guide, "events from SaaS partners")."""
    asked = alternative.get(SOURCE)
    if asked is None or rule.operations:
        return
    partners = [name for one in asked.conditions if (name := _partner(one))]
    if rule.bus.startswith(aws.PARTNERS):
        if not admits(asked, {"value": rule.bus}):
            yield rule.finding(asked.place, "bus", f"on {rule.bus} every event has that name as "
                               "its source", suggestion=rule.bus)
    elif len(partners) == len(asked.conditions):
        said = ("watches", rule.name, "bus") in rule.watch.place.positions
        exact = [one for one in asked.exact() if one != aws.PARTNERS]
        yield rule.finding(
            asked.place, "bus", f"a partner's events arrive on the bus that is called like their "
            f"source, and on {rule.bus} only where a rule forwards them: say `bus`"
            + ("" if said else f", be it `bus: {DEFAULT_BUS}`"),
            level="warning" if said else "error", suggestion=next(iter(exact), ""))


def _partner(condition: Any) -> str:
    """What a condition says of partners' sources; "" where it may hold for others."""
    text = condition.get("prefix") if isinstance(condition, Mapping) else condition
    return text if isinstance(text, str) and text.startswith(aws.PARTNERS) else ""
