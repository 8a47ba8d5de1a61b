"""The row of an operation: what becomes of which resource. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from eventbridge_notifier.aws.cloudtrail.readonly import is_read_only
from eventbridge_notifier.aws.services.services import sources
from eventbridge_notifier.record_format.changes import (
    CHANGED,
    CREATED,
    DELETED,
    OTHER,
    READ,
    change_by_verb,
)

from tools.resource_rules.candidates import Candidate, Catalogue
from tools.resource_rules.fields import Field, fields
from tools.resource_rules.templates import templates

OTHERS = 3
Row = list[Any]


def row(service: str, operation: str, catalogue: Catalogue) -> Row:
    """[change, type, templates, templates of others]; the type is "" where none is known."""
    values = fields(service, operation)
    ranked = [(one, made) for one in catalogue.candidates(service, operation)
              if (made := templates(one, values))]
    if not ranked:
        return [_change(service, operation, None), "", _tagged(values), []]
    creates = change_by_verb(operation) == CREATED
    ranked.sort(key=lambda one: not creates and all("{response." in made for made in one[1]))
    (main, made), *rest = ranked
    others = [all_of[0] for candidate, all_of in rest
              if candidate.told and all_of[0] not in made]
    return [_change(service, operation, main), main.type, made, others[:OTHERS]]


def _change(service: str, operation: str, main: Candidate | None) -> str:
    change = change_by_verb(operation)
    if change == OTHER:
        return OTHER
    if any(is_read_only(source + ".amazonaws.com", operation) for source in sources(service)):
        return READ
    if change in (CREATED, DELETED) and main is not None and not main.named:
        return CHANGED
    return OTHER if change == READ else change


def _tagged(values: tuple[Field, ...]) -> list[str]:
    """Calls that take any resource of the service say which by its ARN."""
    return list(_any_arn(values))[:1]


def _any_arn(values: tuple[Field, ...]) -> Iterator[str]:
    for one in values:
        if one.path.startswith("request.") and one.depth == 1 and (
                one.named.base == "resource" or (one.named.suffix == "arn" and not one.named.base)):
            yield f"{{{one.path}}}"
