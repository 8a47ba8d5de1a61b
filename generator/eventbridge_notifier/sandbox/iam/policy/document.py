"""A policy's JSON to statements. Strict: what AWS refuses raises MalformedPolicy."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from eventbridge_notifier.sandbox.iam.policy.operators import known

VERSIONS = ("2012-10-17", "2008-10-17")  # IAM user guide, "Version"; the older has no variables


class MalformedPolicy(ValueError):
    """A policy that AWS refuses, and why."""


@dataclass(frozen=True)
class Element:
    """Action, Resource or Principal. `negated`: it is the `Not...` form."""

    values: tuple[str, ...]
    negated: bool = False


@dataclass(frozen=True)
class Condition:
    """One line of a Condition: `operator` as written, `key` in lower case."""

    operator: str
    key: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Statement:
    """`principal` has `type:value` texts and is None in identity policies, as `resource` may be."""

    sid: str
    allows: bool
    action: Element
    resource: Element | None
    principal: Element | None
    conditions: tuple[Condition, ...]
    variables: bool = True


@dataclass(frozen=True)
class Policy:
    """Statements in their order."""

    statements: tuple[Statement, ...] = ()


def parse(source: str | Mapping[str, Any]) -> Policy:
    """The policy of a JSON text or of what it holds. Raises MalformedPolicy."""
    document = _loaded(source) if isinstance(source, str) else source
    if not isinstance(document, Mapping):
        raise MalformedPolicy("the policy must be a JSON object")
    version = document.get("Version", VERSIONS[1])
    if version not in VERSIONS:
        raise MalformedPolicy(f"the version must be {' or '.join(VERSIONS)}, not {version!r}")
    written = document.get("Statement")
    statements = [written] if isinstance(written, Mapping) else written
    if not isinstance(statements, list):
        raise MalformedPolicy("Statement must be an object or a list of objects")
    return Policy(tuple(_statement(one, version == VERSIONS[0]) for one in statements))


def readable(document: str | Mapping[str, Any] | None) -> Policy:
    """A policy that is in force; one that cannot be read allows nothing."""
    try:
        return parse(document) if document else Policy()
    except MalformedPolicy:
        return Policy()


def _loaded(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise MalformedPolicy(f"the policy is not valid JSON: {error}") from None


def _statement(written: Any, variables: bool) -> Statement:
    if not isinstance(written, Mapping):
        raise MalformedPolicy("a statement must be an object")
    effect = written.get("Effect")
    if effect not in ("Allow", "Deny"):
        raise MalformedPolicy(f"Effect must be Allow or Deny, not {effect!r}")
    if (action := _element(written, "Action", _texts)) is None:
        raise MalformedPolicy("a statement must have Action or NotAction")
    return Statement(
        str(written.get("Sid", "")), effect == "Allow", action,
        _element(written, "Resource", _texts), _element(written, "Principal", _principals),
        tuple(_conditions(written.get("Condition", {}))), variables)


def _element(written: Mapping[str, Any], name: str, read: Any) -> Element | None:
    given = [form for form in (name, f"Not{name}") if form in written]
    if len(given) > 1:
        raise MalformedPolicy(f"a statement must not have {name} and Not{name}")
    return Element(read(written[given[0]]), given[0] != name) if given else None


def _texts(value: Any) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    if not all(isinstance(one, str) for one in values):
        raise MalformedPolicy(f"expected a text or a list of texts, not {value!r}")
    return tuple(values)


def _principals(value: Any) -> tuple[str, ...]:
    """`AWS:arn...`, `Service:events.amazonaws.com`; `AWS:*` is everybody."""
    if value == "*":
        return ("AWS:*",)
    if not isinstance(value, Mapping):
        raise MalformedPolicy(f"Principal must be * or an object, not {value!r}")
    return tuple(f"{kind}:{one}" for kind, values in value.items() for one in _texts(values))


def _conditions(value: Any) -> Iterable[Condition]:
    if not isinstance(value, Mapping):
        raise MalformedPolicy("Condition must be an object")
    for operator, keys in value.items():
        if not known(operator):
            raise MalformedPolicy(f"there is no condition operator {operator}")
        if not isinstance(keys, Mapping):
            raise MalformedPolicy(f"the condition {operator} must be an object")
        for key, values in keys.items():
            yield Condition(operator, str(key).lower(), tuple(_scalars(values)))


def _scalars(values: Any) -> Iterable[str]:
    for one in values if isinstance(values, list) else [values]:
        if isinstance(one, Mapping | list) or one is None:
            raise MalformedPolicy(f"a condition's value must be a text, not {one!r}")
        yield str(one).lower() if isinstance(one, bool) else str(one)
