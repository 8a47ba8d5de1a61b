"""Regions: whether they exist, and whether the events appear there. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from eventbridge_notifier import aws, patterns
from eventbridge_notifier.checks.context import Stack
from eventbridge_notifier.compiler.alternatives import (
    Alternative,
    Constraint,
    PatternPath,
)
from eventbridge_notifier.compiler.rule import Rule
from eventbridge_notifier.compiler.subject import Subject
from eventbridge_notifier.deploy import event_regions
from eventbridge_notifier.deploy.placement import DEFAULT_BUS
from eventbridge_notifier.diagnostics.diagnostic import ERROR
from eventbridge_notifier.diagnostics.finding import (
    Finding,
    KeyPath,
    SourceFile,
    beside_others,
    errors,
)
from eventbridge_notifier.spec.model import Spec
from eventbridge_notifier.spec.yaml import Tree


def of_spec(trees: Iterable[Tree]) -> Iterator[Finding]:
    """Regions of the spec that AWS lacks, or may lack: home, those watched, those of topics."""
    for tree in trees:
        for path, name in _written(tree.value):
            # One without a hyphen, such as `no`, the schema refuses.
            if isinstance(name, str) and ("-" in name or _is_misspelt(name)):
                yield from known(tree.file, path, name)
        yield from _partitions(tree)


def _partitions(tree: Tree) -> Iterator[Finding]:
    """Regions whose events cannot be forwarded home, for they are in another partition."""
    written = [(path, name) for path, name in _written(tree.value) if isinstance(name, str)]
    at_home = next((name for path, name in written if path == ("home_region",)), "")
    for path, name in written if at_home else ():
        if path[0] == "regions" and aws.partition_of(name) is not aws.partition_of(at_home):
            yield tree.file.finding(path, "conflict",
                                    f"{name} is in another partition than {at_home}, the "
                                    "home_region; EventBridge forwards no event from one to the "
                                    "other")


def _is_misspelt(name: str) -> bool:
    try:
        aws.region(name)
    except aws.Unknown:
        return True
    return False


def _written(value: Any) -> Iterator[tuple[KeyPath, Any]]:
    if isinstance(value, dict):
        yield ("home_region",), value.get("home_region")
        if isinstance(listed := value.get("regions"), list):
            yield from ((("regions", index), name) for index, name in enumerate(listed))
        if isinstance(topics := value.get("alarm_topics"), list):
            yield from ((("alarm_topics", index), one) for index, arn in enumerate(topics)
                        for one in str(arn).split(":")[3:4])


def known(file: SourceFile, path: KeyPath, name: str) -> Iterator[Finding]:
    """A finding for a region that the table lacks, written at `path`."""
    if name in aws.ALL_REGIONS:
        return
    try:
        aws.region(name)
    except aws.Unknown as unknown:
        yield file.finding(path, "unknown-region", f"AWS has no region {name}",
                           suggestion=unknown.suggestions[0])
        return
    near = aws.closest(name, aws.partition_of(name).regions)
    yield file.finding(path, "unverified-region", f"the table of AWS's regions has no {name}",
                       suggestion=near[0] if near else "")


def of_conditions(rule: Rule, alternative: Alternative, subject: Subject) -> Iterator[Finding]:
    """Conditions for a region where such events are not recorded, or that AWS does not have."""
    for field in event_regions.REGION_FIELDS:
        about = field == event_regions.REGION_FIELDS[0] or subject.via_cloudtrail
        if about and (constraint := alternative.get(field)):
            found = [(name, [*_of_region(rule, place, name, subject),
                             *_of_far_away(rule, alternative, place, name)])
                     for place, name in constraint.texts()]
            dead = {name for name, findings in found if errors(findings)}
            hopeless = bool(constraint.exact()) and dead == set(constraint.exact())
            for one in (one for _, findings in found for one in findings):
                yield one if hopeless or one.level != ERROR else beside_others(one)


def _of_region(rule: Rule, place: PatternPath, name: str, subject: Subject) -> Iterator[Finding]:
    yield from known(rule.watch.file, rule.path(place), name)
    certain = set(subject.sources) <= aws.CERTAIN_HOMES
    homes = [aws.home_of(source, name) for source in subject.sources]
    if homes and all(homes) and name not in homes:
        yield rule.finding(
            place, "never-in-region" if certain else "unverified-region",
            f"events of {', '.join(subject.sources)} are recorded in {homes[0]}"
            + ("" if certain else ", as far as is known") + f", and not in {name}",
            suggestion=str(homes[0]))


def _of_far_away(rule: Rule, alternative: Alternative, place: PatternPath, name: str
                 ) -> Iterator[Finding]:
    """Calls that succeed in fixed regions alone, by a parameter of theirs. Where they are refused,
    they are recorded as well."""
    far = event_regions.far_away(alternative, name)
    if far and name not in far:
        yield rule.finding(
            place, "unverified-region",
            "according to their request parameters, such calls are made in "
            f"{', '.join(far)}, as far as is known, and refused in {name}", suggestion=far[0])


def home(stack: Stack) -> Iterator[Finding]:
    """Events that appear in fixed regions only, while the spec does not say where home is."""
    for rule in stack.rules if not stack.spec.home_region else ():
        if only := _only(rule):
            yield rule.watch.finding(
                ("on",), "region", f"its events appear in {', '.join(only)} only; set "
                                   "home_region, and `generate` forwards them")


def watched(stack: Stack) -> Iterator[Finding]:
    """Conditions on the region that no region meets in which the rule is."""
    for rule in stack.rules if stack.spec.home_region else ():
        if rule.bus == DEFAULT_BUS:
            yield from _unwatched(rule, stack.spec)


def _unwatched(rule: Rule, spec: Spec) -> Iterator[Finding]:
    regions = spec.regions or (str(spec.home_region),)
    for one in rule.alternatives:
        for field in event_regions.REGION_FIELDS:
            constraint = one.get(field)
            if constraint is None:
                continue
            yield from _foreign(rule, constraint, str(spec.home_region))
            if constraint.exact():
                continue
            if not _meets(constraint, standing := event_regions.of(one, regions)):
                yield rule.finding(
                    constraint.place, "unverified-region",
                    f"the rule is in {', '.join(standing)}, and no event there satisfies the "
                    "condition; add the regions here or to `regions`")


def _foreign(rule: Rule, constraint: Constraint, home_region: str) -> Iterator[Finding]:
    """EventBridge forwards no event into another partition."""
    for place, name in constraint.texts():
        if aws.partition_of(name) is not aws.partition_of(home_region):
            yield rule.finding(place, "unverified-region",
                               f"{name} is in another partition than {home_region}, the "
                               "home_region, and events do not leave theirs")


def _meets(constraint: Constraint, standing: Iterable[str]) -> bool:
    wanted = patterns.compile({"region": list(constraint.conditions)})
    return any(wanted.matches({"region": one}) for one in standing)


def _only(rule: Rule) -> tuple[str, ...]:
    """The regions outside of which events of some of the watch's calls do not appear."""
    found = [region for one in rule.operations for source in one.sources
             for region in aws.partition_of(None).only_in(source)]
    found += (region for one in rule.alternatives for region in event_regions.far_away(one))
    return tuple(dict.fromkeys(found))
