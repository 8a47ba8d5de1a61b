"""Operations and the eventName that CloudTrail writes for them. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache

from eventbridge_notifier.aws.cloudtrail import detail_types
from eventbridge_notifier.aws.cloudtrail.names.event_names import BOTH_NAMES, EVENT_NAMES
from eventbridge_notifier.aws.cloudtrail.names.owners import meant
from eventbridge_notifier.aws.cloudtrail.readonly import is_read_only
from eventbridge_notifier.aws.services import models, observed
from eventbridge_notifier.aws.services.names import ALSO_ASKED, SUFFIX
from eventbridge_notifier.aws.services.permissions import is_permission
from eventbridge_notifier.aws.services.services import (
    Service,
    actions,
    index,
    service,
    siblings,
    sources,
)
from eventbridge_notifier.aws.suggest import Unknown, closest, is_certain_slip


@dataclass(frozen=True)
class Operation:
    """`name` is the API's. `event_names` are CloudTrail's, the usual one first.

    Where `certain` is False the name is in no API model; `suggestions` are the nearest that are.
    `permission` tells that IAM has it as an action, under which no event is known.
    """

    service: str
    name: str
    sources: tuple[str, ...]
    event_names: tuple[str, ...]
    read_only: bool
    detail_types: tuple[str, ...] = (detail_types.API_CALL,)
    certain: bool = True
    suggestions: tuple[str, ...] = ()
    permission: bool = False

    @property
    def outcome_field(self) -> str:
        """The path that says Success or Failure, where it is not errorCode that does."""
        sign_in = self.sources[0] == detail_types.SIGN_IN_SOURCE
        return f"responseElements.{self.event_names[0]}" if sign_in else ""


# boto3's services whose events may bear the date of their address.
_DATING = frozenset({"lambda", "lambda-web"})

_DATED = re.compile(r"(?<=[a-z])(\d{8}|\d{4}_\d{2}_\d{2})(v\d)?$")


@cache
def operation(service_name: str, name: str) -> Operation:
    """The operation `name`, the API's word or CloudTrail's. Raises Unknown where surely a slip."""
    found = service(service_name)
    resolved = _resolved(found, name)
    if resolved is None:
        return _unmodelled(found, name)
    owner, plain = resolved
    events = event_names(owner, plain)
    if name not in events and (name != plain or owner in BOTH_NAMES):
        events = (name, *events) if name != plain else (*events, name)
    certain = name.lower() != plain.lower() or name in (plain, plain[:1].lower() + plain[1:])
    asked = tuple(dict.fromkeys((*_writing(found, owner), *ALSO_ASKED.get(owner, ()))))
    return Operation(owner, plain, asked, events, _reads(found, events),
                     detail_types.of_call(owner, plain), certain, () if certain else (plain,))


def _writing(found: Service, owner: str) -> tuple[str, ...]:
    """The eventSources of an operation of `owner` that was asked for as one of `found`."""
    own = tuple(one + SUFFIX for one in sources(owner))
    return found.sources if set(own) & set(found.sources) else (*own, *found.sources)


def event_names(service_name: str, name: str) -> tuple[str, ...]:
    """What CloudTrail writes for an operation that the model has.

    Published records have a few Lambda calls under the API's own name: it is asked for as well.
    """
    if named := EVENT_NAMES.get((service_name, name)):
        return named if service_name != "lambda" else (*named, name)
    if service_name in _DATING:
        return _with_date(service_name, name)
    if service_name == "cloudfront":  # both spellings are attested
        return (name, f"{name}2020_05_31")
    return (name,)


def _with_date(service_name: str, name: str) -> tuple[str, ...]:
    """For Lambda operations whose date no source names: bare, as most are written, and with the
    date of their address, as some records have them."""
    described = models.load(service_name)["operations"].get(name, {})
    uri = described.get("http", {}).get("requestUri", "")
    date = re.match(r"/(\d{4})-(\d{2})-(\d{2})/", uri)
    if not date:
        return (name,)
    stamp = "".join(date.groups())
    return (name, f"{name}{stamp}", f"{name}{stamp}v2")


def _resolved(found: Service, name: str) -> tuple[str, str] | None:
    """(boto3's service, the API's operation) for `name`, which may be CloudTrail's.

    The operation may be another service's that writes the same eventSource.
    """
    near = (found.name, *siblings(found.name))
    for one in near:
        if plain := _reverse().get((one, name)) or (name if name in _operations(one) else ""):
            return one, plain
    undated = _DATED.sub("", name)
    for one in near:
        if undated in _operations(one):
            return one, undated
    return _by_case(near, name)


@cache
def _reverse() -> dict[tuple[str, str], str]:
    return {(service_name, event): name
            for (service_name, name), events in EVENT_NAMES.items() for event in events}


@cache
def _operations(service_name: str) -> frozenset[str]:
    known = frozenset(index().get(service_name, {}).get("operations", ()))
    if not known and models.exists(service_name):
        return frozenset(models.load(service_name)["operations"])
    return known


def _by_case(services: tuple[str, ...], name: str) -> tuple[str, str] | None:
    """(service, operation) for a name in another case: Route 53 Domains writes the first small."""
    for near in services:
        for one in _operations(near):
            if one.lower() == name.lower():
                return near, one
    return None


def _unmodelled(found: Service, name: str) -> Operation:
    types = detail_types.of_event(found.sources[0], name)
    asked = (*found.sources, *ALSO_ASKED.get(found.name, ()))
    events = observed.events(found.sources).union(
        *(detail_types.CONSOLE_EVENTS.get(one, ()) for one in found.sources))
    if name in events:
        return Operation(found.name, name, asked, (name,), _reads(found, (name,)), types)
    permission = is_permission(found.name, name)
    words = known(found.name) | events
    every = words | actions().get(found.name, frozenset())
    if not permission and is_certain_slip(name, every):
        raise Unknown("operation", name, closest(name, every, 1))
    return Operation(found.name, name, asked, (name,), _reads(found, (name,)), types, certain=False,
                     permission=permission, suggestions=meant(found.name, name, words))


@cache
def known(service_name: str) -> frozenset[str]:
    """Every name, the API's and CloudTrail's, of the operations that share an eventSource."""
    names = {(near, one) for near in (service_name, *siblings(service_name))
             for one in _operations(near)}
    return frozenset({one for _, one in names}
                     | {event for row in names & EVENT_NAMES.keys() for event in EVENT_NAMES[row]})


def like(service_name: str, pattern: str) -> tuple[str, ...]:
    """The API's operations of a service whose names a shell's pattern such as Create* matches."""
    return tuple(sorted(one for one in _operations(service(service_name).name)
                        if fnmatchcase(one, pattern)))


def has_operation(service_name: str, name: str) -> bool:
    """Has the API model of a service, under whatever name, the operation?"""
    return name in _operations(service(service_name).name)


def is_retired(operation: Operation) -> bool:
    """Has AWS's present API model dropped the operation, and no service that shares its eventSource
    has it?"""
    having_it = [one for one in (operation.service, *siblings(operation.service))
                 if operation.name in _operations(one)]
    return bool(having_it) and all(
        operation.name in index().get(one, {}).get("retired", ()) for one in having_it)


def _reads(found: Service, events: tuple[str, ...]) -> bool:
    return any(is_read_only(source, event) for source in found.sources for event in events)


def misnamed(operation: Operation, written: str) -> tuple[tuple[str, ...], bool]:
    """CloudTrail's names of an operation for which it never writes `written`, and whether that is
    certain; () where it may."""
    names = EVENT_NAMES.get((operation.service, operation.name), ())
    if written == operation.name:
        return ((), True) if not names or written in names else (names, True)
    in_another_case = written.lower() == operation.name.lower()
    return ((names or (operation.name,)) if in_another_case else (), False)
