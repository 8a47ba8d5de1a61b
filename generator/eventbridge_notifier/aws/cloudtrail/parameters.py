"""Request parameters and response elements as CloudTrail spells them. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from eventbridge_notifier.aws.cloudtrail import extra_parameters, suggest_path
from eventbridge_notifier.aws.cloudtrail.dialects import loose
from eventbridge_notifier.aws.cloudtrail.dialects.plain import shapes as plain
from eventbridge_notifier.aws.cloudtrail.dialects.plain import spelling
from eventbridge_notifier.aws.cloudtrail.dialects.plain.shapes import REQUEST, RESPONSE
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
    """

    path: str
    kind: str = ""
    enum: tuple[str, ...] = ()
    certain: bool = True
    suggestions: tuple[str, ...] = ()


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
    if loose.is_loose(service):
        return _loose(service, operation, side, names)
    for other in siblings(service):
        if _has(other, operation) and _quietly(other, operation, side, names):
            return _strict(other, operation, side, names)
    return _strict(service, operation, side, names)


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
    if len(found.enum) < GROWING and is_certain_slip(text, found.enum):
        raise Unknown("value", text, near)
    return Value(text, certain=False, suggestions=near or found.enum[:3])


def paths(service: str, operation: str, side: str = REQUEST, depth: int = 2) -> list[str]:
    """Dotted paths that the model has, to `depth`; for suggestions and documentation."""
    root = plain.root(service, operation, side)
    return sorted(_below(root, side, depth)) if root else []


def _below(place: Place, path: str, depth: int) -> Iterator[str]:
    for name, child in plain.below(place).items():
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
    return loose.is_loose(service) and parameter(service, operation, path).kind == SUB_RESOURCE


def holding(service: str, operation: str, text: str) -> tuple[str, ...]:
    """The paths of a request whose closed lists of values have `text`."""
    root = plain.root(service, operation, REQUEST)
    return tuple(f"{REQUEST}.{one}" for one in suggest_path.holding(root, text)) if root else ()


def _has(service: str, operation: str) -> bool:
    """Has the service the operation? Asks no model, which takes long to read."""
    return operation in services_index().get(service, {}).get("operations", ())


def _quietly(service: str, operation: str, side: str, names: list[str]) -> bool:
    try:
        return _strict(service, operation, side, names).certain
    except Unknown:
        return False


def _strict(service: str, operation: str, side: str, names: list[str]) -> Parameter:
    path = ".".join((side, *names))
    if side == REQUEST and extra_parameters.has_row(service, operation, names):
        return Parameter(path)
    root = place = plain.root(service, operation, side)
    for index, name in enumerate(names):
        if extra_parameters.is_extra(service, operation, names[:index + 1]):
            return Parameter(path)
        if place is None:
            rows = extra_parameters.rows(service, operation)
            known = {row.removesuffix(".*"): "" for row in rows}
            near = tuple(f"{side}.{one}" for one in closest(".".join(names), known))
            return Parameter(path, certain=False, suggestions=near)
        if plain.takes_any_key(place) or (
                name in extra_parameters.BLOB and spelling.kind(service, place.shape) == "blob"):
            return Parameter(path)
        below = plain.below(place)
        if name not in below:
            near = _near(root, side, names)
            if is_certain_slip(name, below):
                raise Unknown("parameter", path, near)
            return Parameter(path, certain=False, suggestions=near)
        place = below[name]
    return Parameter(path, spelling.kind(service, place.shape), spelling.enum(service, place.shape)
                     ) if place else Parameter(path)


def _near(root: Place | None, side: str, names: list[str]) -> tuple[str, ...]:
    return tuple(f"{side}.{one}" for one in suggest_path.paths(root, names)) if root else ()


def _loose(service: str, operation: str, side: str, names: list[str]) -> Parameter:
    """CloudTrail's own shapes: a path that the rules do not give may still be right."""
    path = ".".join((side, *names))
    if side == REQUEST and extra_parameters.has_row(service, operation, names):
        return Parameter(path)
    root = place = plain.root(service, operation, side)
    if place is None:
        return _by_words(service, side, names)
    for index, name in enumerate(names):
        if loose.is_metadata(service, name) or extra_parameters.is_extra(
                service, operation, names[:index + 1]):
            return Parameter(path)
        below = plain.below(place)
        if name not in below:
            return Parameter(path, certain=False, suggestions=_near(root, side, names))
        place = below[name]
    kind = plain.kind(place)
    inside = suggest_path.leaves(place) if kind == CONTAINER else ()
    return Parameter(path, kind, plain.enum(place),
                     suggestions=tuple(f"{path}.{one}" for one in inside))


def _by_words(service: str, side: str, names: list[str]) -> Parameter:
    """Every name must be one that some request of the service has."""
    path, words = ".".join((side, *names)), (*loose.words(service, side),
                                             *extra_parameters.ANYWHERE)
    right = [name in words or loose.is_metadata(service, name) for name in names]
    if all(right):
        return Parameter(path)
    mended = [(name,) if known else closest(name, words, 1)
              for name, known in zip(names, right, strict=True)]
    near = (".".join((side, *(one[0] for one in mended))),) if all(mended) else ()
    return Parameter(path, certain=False, suggestions=near)
