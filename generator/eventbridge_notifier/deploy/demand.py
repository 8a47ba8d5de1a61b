"""What coarse forwarders are asked to send, source by source. Pure: rules in, sets out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from eventbridge_notifier import aws, patterns
from eventbridge_notifier.compiler import subject
from eventbridge_notifier.compiler.alternatives import Alternative
from eventbridge_notifier.compiler.rule import Rule

VIA_CLOUDTRAIL = " via CloudTrail"
"""How every detail-type of CloudTrail's events ends."""

Names = dict[str, Any] | None
"""Conditions on eventName by their text; None where every name is asked for."""


@dataclass
class Demand:
    """`writes` has the sources whose management events are asked for; `reads` and `data` say of
    which events. `native` has detail-types that do not come by way of CloudTrail, by source;
    `whole` sources of which all such events are asked for. `unsourced` names no source."""

    writes: set[str] = field(default_factory=set)
    reads: dict[str, Names] = field(default_factory=dict)
    data: dict[str, Names] = field(default_factory=dict)
    native: dict[str, set[str]] = field(default_factory=dict)
    whole: set[str] = field(default_factory=set)
    unsourced: list[Alternative] = field(default_factory=list)


def of(rules: Iterable[Rule]) -> Demand:
    """What all of `rules` ask for."""
    demand = Demand()
    for rule in rules:
        for one in rule.alternatives:
            sources = _sources(one)
            if not sources:
                demand.unsourced.append(one)
            for source in sources:
                _add(demand, rule, one, source)
    return demand


def _sources(alternative: Alternative) -> tuple[str, ...]:
    """The sources, where the alternative says which; sign-ins have one alone."""
    if "source" in alternative:
        return alternative["source"].exact()
    types = alternative["detail-type"].exact() if "detail-type" in alternative else ()
    return ("aws.signin",) if types and set(types) <= set(aws.SIGN_IN) else ()


def _add(demand: Demand, rule: Rule, alternative: Alternative, source: str) -> None:
    types = alternative["detail-type"].exact() if "detail-type" in alternative else ()
    is_aws = source.startswith(aws.SERVICES) and not source.startswith(aws.PARTNERS)
    native = [one for one in types if not one.endswith(VIA_CLOUDTRAIL)]
    if not types or (not is_aws and len(native) < len(types)):
        demand.whole.add(source)
    elif native:
        demand.native.setdefault(source, set()).update(native)
    if is_aws and len(native) < max(len(types), 1):
        _add_calls(demand, rule, alternative, source)


def _add_calls(demand: Demand, rule: Rule, alternative: Alternative, source: str) -> None:
    demand.writes.add(source)
    names = alternative.get("detail.eventName")
    conditions = names.conditions if names else None
    if rule.state == aws.ALL_MANAGEMENT_EVENTS and _admits(alternative, "detail.readOnly", True):
        _join(demand.reads, source, conditions)
    if _admits(alternative, "detail.managementEvent", False):
        exact = names.exact() if names else ()
        asked = tuple(one for one in exact if _may_be_data(rule, source, one)) if (
            exact) else conditions
        if asked != ():
            _join(demand.data, source, asked)


def _admits(alternative: Alternative, path: str, value: bool) -> bool:
    return path not in alternative or alternative[path].admits({"value": value})


def _may_be_data(rule: Rule, source: str, name: str) -> bool:
    """Whether a call is, or may be, one that CloudTrail logs as a data event."""
    calls = [one for one in rule.operations if name in one.event_names and one.certain]
    return any(aws.data_resources(one.service, one.name) for one in calls) if calls else (
        _may_name_data(source, name))


@cache
def _may_name_data(source: str, name: str) -> bool:
    """The same of a pattern's own words."""
    call = subject.known(aws.event_source(source), name)
    return call is None or not call.certain or bool(aws.data_resources(call.service, call.name))


def _join(found: dict[str, Names], source: str, conditions: Iterable[Any] | None) -> None:
    known = found.get(source, {})
    if conditions is None or known is None:
        found[source] = None
        return
    found[source] = {**known, **{patterns.compact({"": [one]}): one for one in conditions}}
