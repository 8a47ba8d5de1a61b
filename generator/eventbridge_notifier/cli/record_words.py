"""The words that filters of records take: for shell completion, and to find slips of them."""

from __future__ import annotations

import click

from eventbridge_notifier.cli import settings
from eventbridge_notifier.cli.errors import refuse
from eventbridge_notifier.console.records.filters import (
    DENIED,
    EXACT,
    EXCLUDABLE,
    FAILED,
    SUCCEEDED,
    Filters,
)
from eventbridge_notifier.record_format import changes

SEVERITIES = ("info", "low", "medium", "high", "critical")
CHANGES = (changes.CREATED, changes.CHANGED, changes.DELETED, changes.READ, changes.OTHER)
CLOSED = {"severity": SEVERITIES, "change": CHANGES}
"""Filter -> every value that it may have."""


def types(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
    """For shell completion: types of resources."""
    from eventbridge_notifier.aws.resources import type_names
    return sorted(name for name in type_names() if name.startswith(incomplete))


def exclusions(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
    """For shell completion: filters, then the values of one, as far as they are known here."""
    name, equals, begun = incomplete.partition("=")
    if not equals:
        return [f"{one}=" for one in EXCLUDABLE if one.startswith(name)]
    return [f"{name}={value}" for value in _values(name, context, parameter, begun)
            if value.startswith(begun)]


def check(filters: Filters) -> None:
    """Ends the command at a value that an excluded filter cannot have. A type that no table has is
    noted: CloudTrail may name further ones."""
    from eventbridge_notifier.console.records.names import unknown
    for name, value in filters.excluded:
        word = value.removeprefix(EXACT)
        if word not in CLOSED.get(name, (word,)):
            refuse(unknown(f"--exclude {name}", word, CLOSED[name]))
    asked = [filters.type, *(value for name, value in filters.excluded if name == "type")]
    for word in filter(None, asked):
        _note_type(word.removeprefix(EXACT))


def _values(name: str, context: click.Context, parameter: click.Parameter, begun: str
            ) -> list[str]:
    if name == "watch":
        return settings.watch_names(context, parameter, begun)
    if name == "type":
        return types(context, parameter, begun)
    return list({**CLOSED, "outcome": (SUCCEEDED, FAILED, DENIED)}.get(name, ()))


def _note_type(word: str) -> None:
    from eventbridge_notifier.aws.resources import type_names
    from eventbridge_notifier.aws.suggest import meant
    known = type_names()
    if word in known:
        return
    close = meant(word, known)
    click.echo(f'eventbridge-notifier: no resource type "{word}" is known; '
               + (f"did you mean {close}?" if close else "one is AWS::S3::Bucket"), err=True)
