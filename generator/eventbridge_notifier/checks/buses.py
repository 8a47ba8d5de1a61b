"""Whether the events that a rule asks for arrive on its bus. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from eventbridge_notifier import aws
from eventbridge_notifier.compiler.alternatives import Alternative
from eventbridge_notifier.compiler.rule import Rule
from eventbridge_notifier.compiler.subject import SOURCE, Subject
from eventbridge_notifier.deploy.placement import DEFAULT_BUS
from eventbridge_notifier.diagnostics.finding import Finding
from eventbridge_notifier.spec.model import Watch


def of_calls(watch: Watch, _: tuple[aws.Operation, ...]) -> Iterator[Finding]:
    """`bus` beside `on: service:Operation`: AWS puts its events on the default bus."""
    if watch.bus == DEFAULT_BUS or not watch.operations:
        return
    if watch.bus.startswith(aws.PARTNERS):
        yield watch.finding(("bus",), "bus", "AWS puts its own events on the default bus; on "
                            f"{watch.bus} they never arrive", suggestion=DEFAULT_BUS)
    else:
        yield watch.finding(("bus",), "unverified-bus", "AWS puts its own events on the default "
                            f"bus; on {watch.bus} they arrive only where a rule forwards them",
                            suggestion=DEFAULT_BUS)


def of_partners(rule: Rule, alternative: Alternative, _: Subject) -> Iterator[Finding]:
    """A partner's events arrive on the bus of their source's name, and nothing else does
    (EventBridge user guide, "events from SaaS partners")."""
    constraint = alternative.get(SOURCE)
    if constraint is None or rule.operations:
        return
    partners = [name for one in constraint.conditions if (name := _partner(one))]
    if rule.bus.startswith(aws.PARTNERS):
        if not constraint.admits({"value": rule.bus}):
            yield rule.finding(constraint.place, "bus", f"every event on {rule.bus} has that name "
                               "as its source", suggestion=rule.bus)
    elif len(partners) == len(constraint.conditions):
        given = ("watches", rule.name, "bus") in rule.watch.file.positions
        exact = [one for one in constraint.exact() if one != aws.PARTNERS]
        yield rule.finding(
            constraint.place, "unverified-bus" if given else "bus", "a partner's events arrive on "
            f"the bus that has the name of their source, and on {rule.bus} only where a rule "
            "forwards them" + ("" if given else f": give `bus`, be it `bus: {DEFAULT_BUS}`"),
            suggestion=next(iter(exact), ""))


def _partner(condition: Any) -> str:
    """The beginning of partners' sources that a condition asks for; "" where others meet it too."""
    text = condition.get("prefix") if isinstance(condition, Mapping) else condition
    return text if isinstance(text, str) and text.startswith(aws.PARTNERS) else ""
