"""Limits of AWS that a watch or a stack can meet. Data.

Sources: EventBridge user guide, "quotas"; API references of PutRule, PutTargets and PutEvents;
Lambda developer guide, "quotas"; CloudFormation user guide, "quotas".
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limit:
    """`value` counts `unit`; an account's quota can be raised where `adjustable`."""

    what: str
    value: int
    unit: str
    adjustable: bool = False


LIMITS = {one.what: one for one in (
    Limit("rules per bus", 300, "rules", adjustable=True),
    Limit("rules with a wildcard per bus", 30, "rules"),
    Limit("targets per rule", 5, "targets"),
    Limit("event pattern quota", 2_048, "characters", adjustable=True),
    Limit("event pattern", 4_096, "characters"),
    Limit("input template", 8_192, "characters"),
    Limit("input paths", 100, "paths"),
    Limit("input path", 256, "characters"),
    Limit("rule name", 64, "characters"),
    Limit("target id", 64, "characters"),
    Limit("description", 512, "characters"),
    Limit("archive name", 48, "characters"),
    Limit("$or combinations", 1_000, "combinations"),
    Limit("wildcard complexity", 10, "points per field"),
    Limit("bus policy", 10_240, "characters"),
    Limit("Lambda resource policy", 20_480, "bytes"),
    Limit("PutEvents request", 1_048_576, "bytes"),
    Limit("template resources", 500, "resources"),
    Limit("template", 1_048_576, "bytes"),
)}

# Regions where a bus takes fewer rules (EventBridge user guide, "quotas").
RULES_PER_BUS = {"af-south-1": 100, "eu-south-1": 100}
