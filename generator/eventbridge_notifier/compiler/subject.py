"""What the events of one alternative of a pattern are: calls, native events, or neither. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from eventbridge_notifier import aws
from eventbridge_notifier.compiler.alternatives import Alternative

SOURCE, DETAIL_TYPE = "source", "detail-type"
EVENT_SOURCE, EVENT_NAME = "detail.eventSource", "detail.eventName"


@dataclass(frozen=True)
class Subject:
    """`sources` are eventSources; `calls` the operations that the alternative names.

    `via_cloudtrail` is False where the events may come without CloudTrail. `detail_types` are the
    detail-types, () where any is admitted; `natives` the service's own events among them.
    """

    sources: tuple[str, ...] = ()
    calls: tuple[aws.Operation, ...] = ()
    detail_types: tuple[str, ...] = ()
    natives: tuple[aws.Native, ...] = ()
    via_cloudtrail: bool = False


def of(operations: Sequence[aws.Operation], alternative: Alternative) -> Subject:
    """What `alternative` of the pattern of a watch matches, whose `on` names the operations."""
    detail_types = _exact(alternative, DETAIL_TYPE)
    sources = _event_sources(alternative)
    via_cloudtrail = (all(one in aws.VIA_CLOUDTRAIL for one in detail_types) if detail_types
                      else _is_of_cloudtrail(alternative, sources))
    calls = tuple(_calls(operations, alternative, sources)) if via_cloudtrail else ()
    natives = tuple(_natives(alternative, detail_types))
    return Subject(sources, calls, detail_types, natives, via_cloudtrail)


def _is_of_cloudtrail(alternative: Alternative, sources: tuple[str, ...]) -> bool:
    """Whether events without a given detail-type can only be CloudTrail's: their eventSource is
    written as CloudTrail writes it, or their eventName is an operation of the source. Other
    services' events, and people's own, have fields of these names, too."""
    if EVENT_SOURCE in alternative:
        texts = _exact(alternative, EVENT_SOURCE)
        return bool(texts) and all(one.endswith(aws.SUFFIX) for one in texts)
    names = _exact(alternative, EVENT_NAME)
    return any((one := known(source, name)) and one.certain
               for source in sources for name in names)


def _exact(alternative: Alternative, path: str) -> tuple[str, ...]:
    return alternative[path].exact() if path in alternative else ()


def _event_sources(alternative: Alternative) -> tuple[str, ...]:
    """eventSources that are asked for, or that follow from the envelope's source."""
    if EVENT_SOURCE in alternative:
        return _exact(alternative, EVENT_SOURCE)
    return tuple(aws.event_source(one) for one in _exact(alternative, SOURCE)
                 if one.startswith("aws."))


def _calls(operations: Sequence[aws.Operation], alternative: Alternative,
           sources: tuple[str, ...]) -> Iterator[aws.Operation]:
    names = _exact(alternative, EVENT_NAME)
    if operations:
        yield from (one for one in operations
                    if set(one.event_names) & set(names) and set(one.sources) & set(sources))
        return
    for name in names:
        found = [one for source in sources if (one := known(source, name))]
        yield from [one for one in found if one.certain] or found[:1]


def known(source: str, name: str) -> aws.Operation | None:
    """The operation, None where AWS surely has none of that name."""
    try:
        return aws.operation(source, name)
    except aws.Unknown:
        return None


def _natives(alternative: Alternative, detail_types: tuple[str, ...]) -> Iterator[aws.Native]:
    for source in _exact(alternative, SOURCE):
        for kind in detail_types:
            if aws.is_native(source) and kind not in aws.VIA_CLOUDTRAIL:
                try:
                    yield aws.native_event(source, kind)
                except aws.Unknown:
                    continue
