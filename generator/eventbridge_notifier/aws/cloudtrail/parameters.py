"""Request parameters and response elements as CloudTrail spells them. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from eventbridge_notifier.aws.cloudtrail import dialects, extra_parameters, places, suggest_path
from eventbridge_notifier.aws.cloudtrail.dialects import REQUEST, RESPONSE
from eventbridge_notifier.aws.cloudtrail.dialects.s3 import is_metadata
from eventbridge_notifier.aws.cloudtrail.dialects.shapes import CONTAINER, SUB_RESOURCE, Place
from eventbridge_notifier.aws.services.services import index as services_index
from eventbridge_notifier.aws.services.services import siblings
from eventbridge_notifier.aws.suggest import Unknown, closest, is_certain_slip

# What sign-in events say below responseElements (CloudTrail user guide, "console sign-in events").
OUTCOMES = ("Success", "Failure")

GROWING = 60
"""Values from which on a list (instance types, countries) is sure to get more of the same look."""


@dataclass(frozen=True)
class Parameter:
    """A field below requestParameters or responseElements.

    `kind` is the model's type of the value: string, integer, boolean, structure, list, map and so
    on; "" where it is not known; `sub-resource` for S3's `?acl`, which is always empty. `enum`
    holds the values of a closed list. `suggestions` are paths of values: where `certain` is False,
    and the API model does not have the path, the nearest; where it holds fields, the first.
    `closed` tells that AWS documents the list as complete.
    """

    path: str
    kind: str = ""
    enum: tuple[str, ...] = ()
    certain: bool = True
    suggestions: tuple[str, ...] = ()
    closed: bool = False


@lru_cache(maxsize=4096)
def parameter(service: str, operation: str, path: str) -> Parameter:
    """The field at dotted `path`, which begins with requestParameters or responseElements.

    Raises Unknown where the path is surely a slip.
    """
    side, *names = path.split(".")
    if not names:
        return Parameter(path, "structure")
    if side == RESPONSE and names[0] == "message":  # the answer to a denied call; attested
        return Parameter(path, "string")
    if side == RESPONSE and (service, names) == ("signin", [operation]):
        return Parameter(path, "string", OUTCOMES)
    akin = siblings(service) if dialects.of(service).closed else ()
    found = [one for other in (service, *akin) if _has(other, operation) or other == service
             if (one := _quietly(other, operation, side, names))]
    return _either(found) if found else _walked(service, operation, side, names)


@dataclass(frozen=True)
class Value:
    """A value of a field. Where `certain` is False the model's list, which may lag, lacks it."""

    text: str
    certain: bool = True
    suggestions: tuple[str, ...] = ()


def value(found: Parameter, text: str) -> Value:
    """Can the field hold `text`? Raises Unknown where `text` is surely a slip of what it can."""
    if not found.enum or text in found.enum:
        return Value(text)
    near = closest(text, found.enum)
    if found.closed or (len(found.enum) < GROWING and is_certain_slip(text, found.enum)):
        raise Unknown("value", text, near)
    return Value(text, certain=False, suggestions=near)


def paths(service: str, operation: str, side: str = REQUEST, depth: int = 2) -> list[str]:
    """Dotted paths that the model has, to `depth`; for suggestions and documentation."""
    root = places.root(service, operation, side)
    return sorted(_below(root, side, depth)) if root else []


def _below(place: Place, path: str, depth: int) -> Iterator[str]:
    for name, child in places.below(place).items():
        yield f"{path}.{name}"
        if depth > 1:
            yield from _below(child, f"{path}.{name}", depth - 1)


def request_path(service: str, operation: str, words: str) -> str:
    """The path of a value of the request that ends in the dotted `words`, "" where none does."""
    try:
        found = parameter(service, operation, f"{REQUEST}.{words}")
    except Unknown:
        return ""
    if found.certain and found.kind not in ("", CONTAINER):
        return found.path
    last = words.rpartition(".")[2].lower()
    return next((one for one in found.suggestions
                 if one.rpartition(".")[2].lower() == last), "")


