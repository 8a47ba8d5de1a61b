"""Every eventName that the tables know of a source. Pure."""

from __future__ import annotations

from functools import cache

from eventbridge_notifier.aws.cloudtrail import operations
from eventbridge_notifier.aws.cloudtrail.data_events import UNLOGGED, is_data_event
from eventbridge_notifier.aws.cloudtrail.detail_types import CONSOLE_EVENTS
from eventbridge_notifier.aws.cloudtrail.readonly import is_read_only
from eventbridge_notifier.aws.services import observed
from eventbridge_notifier.aws.services.names import SUFFIX
from eventbridge_notifier.aws.services.services import actions, index, service, writers
from eventbridge_notifier.aws.suggest import Unknown


@cache
def event_names_of(event_source: str) -> frozenset[str]:
    """eventNames, the API's words among them; () where the source has no API model."""
    try:
        found = service(event_source.removesuffix(SUFFIX))
    except Unknown:
        return frozenset()
    if not found.modelled or not found.certain:
        return frozenset()
    return (operations.known(found.name) | actions().get(found.name, frozenset())
            | CONSOLE_EVENTS.get(event_source, frozenset()) | observed.events(found.sources))


@cache
def reads_of(event_source: str) -> tuple[frozenset[str], ...]:
    """The eventNames of each operation of a source whose calls are management events that only
    read; () where the source has no API model."""
    short = event_source.removesuffix(SUFFIX)
    calls = ((one, name) for one in writers().get(short, ()) for name in index()[one]["operations"])
    return tuple(frozenset(operations.event_names(*call)) for call in calls
                 if is_read_only(event_source, call[1]) and call not in UNLOGGED
                 and not is_data_event(*call))
