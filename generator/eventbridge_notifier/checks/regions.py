"""Do the regions that a spec names exist, and does it name those that it needs? Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from eventbridge_notifier import aws, patterns
from eventbridge_notifier.compiler.alternatives import Asked, alternatives
from eventbridge_notifier.compiler.rule import Rule
from eventbridge_notifier.deploy import event_regions
from eventbridge_notifier.deploy.placement import DEFAULT_BUS
from eventbridge_notifier.diagnostics.finding import Finding, Place
from eventbridge_notifier.spec.model import Spec
from eventbridge_notifier.spec.yaml import Tree

# How regions begin that the table does not have: GovCloud's, China's, the isolated ones and the
# European sovereign one (botocore, endpoints.json, "partitions").
PARTITIONS = ("us-gov-", "cn-", "us-iso", "eu-iso", "eusc-")


def named(trees: Iterable[Tree]) -> Iterator[Finding]:
    """Findings for regions that AWS lacks, or may lack: home, those watched, those of topics."""
    for tree in trees:
        for path, name in _written(tree.value):
            if isinstance(name, str):
                yield from (one for one in slip(tree.place, path, name)
                            if one.level == "error" or "-" in name)  # the schema refuses `no`


def _written(value: Any) -> Iterator[tuple[tuple[Any, ...], Any]]:
    if isinstance(value, dict):
        yield ("home_region",), value.get("home_region")
        if isinstance(listed := value.get("regions"), list):
            yield from ((("regions", index), name) for index, name in enumerate(listed))
        if isinstance(topics := value.get("alarm_topics"), list):
            yield from ((("alarm_topics", index), one) for index, arn in enumerate(topics)
                        for one in str(arn).split(":")[3:4])


def slip(place: Place, path: tuple[Any, ...], name: str) -> Iterator[Finding]:
    """A finding for a region that the table lacks, written at `path`."""
    if name in aws.REGIONS:
        return
    try:
        aws.region(name)
    except aws.Unknown as unknown:
        yield place.finding(path, "unknown-region", f"AWS has no region {name}",
                            suggestion=unknown.suggestions[0])
        return
    if name.startswith(PARTITIONS):
        yield place.finding(path, "unverified-region", f"{name} is of another partition, of whose "
                            "regions there is no table", level="warning")
        return
    near = aws.closest(name, aws.REGIONS)
    yield place.finding(path, "unverified-region", f"the table of AWS's regions has no {name}",
                        level="warning", suggestion=near[0] if near else "")


def check(spec: Spec, rules: Iterable[Rule]) -> Iterator[Finding]:
    """Findings for rules that must stand elsewhere, where the spec does not say where home is."""
    for rule in rules:
        if not spec.home_region and (only := _only(rule)):
            yield rule.watch.finding(
                ("on",), "region", f"its events appear in {', '.join(only)} alone; say home_region,"
                " and forwarding from there is planned", level="warning")
        if spec.home_region and rule.bus == DEFAULT_BUS:
            yield from _unwatched(rule, spec)


def _unwatched(rule: Rule, spec: Spec) -> Iterator[Finding]:
    """A condition on the region that no region meets in which the rule stands."""
    watched = spec.regions or (str(spec.home_region),)
    for one in alternatives(rule.pattern):
        for field in event_regions.REGION_FIELDS:
            asked = one.get(field)
            if asked is None or asked.exact():
                continue
            if not _meets(asked, standing := event_regions.of(one, watched)):
                yield rule.finding(
                    asked.place, "unverified-region", f"the rule stands in {', '.join(standing)}, "
                    "and no event there meets the condition; name the regions, here or in "
                    "`regions`", level="warning")


def _meets(asked: Asked, standing: Iterable[str]) -> bool:
    wanted = patterns.compile({"region": list(asked.conditions)})
    return any(wanted.matches({"region": one}) for one in standing)


def _only(rule: Rule) -> tuple[str, ...]:
    """The regions outside of which events of some of the watch's calls never appear."""
    found = [region for one in rule.operations for source in one.sources
             for region in aws.only_in(source)]
    return tuple(dict.fromkeys(found))
