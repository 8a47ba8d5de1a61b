"""Every eventName that the tables know of a source. Pure."""

from __future__ import annotations

from functools import cache

from eventbridge_notifier.aws.cloudtrail import operations
from eventbridge_notifier.aws.cloudtrail.detail_types import CONSOLE_EVENTS
from eventbridge_notifier.aws.services import observed
from eventbridge_notifier.aws.services.names import SUFFIX
from eventbridge_notifier.aws.services.services import actions, service
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
