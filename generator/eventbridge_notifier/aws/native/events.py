"""Events that services send to EventBridge themselves, without CloudTrail. Look-ups."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from eventbridge_notifier.aws.cloudtrail.detail_types import VIA_CLOUDTRAIL
from eventbridge_notifier.aws.cloudtrail.parameters import Parameter
from eventbridge_notifier.aws.native import fields, table
from eventbridge_notifier.aws.suggest import Unknown, closest, is_certain_slip

# detail-types whose public events reach only rules that name the source exactly (Health user guide,
# "public events").
EXACT_SOURCES = {"AWS Health Event": "aws.health", "AWS Health Abuse Event": "aws.health"}


@dataclass(frozen=True)
class Native:
    """Events of a source. Where `certain` is False the tables have no such detail-type of it."""

    source: str
    detail_type: str
    certain: bool = True
    suggestions: tuple[str, ...] = ()

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the fields right below `detail`; () where none is known."""
        return table.names(table.schema(self.source, self.detail_type))


def is_native(source: str) -> bool:
    """Whether `source` is AWS's own (`aws.*`), not a partner's (`aws.partner/*`)."""
    return source.startswith("aws.") and not source.startswith("aws.partner/")


def has_events(source: str) -> bool:
    """Whether events of `source` are known that come without CloudTrail."""
    return bool(_own(source))


def types_of(source: str) -> tuple[str, ...]:
    """The detail-types that events of `source` (`aws.ec2`) have, CloudTrail's included."""
    return (*_own(source), *VIA_CLOUDTRAIL)


def sources_of(detail_type: str) -> tuple[str, ...]:
    """The sources whose own events have `detail_type`."""
    return _owners().get(detail_type, ())


@cache
def _owners() -> dict[str, tuple[str, ...]]:
    """detail-type to the sources whose own events have it."""
    found: dict[str, tuple[str, ...]] = {}
    for source in table.rows():
        for one in _own(source):
            found[one] = (*found.get(one, ()), source)
    return found


@cache
def _own(source: str) -> tuple[str, ...]:
    return tuple(one for one in table.rows().get(source, ()) if one not in VIA_CLOUDTRAIL)


def native_event(source: str, detail_type: str) -> Native:
    """The events of `source` with `detail_type`. Raises Unknown where that is surely a slip."""
    if detail_type in types_of(source):
        return Native(source, detail_type)
    if is_certain_slip(detail_type, types_of(source)):
        raise Unknown("detail-type", detail_type, closest(detail_type, types_of(source)))
    owners = tuple(f"{detail_type} under source {other}" for other in sources_of(detail_type))
    near = owners or closest(detail_type, types_of(source))
    return Native(source, detail_type, certain=False, suggestions=near)


def native_field(event: Native, path: str) -> Parameter:
    """The field at dotted `path` under `detail` of an event whose fields are known.

    Raises Unknown where the path is surely a slip.
    """
    return fields.field_of(event.source, event.detail_type, path)
