"""Request parameters and response elements as CloudTrail spells them. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.aws import loose, models, parameter_rows, spelling
from generator.aws.services import index as services_index
from generator.aws.services import siblings
from generator.aws.unknown import Unknown, closest, is_certain_slip

REQUEST, RESPONSE = "requestParameters", "responseElements"

# What sign-in events say below responseElements (CloudTrail user guide, "console sign-in events").
OUTCOMES = ("Success", "Failure")

GROWING = 60
"""Values from which on a list (instance types, countries) is sure to get more of the same look."""


@dataclass(frozen=True)
class Parameter:
    """A field below requestParameters or responseElements.

    `kind` is the model's type of the value: string, integer, boolean, structure, list, map and so
    on; "" where it is not known. `enum` holds the values of a closed list. Where `certain` is
    False the API model does not have the path; `suggestions` are the nearest paths it has.
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
    shape = _shape(service, operation, side)
    return sorted(_below(service, shape, side, depth)) if shape else []


def _below(service: str, shape: str, path: str, depth: int) -> Iterator[str]:
    for name, child in spelling.children(service, shape).items():
        yield f"{path}.{name}"
        if depth > 1:
            yield from _below(service, child, f"{path}.{name}", depth - 1)


def _shape(service: str, operation: str, side: str) -> str | None:
    side_of = models.input_shape if side == REQUEST else models.output_shape
    return side_of(service, operation) if models.exists(service) else None


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
    if side == REQUEST and parameter_rows.has_row(service, operation, names):
        return Parameter(path)
    shape = _shape(service, operation, side)
    if side == RESPONSE and shape:
        shape = spelling.unwrapped(service, shape)
    for index, name in enumerate(names):
        if parameter_rows.is_extra(service, operation, names[:index + 1]):
            return Parameter(path)
        if shape is None:
            known = {row.removesuffix(".*"): "" for row in parameter_rows.rows(service, operation)}
            near = tuple(f"{side}.{one}" for one in closest(".".join(names), known))
            return Parameter(path, certain=False, suggestions=near)
        if spelling.takes_any_key(service, shape) or (
                name in parameter_rows.BLOB and spelling.kind(service, shape) == "blob"):
            return Parameter(path)
        known = spelling.children(service, shape)
        if name not in known:
            above = ".".join((side, *names[:index]))
            return _missing(path, name, known, above, names[index + 1:])
        shape = known[name]
    return Parameter(path, spelling.kind(service, shape), spelling.enum(service, shape)
                     ) if shape else Parameter(path)


def _missing(path: str, name: str, known: dict[str, str], above: str,
             rest: list[str]) -> Parameter:
    near = tuple(".".join((above, one, *rest)) for one in closest(name, known))
    if is_certain_slip(name, known):
        raise Unknown("parameter", path, near)
    return Parameter(path, certain=False, suggestions=near)


def _loose(service: str, operation: str, side: str, names: list[str]) -> Parameter:
    """CloudTrail's own shapes: every name must be one that the request has at some depth."""
    path = ".".join((side, *names))
    words = loose.words(service, operation, side)
    if side == REQUEST and parameter_rows.has_row(service, operation, names):
        return Parameter(path)
    if (wrapper := loose.wrapper(service, operation, side)) and names[0] != wrapper:
        return Parameter(path, certain=False, suggestions=(".".join((side, wrapper, *names)),))
    for index, name in enumerate(names):
        if parameter_rows.is_extra(service, operation, names[:index + 1]):
            return Parameter(path)
        if name != wrapper and name not in words and not loose.is_metadata(service, name):
            near = tuple(".".join((side, *names[:index], one, *names[index + 1:]))
                         for one in closest(name, words))
            return Parameter(path, certain=False, suggestions=near)
    return Parameter(path, "", loose.enum(service, operation, side, names))


def words(service: str, operation: str) -> tuple[str, ...]:
    """Every word that a path below requestParameters may have, where its place is not known."""
    return tuple(loose.words(service, operation, REQUEST)) if loose.is_loose(service) else ()
