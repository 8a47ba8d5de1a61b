"""What `generate` made of packed rules: operations of the spec, and how many rules stand where."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml
from eventbridge_notifier import aws

MOST_AT_HOME, MOST_IN_A_REGION, MOST_RESOURCES = 60, 6, 30
_RULES_OF_A_REGION = re.compile(r"for name in (\[.*?\]) : name =>")


@dataclass(frozen=True)
class Layout:
    """Distinct `operations` that `watches` name, those that only `read`, rules on each bus at home,
    the most rules in a region of a member, and resources of the template of members."""

    watches: int
    operations: int
    reads: int
    at_home: int
    in_a_region: int
    resources: int

    def __str__(self) -> str:
        return (f"{self.watches:,} watches on {self.operations:,} distinct operations: "
                f"{self.reads:,} reads, {self.operations - self.reads:,} writes; {self.at_home} "
                f"rules on each bus at home, {self.in_a_region} in a region of a member, "
                f"{self.resources} resources in the template of members")


def of(folder: Path, spec: str) -> Layout:
    """Of a stack that `generate` has written."""
    watches = yaml.load((folder / spec).read_text(encoding="utf-8"), yaml.CSafeLoader)["watches"]
    calls = {aws.operation(*one["on"].split(":")) for one in watches.values()}
    regions = _RULES_OF_A_REGION.findall((folder / "watches.tf").read_text(encoding="utf-8"))
    template = json.loads((folder / "member" / "forwarder.template.json").read_text("utf-8"))
    return Layout(len(watches), len(calls), sum(one.read_only for one in calls),
                  sum(1 for _ in (folder / "patterns").glob("*.json")),
                  max(len(json.loads(names)) for names in regions), len(template["Resources"]))


def verdicts(found: Layout) -> Iterator[tuple[str, bool]]:
    """Each bar in words, and whether it is met."""
    yield f"{MOST_AT_HOME} rules on a bus at home", found.at_home <= MOST_AT_HOME
    yield (f"{MOST_IN_A_REGION} rules in a region of a member",
           found.in_a_region <= MOST_IN_A_REGION)
    yield f"{MOST_RESOURCES} resources in the template", found.resources <= MOST_RESOURCES
