"""The deployed watches, and which of them should have recorded an event."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple

from eventbridge_notifier.aws.cloudtrail.detail_types import ALL_MANAGEMENT_EVENTS, OF_EVENT_TYPE
from eventbridge_notifier.aws.cloudtrail.readonly import is_read_only
from eventbridge_notifier.console.deployment import (
    RECORDER,
    Clients,
    Deployment,
    NotFound,
    on_purpose,
    rules_of,
)
from eventbridge_notifier.console.packed import PackedWatches
from eventbridge_notifier.events.envelope import is_withheld
from eventbridge_notifier.patterns.errors import PatternError
from eventbridge_notifier.patterns.pattern import compile
from eventbridge_notifier.patterns.ruleset import RuleSet
from eventbridge_notifier.record_format.packed import PREFIX

WORKERS = 8
DISABLED = "DISABLED"
VIA_CLOUDTRAIL = " via CloudTrail"
_TYPES = tuple(dict.fromkeys(name for names in OF_EVENT_TYPE.values() for name in names))


class Watched(NamedTuple):
    """A watch and the rule that lets its events through.

    `template` is the input that its rule gives the recorder, None where the recorder is no target.
    """

    watch: str
    rule: str
    bus: str
    state: str
    pattern: str
    template: str | None


def deployed(deployment: Deployment, clients: Clients) -> list[Watched]:
    """The watches of a deployment, but for those that are disabled on purpose. Raises NotFound."""
    events = clients("events")
    rules = [(bus, rule) for bus, rule in rules_of(events, deployment.rule_prefix)
             if rule.get("EventPattern")]
    with ThreadPoolExecutor(WORKERS) as pool:
        found = pool.map(lambda one: _watched(deployment, events, *one), rules)
    packed = PackedWatches(deployment.name, clients, deployment)
    return [watch for one in found if one is not None for watch in _expanded(one, packed)]


def _expanded(one: Watched, packed: PackedWatches) -> list[Watched]:
    """The watches that share a packed rule; the rule's own where it is none.

    Raises NotFound where they cannot be read: the rule lets more through than they want.
    """
    if not one.watch.startswith(PREFIX):
        return [one]
    shared = packed.asked_by(one.template or "")
    if not shared:
        raise NotFound(f"the watches that share the rule {one.rule} cannot be read; it needs "
                       "s3:GetObject on packed/* of the spill bucket, and the recorder as target")
    return [one._replace(watch=watch.name, pattern=watch.pattern, template=watch.template)
            for watch in shared]


def _watched(deployment: Deployment, events: Any, bus: str, rule: Mapping[str, Any]
             ) -> Watched | None:
    """None for a rule of another deployment whose name begins alike, and one that is meant off."""
    targets = events.list_targets_by_rule(Rule=rule["Name"], EventBusName=bus)["Targets"]
    ours = [one for one in targets if deployment.is_recorder(one["Arn"])]
    if not ours and any(one["Id"] == RECORDER for one in targets):
        return None
    if rule["State"] == DISABLED and on_purpose(rule["Arn"], events):
        return None
    templates = [one.get("InputTransformer", {}).get("InputTemplate", "") for one in ours]
    return Watched(rule["Name"].removeprefix(deployment.rule_prefix), rule["Name"], bus,
                   rule["State"], rule["EventPattern"], templates[0] if templates else None)


class Matcher:
    """Which watches should have recorded an event. `others` are those whose events no trail logs:
    events that services or you send yourselves."""

    def __init__(self, watches: Iterable[Watched]) -> None:
        self._watches: dict[str, Watched] = {}
        self.others: list[str] = []
        for number, one in enumerate(watches):
            if is_logged(one.pattern):
                self._watches[str(number)] = one
            else:
                self.others.append(one.watch)
        self._reads = {key for key, one in self._watches.items() if _admits_reads(one)}
        self._rules = RuleSet({key: one.pattern for key, one in self._watches.items()})

    @property
    def watches(self) -> list[Watched]:
        """Those that can be reconciled."""
        return list(self._watches.values())

    def matching(self, event: dict[str, Any]) -> list[Watched]:
        """A watch once, though it may have rules on several buses."""
        keys = self._rules.matching(event)
        if keys and is_withheld(event):
            keys = keys & self._reads
        return list({one.watch: one for one in (self._watches[key] for key in sorted(keys))
                     }.values())


def is_logged(pattern: str) -> bool:
    """Whether a trail may log events that the pattern matches, as far as source and type tell."""
    try:
        read = json.loads(pattern)
        types, sources = read.get("detail-type"), read.get("source") or []
        if types and not any(compile({"detail-type": types}).matches({"detail-type": one})
                             for one in _TYPES):
            return False
    except (ValueError, AttributeError, PatternError, RecursionError):
        return False
    return not sources or not all(isinstance(one, str) for one in sources) or any(
        one.startswith("aws.") for one in sources)


def _admits_reads(one: Watched) -> bool:
    """Of a rule that is disabled now it is not known: it asks for reads by name, or not."""
    if one.state != DISABLED:
        return one.state == ALL_MANAGEMENT_EVENTS
    detail = json.loads(one.pattern).get("detail")
    detail = detail if isinstance(detail, Mapping) else {}
    texts = [[value for value in detail.get(key) or () if isinstance(value, str)]
             for key in ("eventSource", "eventName")]
    return any(is_read_only(source, name) for source in texts[0] for name in texts[1])
