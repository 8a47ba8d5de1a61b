"""Structures that no event has: operators used as fields, numbers that Terraform rewrites. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from eventbridge_notifier.checks.pattern import fields
from eventbridge_notifier.compiler.alternatives import Alternative, Constraint
from eventbridge_notifier.compiler.rule import Rule
from eventbridge_notifier.compiler.subject import Subject
from eventbridge_notifier.diagnostics.finding import Finding
from eventbridge_notifier.patterns.operators import OPERATORS

# The largest whole number that a double holds together with all smaller ones.
_EXACT = 2**53
_TEXTS = ("version", "id", "detail-type", "source", "account", "time", "region", "resources")


def operators_as_fields(rule: Rule, alternative: Alternative, subject: Subject) -> Iterator[
        Finding]:
    """`key: {suffix: [...]}` asks for a field `suffix` below `key`."""
    for constraint in alternative.values():
        above, _, name = constraint.path.rpartition(".")
        if name in OPERATORS and above and _is_value(subject, above, constraint.path):
            meant = ", ".join(json.dumps({name: one}) for one in _operands(name, constraint))
            yield rule.finding(
                constraint.place, "operator-as-field",
                f"{above} has no field {name}: an operator belongs into a list of conditions",
                suggestion=(
                    f"{above.rpartition('.')[2]}: [{meant}]"))


def _operands(name: str, constraint: Constraint) -> list[Any]:
    """The operands that the list of conditions was meant for."""
    conditions = list(constraint.conditions)
    is_list = name in ("numeric", "anything-but")
    return [conditions] if is_list and not isinstance(conditions[0], Mapping) else conditions


def _is_value(subject: Subject, above: str, path: str) -> bool:
    """Whether the field at `above` holds a value, and no field as at `path`."""
    if above in _TEXTS:
        return True
    if not above.startswith("detail."):
        return False
    field = _known(subject, above.removeprefix("detail."))
    below = _known(subject, path.removeprefix("detail."))
    return field is not None and field.kind not in ("", "structure") and below is None


def _known(subject: Subject, path: str) -> Any:
    def ignore(code: str, message: str, suggestion: str) -> Finding:
        return Finding("", 1, 1, "", code, "", message)
    return fields.look_up(subject, path, ignore)[0]


def large_integers(rule: Rule, alternative: Alternative, _: Subject) -> Iterator[Finding]:
    """Terraform's AWS provider reads numbers as doubles and writes another number (provider issue
    4609)."""
    for constraint in alternative.values():
        for index, one in enumerate(constraint.conditions):
            value = one.get("anything-but") if isinstance(one, Mapping) else one
            for number in value if isinstance(value, list) else [value]:
                if type(number) is int and abs(number) > _EXACT:
                    yield rule.finding((*constraint.place, index), "large-integer",
                                       f"{number} is beyond 2^53, and Terraform's provider would "
                                       "deploy another number")