def is_sub_resource(service: str, operation: str, path: str) -> bool:
    """Is it the `acl` of S3's `?acl`?"""
    root = places.root(service, operation, REQUEST)
    known = places.below(root) if root else {}
    name = path.removeprefix(f"{REQUEST}.")
    return name in known and places.kind(known[name]) == SUB_RESOURCE


def holding(service: str, operation: str, text: str) -> tuple[str, ...]:
    """The paths of a request whose closed lists of values have `text`."""
    root = places.root(service, operation, REQUEST)
    return tuple(f"{REQUEST}.{one}" for one in suggest_path.holding(root, text)) if root else ()


def _has(service: str, operation: str) -> bool:
    """Has the service the operation? Asks no model, which takes long to read."""
    return operation in services_index().get(service, {}).get("operations", ())


def _quietly(service: str, operation: str, side: str, names: list[str]) -> Parameter | None:
    """The field as the service has it; None where it has none."""
    try:
        found = _walked(service, operation, side, names)
    except Unknown:
        return None
    return found if found.certain else None


def _either(found: list[Parameter]) -> Parameter:
    """The field of a call that several services have: its name does not say whose call it was."""
    kinds = {one.kind for one in found}
    closed = all(one.enum for one in found)
    listed = tuple(dict.fromkeys(text for one in found for text in one.enum)) if closed else ()
    return replace(found[0], kind=found[0].kind if len(kinds) == 1 else "", enum=listed)


def _walked(service: str, operation: str, side: str, names: list[str]) -> Parameter:
    """The field, found by following `names` from the top."""
    path = ".".join((side, *names))
    if side == REQUEST and extra_parameters.has_row(service, operation, names):
        return Parameter(path)
    root = place = places.root(service, operation, side)
    if place is None:
        return _without_model(service, operation, side, names)
    for index, name in enumerate(names):
        if places.takes_any(place, name) or extra_parameters.is_extra(
                service, operation, names[:index + 1]):
            return Parameter(path)
        below = places.at(place, name)
        if below is None:
            near = _near(root, side, names)
            if dialects.of(service).closed and is_certain_slip(name, places.below(place)):
                raise Unknown("parameter", path, near)
            return Parameter(path, certain=False, suggestions=near)
        place = below
    return _found(path, place)


def _found(path: str, place: Place) -> Parameter:
    kind = places.kind(place)
    inside = suggest_path.leaves(place) if kind == CONTAINER else ()
    return Parameter(path, kind, places.enum(place),
                     suggestions=tuple(f"{path}.{one}" for one in inside))


def _near(root: Place | None, side: str, names: list[str]) -> tuple[str, ...]:
    return tuple(f"{side}.{one}" for one in suggest_path.paths(root, names)) if root else ()


def _without_model(service: str, operation: str, side: str, names: list[str]) -> Parameter:
    """Where no model has the operation: rows of tables, or words of the dialect."""
    path, words = ".".join((side, *names)), dialects.of(service).words(side)
    if words:
        return _by_words(path, side, names, (*words, *extra_parameters.ANYWHERE))
    if any(extra_parameters.is_extra(service, operation, names[:end])
           for end in range(1, len(names) + 1)):
        return Parameter(path)
    rows = {row.removesuffix(".*") for row in extra_parameters.rows(service, operation)}
    near = tuple(f"{side}.{one}" for one in closest(".".join(names), rows))
    return Parameter(path, certain=False, suggestions=near)


def _by_words(path: str, side: str, names: list[str], words: tuple[str, ...]) -> Parameter:
    """Every name must be one that some request of the service has."""
    right = [name in words or is_metadata(name) for name in names]
    if all(right):
        return Parameter(path)
    mended = [(name,) if known else closest(name, words, 1)
              for name, known in zip(names, right, strict=True)]
    near = (".".join((side, *(one[0] for one in mended))),) if all(mended) else ()
    return Parameter(path, certain=False, suggestions=near)
