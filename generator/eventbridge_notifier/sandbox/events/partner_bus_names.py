"""Partner event buses, whose names hold slashes: moto takes the last part for the name.

So it finds no rules on `aws.partner/example.com/acct/a.b`, and no tags of such a bus.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from moto.events.exceptions import ResourceNotFoundException
from moto.events.models import EventsBackend

DEFAULT = "default"


def install() -> None:
    """Once for the process."""
    for name, function in (
            ("_normalize_event_bus_arn", _bus_name), ("list_tags_for_resource", _list_tags),
            ("tag_resource", _tag), ("untag_resource", _untag)):
        setattr(EventsBackend, name, function)


def _bus_name(backend: EventsBackend, given: str | None) -> str:
    return (given or DEFAULT).rpartition(":event-bus/")[2]


def _check(backend: EventsBackend, arn: str) -> None:
    """Raises the error of an ARN that no bus and no rule has."""
    if arn not in set(_arns(backend)):
        raise ResourceNotFoundException(f"The resource with ARN {arn} does not exist.")


def _arns(backend: EventsBackend) -> Iterator[str]:
    for bus in backend.event_buses.values():
        yield bus.arn
        yield from (rule.arn for rule in bus.rules.values())


def _list_tags(backend: EventsBackend, arn: str) -> Any:
    _check(backend, arn)
    return backend.tagger.list_tags_for_resource(arn)


def _tag(backend: EventsBackend, arn: str, tags: dict[str, str]) -> None:
    _check(backend, arn)
    backend.tagger.tag_resource(arn, backend.tagger.convert_dict_to_tags_input(tags))


def _untag(backend: EventsBackend, arn: str, tag_keys: list[str]) -> None:
    _check(backend, arn)
    backend.tagger.untag_resource_using_names(arn, tag_keys)
