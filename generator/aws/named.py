"""Every eventName that the tables know of a source. Pure."""

from __future__ import annotations

from functools import cache

from generator.aws import attested, operations
from generator.aws.detail_types import CONSOLE_EVENTS
from generator.aws.service_names import SUFFIX
from generator.aws.services import actions, service
from generator.aws.unknown import Unknown


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
            | CONSOLE_EVENTS.get(event_source, frozenset()) | attested.events(found.sources))
