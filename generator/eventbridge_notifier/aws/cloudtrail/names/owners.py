"""What was meant by an operation that the service has not: the likeliest first. Pure."""

from __future__ import annotations

from eventbridge_notifier.aws.cloudtrail import detail_types
from eventbridge_notifier.aws.services import observed
from eventbridge_notifier.aws.services.names import COMMON, SUFFIX
from eventbridge_notifier.aws.services.permissions import NO_CALL, calls, is_permission
from eventbridge_notifier.aws.services.services import index, name_of, sources
from eventbridge_notifier.aws.suggest import closest


def meant(service: str, name: str, words: frozenset[str]) -> tuple[str, ...]:
    """Operations of the service, which has `words`, or service:Operation of others."""
    if (service, name) in NO_CALL:
        return ()
    if is_permission(service, name):
        return calls(service, name) or closest(name, words, 1)
    elsewhere = tuple(f"{one}:{name}" for one in having(name, service))[:3]
    return elsewhere or closest(name, words, 1) or _ending(name, words)


def _ending(name: str, words: frozenset[str]) -> tuple[str, ...]:
    """The words that end alike: ConsoleLogin for Login."""
    return tuple(sorted(one for one in words if one.lower().endswith(name.lower())))[:3]


def having(name: str, asked: str = "") -> tuple[str, ...]:
    """Services that have an operation or an event of this name.

    Those akin to the service `asked` come first, then those that API models have, then those that
    people watch most.
    """
    modelled = {one for one, entry in index().items() if name in entry["operations"]}
    written = {source.removesuffix(SUFFIX) for source, events in detail_types.CONSOLE_EVENTS.items()
               if name in events}
    written |= {source for source, events in observed.rows().items() if name in events}
    found = modelled | {one for one in written if name_of(one) not in modelled}

    def rank(one: str) -> tuple[bool, bool, int, int, str]:
        place = COMMON.index(one) if one in COMMON else len(COMMON)
        return not _akin(one, asked), one not in modelled, place, len(one), one

    return tuple(sorted(found, key=rank))


def _akin(one: str, asked: str) -> bool:
    """Do their names or eventSources begin with the same word? sso and sso-directory do."""
    return bool(asked) and bool(_words(one) & _words(asked))


def _words(name: str) -> set[str]:
    return {word.split("-")[0] for word in (name, *sources(name_of(name)))}
