"""Whether a field can hold what its conditions ask for. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from eventbridge_notifier import aws, patterns
from eventbridge_notifier.compiler.alternatives import Constraint, PatternPath
from eventbridge_notifier.compiler.operations import first
from eventbridge_notifier.compiler.rule import Rule
from eventbridge_notifier.diagnostics.finding import Finding
from eventbridge_notifier.patterns.operators import OPERATORS

# The types of the API model to those of JSON; CloudTrail writes other types as it pleases.
_JSON = {"string": "text", "integer": "a number", "long": "a number", "float": "a number",
         "double": "a number", "boolean": "true or false"}

# How true and false are spelt where a field holds them as text.
_BOOLEANS = {True: ("true", "Yes"), False: ("false", "No")}
_NUMBER = re.compile("(-?)[+0]*([0-9](?:[.][0-9]+)?|[1-9][0-9]*(?:[.][0-9]+)?)")


def named(constraint: Constraint) -> Iterator[tuple[PatternPath, str]]:
    """The texts that are asked for or excluded exactly, each with its place."""
    yield from constraint.texts()
    for index, one in enumerate(constraint.conditions):
        excluded = one.get("anything-but") if isinstance(one, Mapping) else None
        for text in excluded if isinstance(excluded, list) else [excluded]:
            if isinstance(text, str):
                yield (*constraint.place, index), text


def conditions(rule: Rule, constraint: Constraint, field: aws.Parameter, *,
               is_json: bool = False) -> Iterator[Finding]:
    """Conditions that `field` cannot meet. `is_json`: CloudTrail writes it with the type of the
    model, as it does for services whose protocol is JSON."""
    if field.kind == "structure":
        yield from _container(rule, constraint, field)
        return
    yield from _types(rule, constraint, field, is_json)
    if field.enum:
        yield from _texts(rule, constraint, field)
        yield from _operators(rule, constraint, field)


def _container(rule: Rule, constraint: Constraint, field: aws.Parameter) -> Iterator[Finding]:
    if any(one is not None and one not in field.enum for one in constraint.conditions):
        yield rule.finding(
            constraint.place, "unverified-leaf",
            f"{field.path} is an object, and conditions only match values; use a field below it",
            suggestion=first(field.suggestions))


def _types(rule: Rule, constraint: Constraint, field: aws.Parameter, is_json: bool) -> Iterator[
        Finding]:
    wanted = _JSON.get(field.kind)
    hopeless = is_json and all(_kind(one) not in (wanted, "") for one in constraint.conditions)
    for index, one in enumerate(constraint.conditions) if wanted else ():
        kind = _kind(one)
        if kind not in (wanted, ""):
            place = (*constraint.place, index)
            yield rule.finding(
                place, "type-mismatch" if hopeless else "unverified-type",
                f"{field.path} holds {wanted}, and the condition is for {kind}",
                suggestion=_converted(one, field, rule.text(place, one)))


def _kind(condition: Any) -> str:
    if isinstance(condition, bool):
        return "true or false"
    if isinstance(condition, int | float):
        return "a number"
    if isinstance(condition, Mapping):
        return OPERATORS[next(iter(condition))].compares
    return "text" if isinstance(condition, str) else ""


def _converted(value: Any, field: aws.Parameter, text: str) -> str:
    """The value, written `text`, as the type of `field`, as it is written in YAML."""
    if _JSON[field.kind] == "text":
        if isinstance(value, bool):
            word = next((one for one in field.enum if one in _BOOLEANS[value]), str(value).lower())
            return f'"{word}"'
        return f'"{text}"' if isinstance(value, int | float) else ""
    if isinstance(value, str) and value.lower() in ("true", "false"):
        return value.lower()
    number = _NUMBER.fullmatch(value) if isinstance(value, str) else None
    return number[1] + number[2] if number else ""


def _texts(rule: Rule, constraint: Constraint, field: aws.Parameter) -> Iterator[Finding]:
    """An error where none of the conditions can be met, for then no event meets them."""
    hopeless = (field.closed or _accepted(rule)) and all(
        isinstance(one, str) and _is_slip(field, one) for one in constraint.conditions)
    for place, text in named(constraint):
        excluded = not isinstance(constraint.conditions[int(place[-1])], str)
        try:
            value = aws.value(field, text)
        except aws.Unknown as unknown:
            yield _value(rule, place, field, text, unknown.suggestions, certain=hopeless,
                         excluded=excluded)
            continue
        if not value.certain:
            yield _value(rule, place, field, text, value.suggestions, certain=False,
                         excluded=excluded)


def _is_slip(field: aws.Parameter, text: str) -> bool:
    try:
        aws.value(field, text)
    except aws.Unknown:
        return True
    return False


def _accepted(rule: Rule) -> bool:
    """Did AWS take the values constraint for? A call that failed may hold anything."""
    return rule.watch.pattern is None and rule.watch.outcome in (None, "succeeded")


def _value(rule: Rule, place: PatternPath, field: aws.Parameter, text: str,
           near: tuple[str, ...], *, certain: bool, excluded: bool) -> Finding:
    few = ", ".join(field.enum[:8]) + (" and more" if len(field.enum) > 8 else "")
    effect = ", and excluding it excludes nothing" if excluded else ""
    return rule.finding(place, "unknown-value" if certain else "unverified-value",
                        f"{field.path} {'does not take' if certain else 'is not known to take'} "
                        f"{text!r}{effect}; allowed are {few}", suggestion=first(near))


def _operators(rule: Rule, constraint: Constraint, field: aws.Parameter) -> Iterator[Finding]:
    """An operator that none of the field's values meets."""
    for index, one in enumerate(constraint.conditions):
        if not isinstance(one, Mapping) or next(iter(one)) in ("exists", "anything-but"):
            continue
        compiled = patterns.compile({"value": [one]})
        if not any(compiled.matches({"value": value}) for value in field.enum):
            few = ", ".join(field.enum[:8])
            yield rule.finding(
                (*constraint.place, index), "unverified-value",
                f"none of the values that the API model has of {field.path} meets the condition; "
                f"they are {few}")
