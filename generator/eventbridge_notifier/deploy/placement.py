"""Where each rule must stand, so that its events reach the recorder. Pure.

Events of a service appear in the region of the call, those of global services and of sign-in in
fixed ones. The recorder's rules stand at home; in every other region forwarding rules send what
they match to the bus at home. One hop, so a forwarding rule never stands at home.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from eventbridge_notifier import aws
from eventbridge_notifier.compiler import packing
from eventbridge_notifier.compiler.packing import Layout, Pack
from eventbridge_notifier.compiler.rule import Rule
from eventbridge_notifier.deploy import coarse, data_events, event_regions, trail_events
from eventbridge_notifier.deploy.data_events import DataResource
from eventbridge_notifier.deploy.sending import COARSE, EXACT, ForwardRule, exact
from eventbridge_notifier.spec.alerting import Quiet
from eventbridge_notifier.spec.durations import midnight
from eventbridge_notifier.spec.model import Spec

DEFAULT_BUS = packing.DEFAULT_BUS


@dataclass(frozen=True)
class Plan:
    """`forward` has the watches to forward, by region; `members` by region of a member account;
    `sending` the rules that do so there, by region; `layout` the rules that stand at home.
    `all_reads` are sources all of whose reads are sent, since most of them are watched.

    `home` is None where the spec names no home: then nothing can be forwarded.
    """

    home: str | None
    forward: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    members: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    accounts: tuple[str, ...] = ()
    organization: str | None = None
    alarm_topics: tuple[str, ...] = ()
    account_names: Mapping[str, str] = field(default_factory=dict)
    quiet: tuple[Mapping[str, Any], ...] = ()
    data_resources: tuple[DataResource, ...] = ()
    network_activity: tuple[str, ...] = ()
    insights: tuple[str, ...] = ()
    sending: Mapping[str, tuple[ForwardRule, ...]] = field(default_factory=dict)
    all_reads: tuple[str, ...] = ()
    coarse: bool = False
    layout: Layout = packing.NOTHING
    views: Mapping[str, str] = field(default_factory=dict)

    @property
    def forward_rules(self) -> dict[str, ForwardRule]:
        """Every coarse rule by its name, of whatever region; {} where they are exact."""
        return {rule.name: rule for rules in self.sending.values() for rule in rules
                if self.coarse}

    @property
    def trail_objects(self) -> list[dict[str, object]]:
        """`data_resources` as the module takes them."""
        return [one.as_dict() for one in self.data_resources]

    def topics(self, region: str | None) -> tuple[str, ...]:
        """The topics that alarms in `region` can tell: CloudWatch takes those of its own region.

        All of them where the region is not known.
        """
        return tuple(arn for arn in self.alarm_topics
                     if region is None or arn.split(":")[3:4] == [region])

    @cached_property
    def forwarded(self) -> frozenset[str]:
        """The watches whose events come home from another region or account."""
        return frozenset(name for where in (self.forward, self.members)
                         for names in where.values() for name in names)

    def is_forwarded(self, pack: Pack) -> bool:
        """Whether events of one of its watches come home from elsewhere."""
        return any(rule.name in self.forwarded for rule in pack.rules)

    def regions(self, watch: str) -> tuple[str, ...]:
        """Where rules of a watch stand, home first."""
        others = (region for region, names in self.forward.items() if watch in names)
        return (*((self.home,) if self.home else ()), *others)


AT_HOME = Plan(None)
"""Nothing is forwarded."""


def of(spec: Spec, rules: Iterable[Rule]) -> Plan:
    """The plan of a compiled spec."""
    rules = tuple(rules)
    standing = {rule.name: regions_of(rule, spec) for rule in rules if rule.bus == DEFAULT_BUS}
    everywhere = _by_region(standing)
    forward = {region: names for region, names in everywhere.items()
               if spec.home_region and region != spec.home_region}
    has_members = bool(spec.accounts or spec.organization)
    members = everywhere if has_members and spec.home_region else {}
    layout = packing.of(rules, spec.rules)
    sending = _sending(spec, {rule.name: rule for rule in rules}, layout, {**forward, **members})
    return Plan(spec.home_region, forward, members,
                spec.accounts, spec.organization, spec.alarm_topics, spec.account_names,
                tuple(_quiet(entry) for entry in spec.quiet),
                data_events.of(rules, spec.regions or ((spec.home_region or ""),),
                               aws.partition_of(spec.home_region).name),
                trail_events.network_activity(rules), trail_events.insights(rules),
                sending, _all_reads(sending, rules), spec.forward == COARSE, layout, spec.views)


def _sending(spec: Spec, rules: Mapping[str, Rule], layout: Layout,
             places: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[ForwardRule, ...]]:
    """The rules that send home, by region.

    Coarse ones are the same in all regions that are watched, and in regions that forward the same
    watches, so that a StackSet needs few.
    """
    if spec.forward == EXACT:
        return {region: exact(layout.taking(names)) for region, names in places.items()}
    watched = {*spec.regions, *((spec.home_region,) if spec.home_region else ())}
    regular = tuple(sorted({name for region, names in places.items() if region in watched
                            for name in names}))
    found: dict[tuple[str, ...], tuple[ForwardRule, ...]] = {}
    for region in sorted(places, key=lambda region: (region not in watched, region)):
        names = regular if region in watched else places[region]
        if names not in found:
            found[names] = coarse.of((rules[name] for name in names),
                                     "" if region in watched else region)
    return {region: found[regular if region in watched else names]
            for region, names in places.items()}


def _all_reads(sending: Mapping[str, tuple[ForwardRule, ...]], rules: Iterable[Rule]
               ) -> tuple[str, ...]:
    """The sources all of whose reads are sent, without a watch that asks for all."""
    unlisted = coarse.unlisted_reads(rule for some in sending.values() for rule in some)
    return tuple(sorted(unlisted - coarse.all_reads_asked(rules))) if unlisted else ()


def regions_of(rule: Rule, spec: Spec) -> tuple[str, ...]:
    """The regions in which events that `rule` matches appear, of those that are watched.

    Regions that the pattern names, or in which alone some of them appear, join by themselves.
    """
    watched = spec.regions or ((spec.home_region,) if spec.home_region else ())
    return tuple(dict.fromkeys(region for one in rule.alternatives
                               for region in event_regions.of(one, watched)))


def _quiet(entry: Quiet) -> dict[str, Any]:
    """An entry of `quiet` as the module takes it."""
    given = {"name": f"{entry.until}: {entry.because}", "until": midnight(entry.until) or 0,
             "because": entry.because, "watches": entry.watches, "actors": entry.actors,
             "accounts": entry.accounts}
    return {name: value for name, value in given.items() if value or name == "until"}


def _by_region(standing: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for watch, regions in standing.items():
        for region in regions:
            found.setdefault(region, []).append(watch)
    return {region: tuple(sorted(found[region])) for region in sorted(found)}


def alias(region: str) -> str:
    """The alias of a region's provider: `us_east_1`."""
    return region.replace("-", "_")
