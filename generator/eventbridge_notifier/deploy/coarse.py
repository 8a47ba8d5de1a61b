"""Coarse forwarders: a few rules for all watches of a region. Pure.

What the rules of a region take, each event at most one of them:

    writes      management events that change something, by source: unchanged by a new watch
    reads       management events that only read, by source and eventName; see reads.py for more
    data        data and network activity events, by source and eventName
    events      events that do not come by way of CloudTrail, by source and detail-type
    any         events of any source, by one field: errorCode, eventName, …
    everything  every event: a watch that names neither its source nor such a field

They send at least what the rules of the watches match; those stand at home and decide.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from eventbridge_notifier import aws, patterns
from eventbridge_notifier.compiler.rule import Rule
from eventbridge_notifier.deploy import demand as asked
from eventbridge_notifier.deploy import reads, unsourced
from eventbridge_notifier.deploy.demand import VIA_CLOUDTRAIL, Demand, Names
from eventbridge_notifier.deploy.filling import Pattern, branches, filled, is_too_long
from eventbridge_notifier.deploy.sending import PREFIX, ForwardRule
from eventbridge_notifier.deploy.unsourced import ABSENT, Conditions, Group, with_fields

HASH = 5  # characters of a rule's name, of which it has 64
Fields = Mapping[str, Conditions]

_CALLS: Fields = {"detail-type": ({"suffix": VIA_CLOUDTRAIL},)}
_NATIVE: Fields = {"detail-type": ({"anything-but": {"suffix": VIA_CLOUDTRAIL}},)}
_MANAGEMENT: Fields = {"detail.managementEvent": (True, ABSENT)}
_NAMES = "detail.eventName"

DESCRIPTIONS = {
    "writes": "Sends home: management events that change something, of services that are watched",
    "reads": "Sends home: management events that only read, by name",
    "data": "Sends home: data and network activity events, by name",
    "events": "Sends home: events of services' own, by source and detail-type",
    "any": "Sends home: events of any source, by one field of theirs",
    "everything": "Sends home: every event, for a watch that could be met by any",
}


def of(rules: Iterable[Rule], region: str = "") -> tuple[ForwardRule, ...]:
    """The rules that send home what `rules` watch for; named after `region` where it is given."""
    rules = tuple(rules)
    demand = asked.of(rules)
    with_reads = any(rule.state == aws.ALL_MANAGEMENT_EVENTS for rule in rules)
    state = aws.ALL_MANAGEMENT_EVENTS if with_reads else aws.ENABLED
    groups = unsourced.groups(demand.unsourced)
    if groups is None:
        return _named({"everything": [{"source": [{"prefix": ""}]}]}, region, state)
    others = {one.path: one.others for one in groups}
    found = {"any": list(_any(groups)), **_sourced(demand, others)}
    found["reads"] = reads.fitting(demand.reads, lambda wanted: _reads(wanted, others),
                                   reads.MOST_RULES - sum(map(len, found.values())))
    if any(is_too_long(pattern) for some in found.values() for pattern in some):
        return _named({"everything": [{"source": [{"prefix": ""}]}]}, region, state)
    return _named(found, region, state)


def sends_everything(rules: Iterable[ForwardRule]) -> bool:
    """Whether a watch made one rule of all of them that takes every event."""
    return any(DESCRIPTIONS["everything"] == rule.description for rule in rules)


def unlisted_reads(rules: Iterable[ForwardRule]) -> frozenset[str]:
    """The sources all of whose reads are sent, none by its name; but for those that a rule of any
    source takes, which stand as names that are left out."""
    every = (branch for rule in rules if rule.description == DESCRIPTIONS["reads"]
             for branch in rule.pattern.get("$or", [rule.pattern]))
    return frozenset(source for branch in every
                     if ABSENT in branch["detail"].get("eventName", (ABSENT,))
                     for source in branch["source"])


def all_reads_asked(rules: Iterable[Rule]) -> frozenset[str]:
    """The sources all of whose reads are asked for."""
    return frozenset(source for source, names in asked.of(rules).reads.items() if names is None)


def is_without_field(rule: Rule) -> bool:
    """Whether a watch has neither a source nor a field by which it can be forwarded."""
    return unsourced.groups(asked.of([rule]).unsourced) is None


def _named(found: Mapping[str, list[Pattern]], region: str, state: str
           ) -> tuple[ForwardRule, ...]:
    """`state` is that of rules by which nobody knows whether an event only reads."""
    states = {"reads": aws.ALL_MANAGEMENT_EVENTS, "any": state, "events": state,
              "everything": state}
    beginning = PREFIX + (f"{region}-" if region else "")
    return tuple(ForwardRule(f"{beginning}{kind}-{ending}", pattern, states.get(kind, aws.ENABLED),
                             DESCRIPTIONS[kind])
                 for kind, several in found.items()
                 for ending, pattern in _endings(several).items())


def _endings(several: Sequence[Pattern]) -> dict[str, Pattern]:
    """Patterns of one kind by the end of their rules' names.

    One alone changes in place. Of several, each is called after what it takes: what goes from one
    to another comes with a new rule, which stands before the old one goes.
    """
    if len(several) == 1:
        return {"1": several[0]}
    found: dict[str, Pattern] = {}
    for pattern in several:
        digest = hashlib.sha256(patterns.compact(pattern).encode()).hexdigest()
        found[next(one for start in range(60) if (one := digest[start:start + HASH]) not in found
                   )] = pattern
    return found


def _any(groups: Sequence[Group]) -> Iterator[Pattern]:
    """A rule for each field, which leaves to those before it what they take."""
    for number, group in enumerate(groups):
        before = {one.path: one.others for one in groups[:number]}
        yield with_fields({}, {group.path: group.conditions, **before})


def _sourced(demand: Demand, others: Fields) -> dict[str, list[Pattern]]:
    """Rules by source; `others` are what events must meet that no rule of any source takes."""
    data: Fields = {**_CALLS, "detail.managementEvent": (False,)}
    writes: Fields = {**_CALLS, **_MANAGEMENT, "detail.readOnly": (False, ABSENT), **others}
    return {
        "writes": filled(sorted(demand.writes), lambda some: with_fields(
            {"source": some}, writes)),
        "reads": [],
        "data": branches(_by_name(demand.data, data, others)),
        "events": list(_native(demand, others)),
    }


def _reads(wanted: Mapping[str, Names], others: Fields) -> list[Pattern]:
    return branches(_by_name(wanted, {**_CALLS, **_MANAGEMENT, "detail.readOnly": (True,)},
                              others))


def _by_name(wanted: Mapping[str, Names], fields: Fields, others: Fields) -> Iterator[Pattern]:
    """A pattern for each source, one for all of which every name is asked for."""
    every = sorted(source for source, names in wanted.items() if names is None)
    yield from filled(every, lambda some: with_fields({"source": some}, {**fields, **others}))
    for source in sorted(wanted):
        names = wanted[source]
        if names is not None:
            yield from _of_names(source, names, fields, others)


def _of_names(source: str, names: Mapping[str, Any], fields: Fields, others: Fields
              ) -> Iterator[Pattern]:
    """Patterns of one source by names, less those that a rule of any source takes."""
    exact = sorted(one for one in names.values() if isinstance(one, str))
    taken = patterns.compile({"detail": {"eventName": list(others[_NAMES])}}) if (
        _NAMES in others) else None
    left = [one for one in exact if taken is None or taken.matches(
        {"detail": {"eventName": one}})]
    rest = {path: conditions for path, conditions in others.items() if path != _NAMES}
    operators = [names[text] for text in sorted(names) if not isinstance(names[text], str)]
    if operators:
        conditions = others.get(_NAMES, (*left, *operators))
        yield with_fields({"source": [source]}, {**fields, **rest, _NAMES: conditions})
    elif left:
        yield from filled(left, lambda some: with_fields(
            {"source": [source]}, {**fields, **rest, _NAMES: tuple(some)}))


def _native(demand: Demand, others: Fields) -> Iterator[Pattern]:
    services = sorted(source for source in demand.whole if source in demand.writes)
    own = sorted(demand.whole - demand.writes)
    yield from filled(services, lambda some: with_fields({"source": some}, {**_NATIVE, **others}))
    yield from filled(own, lambda some: with_fields({"source": some}, others))
    typed = sorted(set(demand.native) - demand.whole)
    yield from filled(typed, lambda some: with_fields({"source": some}, {
        **others, "detail-type": tuple(sorted(set().union(*(demand.native[one] for one in some))))
    }))
