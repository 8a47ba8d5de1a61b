"""The regions in which the events appear that one alternative of a pattern matches. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from eventbridge_notifier import aws
from eventbridge_notifier.compiler.alternatives import Alternative

REGION_FIELDS = ("region", "detail.awsRegion")


def of(alternative: Alternative, watched: tuple[str, ...]) -> tuple[str, ...]:
    """The regions, of which `watched` are those that the spec watches.

    Regions that the alternative names, and those in which alone some of its events appear, join.
    All are of the partition of `watched`: EventBridge forwards nothing out of one.
    """
    partition = aws.partition_of(next(iter(watched), None))
    constraint = [alternative[field] for field in REGION_FIELDS if field in alternative]
    for one in constraint:
        if named := tuple(text for text in one.exact() if aws.partition_of(text) is partition):
            return named
    found = {text: None for one in constraint for _, text in one.texts()}
    sources = alternative["source"].conditions if "source" in alternative else (None,)
    for source in sources:
        if isinstance(source, str):
            found |= dict.fromkeys(_of_source(source, alternative, watched, partition))
        else:
            found |= dict.fromkeys((*watched, *_of_any_service(alternative, partition)))
    return tuple(found)


def far_away(alternative: Alternative, region: str | None = None) -> tuple[str, ...]:
    """The regions in which alone its calls are made, by a parameter that all of them have, in the
    partition of `region`; () where they are made anywhere."""
    partition, found = aws.partition_of(region), dict[str, None]()
    for source in _exact(alternative, "source"):
        field, far = aws.FAR_AWAY.get(source, ("", ""))
        if not field or set(_exact(alternative, f"detail.requestParameters.{field}")) != {far}:
            return ()
        found |= dict.fromkeys(partition.origins_of(aws.event_source(source))[0])
    return tuple(found)


def _of_source(source: str, alternative: Alternative, watched: tuple[str, ...],
               partition: aws.Partition) -> Iterator[str]:
    kinds = _kinds(alternative)
    fixed, here = partition.origins_of(aws.event_source(source))
    if not set(kinds) <= set(aws.VIA_CLOUDTRAIL) or (not kinds and aws.has_events(source)):
        yield from (*watched, *partition.native_regions(source))
    if not kinds or set(kinds) & set(aws.VIA_CLOUDTRAIL):
        field, far = aws.FAR_AWAY.get(source, ("", ""))
        constraint = set(_exact(alternative, f"detail.requestParameters.{field}"))
        if here and constraint != {far}:
            yield from watched
        if not constraint or far in constraint:
            yield from fixed


def _of_any_service(alternative: Alternative, partition: aws.Partition) -> Iterator[str]:
    """A pattern for all of AWS: the global services, and sign-in where it admits that."""
    kinds = _kinds(alternative) or aws.VIA_CLOUDTRAIL
    if set(kinds) & set(aws.VIA_CLOUDTRAIL):
        yield from partition.every_home()
    if set(kinds) & set(aws.SIGN_IN):
        yield from partition.sign_in


def _kinds(alternative: Alternative) -> tuple[str, ...]:
    return _exact(alternative, "detail-type")


def _exact(alternative: Alternative, path: str) -> tuple[str, ...]:
    return alternative[path].exact() if path in alternative else ()
