"""The data events that rules need a trail to log, as narrow as their patterns say. Pure.

A selector of a trail names a type of resources, and ARNs or beginnings of ARNs (CloudTrail user
guide, "advanced event selectors"). An ARN here may hold `{account}`: the module fills it in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from eventbridge_notifier import aws
from eventbridge_notifier.compiler.alternatives import Alternative, Constraint
from eventbridge_notifier.compiler.rule import Rule

MOST_VALUES = 500
"""Values in all selectors of one trail (CloudTrail user guide, "quotas")."""

USD_PER_100_000 = 0.10
"""What CloudTrail charges for data events, in us-east-1 (CloudTrail pricing page, 2026)."""

PER_TYPE = 4
"""Values that a selector needs beside its ARNs: the category, the type, and what is left out."""

# Members of the API's request to what CloudTrail calls them, where it does not only lower the first
# letter.
_WRITTEN = {("s3", "Bucket"): "bucketName"}
_PARTS = re.compile(r"(\{\w+\})")


@dataclass(frozen=True)
class DataResource:
    """Resources of one type; all of them where neither ARNs nor beginnings of ARNs are given."""

    type: str
    arns: tuple[str, ...] = ()
    arn_prefixes: tuple[str, ...] = ()

    @property
    def values(self) -> int:
        return PER_TYPE + len(self.arns) + len(self.arn_prefixes)

    def as_dict(self) -> dict[str, object]:
        """The object that the module takes."""
        return {"type": self.type, "arns": list(self.arns),
                "arn_prefixes": list(self.arn_prefixes)}


def of(rules: Iterable[Rule], regions: Iterable[str], partition: str) -> tuple[DataResource, ...]:
    """What the trail must log for `rules`, whose events come from `regions`; one entry a type."""
    found: dict[str, list[DataResource]] = {}
    for rule in rules:
        for one in of_rule(rule, tuple(regions), partition):
            found.setdefault(one.type, []).append(one)
    return tuple(_joined(found[kind]) for kind in sorted(found))


def of_rule(rule: Rule, regions: tuple[str, ...], partition: str) -> Iterator[DataResource]:
    """What the trail must log for one rule; nothing where its events are no data events."""
    for alternative, subject in rule.branches:
        for call in subject.calls:
            if aws.is_data_event(call.service, call.name):
                for resource in aws.data_resources(call.service, call.name)[:1]:
                    yield _narrowed(resource, alternative, regions, partition)


def _joined(same: list[DataResource]) -> DataResource:
    if any(not one.arns and not one.arn_prefixes for one in same):
        return DataResource(same[0].type)
    return DataResource(
        same[0].type, tuple(sorted({arn for one in same for arn in one.arns})),
        tuple(sorted({arn for one in same for arn in one.arn_prefixes})))


def _narrowed(resource: aws.DataResource, alternative: Alternative, regions: tuple[str, ...],
              partition: str) -> DataResource:
    """The resources of the alternative, by their ARNs as far as its conditions tell."""
    arn = alternative.get("detail.resources.ARN")
    if arn and (given := _texts(arn)):
        return _entry(resource.type, given)
    beginnings = [("", True)]
    for part in _PARTS.split(resource.arn) if resource.arn else ():
        if not all(whole for _, whole in beginnings):
            break
        options = _of_part(resource, part, alternative, regions, partition)
        beginnings = [(before + text, whole) for (before, _), (text, whole) in product(
            beginnings, options)]
    named = [one for one in beginnings if _says_more(one[0], resource.arn)]
    return _entry(resource.type, named if len(named) == len(beginnings) else [])


def _of_part(resource: aws.DataResource, part: str, alternative: Alternative,
             regions: tuple[str, ...], partition: str) -> list[tuple[str, bool]]:
    """(text, whether the ARN goes on after it) for each thing that `part` may stand for."""
    if not part.startswith("{"):
        return [(part, True)]
    member = part.strip("{}")
    if member == "account":
        return [(part, True)]
    if member == "partition":
        return [(partition, True)]
    if member == "region":
        return [(region, True) for region in regions] or [("", False)]
    constraint = _constraint(resource, member, alternative)
    return _texts(constraint) if constraint else [("", False)]


def _constraint(resource: aws.DataResource, member: str, alternative: Alternative
                ) -> Constraint | None:
    name = _WRITTEN.get((resource.service, member), member[:1].lower() + member[1:])
    return alternative.get(f"detail.requestParameters.{name}")


def _texts(constraint: Constraint) -> list[tuple[str, bool]]:
    """(text, whether it is whole) for each condition; [("", False)] where they may be anything."""
    found: list[tuple[str, bool]] = []
    for one in constraint.conditions:
        prefix = one.get("prefix") if isinstance(one, Mapping) else None
        if isinstance(one, str):
            found.append((one, True))
        elif isinstance(prefix, str):
            found.append((prefix, False))
        else:
            return [("", False)]
    return found


def _says_more(text: str, form: str) -> bool:
    """Whether a beginning of an ARN names a resource, or part of its name."""
    return len(text.split(":", 5)[-1]) > len(_PARTS.split(form.split(":", 5)[-1])[0])


def _entry(kind: str, texts: list[tuple[str, bool]]) -> DataResource:
    return DataResource(kind, tuple(text for text, whole in texts if whole),
                        tuple(text for text, whole in texts if not whole))
