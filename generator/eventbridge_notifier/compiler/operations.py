"""The operations that a watch names with `on`. Pure; what is wrong with a name, checks say."""

from __future__ import annotations

from collections.abc import Iterable

from eventbridge_notifier import aws
from eventbridge_notifier.spec.model import Watch

WILDCARDS = frozenset("*?")


def resolve(watch: Watch) -> tuple[aws.Operation, ...]:
    """The operations, without the names that are certainly wrong."""
    named = (_operation(watch, text) for text in watch.operations if not set(text) & WILDCARDS)
    return tuple(one for one in named if one)


def _operation(watch: Watch, text: str) -> aws.Operation | None:
    service, _, name = text.partition(":")
    try:
        return aws.operation(service, name)
    except aws.Unknown as unknown:
        return _accepted(service, name) if f"unknown-{unknown.kind}" in watch.accept else None


def _accepted(service: str, name: str) -> aws.Operation:
    """An operation that the tables lack and the watch vouches for, with the usual names."""
    try:
        sources = aws.service(service).sources
    except aws.Unknown:
        sources = (service + aws.SUFFIX,)
    return aws.Operation(service, name, sources, (name,), aws.is_read_only(sources[0], name),
                         certain=False)


def first(words: Iterable[str]) -> str:
    return next(iter(words), "")
