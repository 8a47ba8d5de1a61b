"""The JSON Schema of a spec, and where a spec does not follow it. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, reduce
from importlib.resources import files
from operator import getitem
from typing import TYPE_CHECKING, Any

from eventbridge_notifier.aws import suggest
from eventbridge_notifier.diagnostics.finding import Finding
from eventbridge_notifier.spec.yaml import Tree

if TYPE_CHECKING:
    from jsonschema import ValidationError

Schema = dict[str, Any]

_TYPES = {"object": "a mapping", "array": "a list", "string": "text", "integer": "a whole number",
          "number": "a number", "boolean": "true or false", "null": "null"}


@cache
def schema() -> Schema:
    """The JSON Schema of a spec, as published. `errorMessage` says in words what a pattern asks."""
    text = files("eventbridge_notifier.spec").joinpath("schema.json").read_text(encoding="utf-8")
    loaded: Schema = json.loads(text)
    return loaded


def _pattern(validator: Any, pattern: str, instance: Any, _: Schema) -> Iterator[ValidationError]:
    """As the schema's readers mean it: in Python `$` would let a line break through."""
    from jsonschema import ValidationError

    if isinstance(instance, str) and not re.search(pattern.removesuffix("$") + r"\Z", instance):
        yield ValidationError(f"{instance!r} does not match {pattern!r}")


@cache
def _validator() -> Any:
    from jsonschema import Draft202012Validator, validators  # here: a third of a command's start

    return validators.extend(Draft202012Validator, {"pattern": _pattern})(_inlined(schema()))


def _inlined(part: Any) -> Any:
    """The schema with each `$ref` written out: looking them up takes a third of the time."""
    if isinstance(part, list):
        return [_inlined(one) for one in part]
    if not isinstance(part, dict):
        return part
    below = {key: _inlined(one) for key, one in part.items() if key not in ("$ref", "$defs")}
    if "$ref" in part:
        below |= _inlined(reduce(getitem, part["$ref"].split("/")[1:], schema()))
    return below


def shape(trees: Iterable[Tree]) -> Iterator[Finding]:
    """Everything that does not have the shape of a spec, at the key that holds it."""
    for tree in trees:
        for error in _validator().iter_errors(tree.value):
            path = tuple(error.absolute_path)
            for below, code, message, suggestion in _explain(error):
                yield tree.file.finding((*path, *below), code, message, suggestion=suggestion)
        if isinstance(tree.value, dict) and not tree.value.keys() & {"watches", "packs"}:
            yield tree.file.finding((), "missing-key", "watches or packs must be given")


def is_spec(tree: Tree) -> bool:
    """Has it a word of a spec, or one that was to be such? What is no mapping may be meant as one.

    A folder may hold other YAML: prices, a pipeline's.
    """
    if not isinstance(tree.value, dict) or not tree.value:
        return True
    words = list(schema()["properties"])
    return any(key == word or suggest.is_slip(str(key), word)
               for key in tree.value for word in words)


Explained = Iterator[tuple[tuple[Any, ...], str, str, str]]


def _unknown_key(error: ValidationError) -> Explained:
    allowed = list(error.schema["properties"])
    for key in error.instance:
        if key not in allowed:
            yield (key,), "unknown-key", (f'"{key}" is not a key here; allowed are '
                                          f"{', '.join(allowed)}"), suggest.meant(key, allowed)


def _missing(error: ValidationError) -> Explained:
    missing = [key for key in error.validator_value if key not in error.instance]
    yield (), "missing-key", f"{' and '.join(missing)} must be given", ""


def _type(error: ValidationError) -> Explained:
    wanted = error.validator_value
    words = [_TYPES[t] for t in ([wanted] if isinstance(wanted, str) else wanted)]
    quoted = "string" in wanted and type(error.instance) is int
    yield (), "wrong-type", (f"{_name(error)} must be {' or '.join(words)}, "
                             f"not {_kind(error.instance)}" + "; put it in quotes" * quoted), (
        f'"{error.instance}"' if quoted else "")


def _enum(error: ValidationError) -> Explained:
    allowed = [value if isinstance(value, str) else json.dumps(value)
               for value in error.validator_value]
    yield (), "wrong-value", (f"{_name(error)} is {_show(error.instance)}; allowed are "
                              f"{', '.join(allowed)}"), suggest.meant(str(error.instance), allowed)


def _const(error: ValidationError) -> Explained:
    yield (), "wrong-value", (f"{_name(error)} is {_show(error.instance)}; this program reads "
                              f"{error.validator_value}"), ""


def _form(error: ValidationError) -> Explained:
    words = error.schema.get("errorMessage", f"has not the form {error.validator_value}")
    is_key = "propertyNames" in error.absolute_schema_path
    below = (error.instance,) if is_key else ()
    yield below, "wrong-form", f"{_show(error.instance)} {words}", ""


def _few(error: ValidationError) -> Explained:
    yield (), "wrong-form", f"{_name(error)} is empty; leave it out or fill it in", ""


def _unique(error: ValidationError) -> Explained:
    yield (), "wrong-form", f"{_name(error)} names something twice", ""


def _too_long(error: ValidationError) -> Explained:
    words = error.schema.get("errorMessage", f"is longer than {error.validator_value} characters")
    is_key = "propertyNames" in error.absolute_schema_path
    yield ((error.instance,) if is_key else ()), "wrong-form", (
        f"{_show(error.instance)} {words}"), ""


_EXPLAIN: dict[str, Callable[[ValidationError], Explained]] = {
    "additionalProperties": _unknown_key, "required": _missing, "type": _type, "enum": _enum,
    "const": _const, "pattern": _form, "maxLength": _too_long, "minLength": _few,
    "minItems": _few, "minProperties": _few, "uniqueItems": _unique,
}


def _explain(error: ValidationError) -> Explained:
    explain = _EXPLAIN.get(str(error.validator))
    if explain is None:
        return iter([((), "wrong-form", error.message, "")])
    return explain(error)


def _name(error: ValidationError) -> str:
    path = tuple(error.absolute_path)
    item = f"item {path[-1] + 1} of " if path and isinstance(path[-1], int) else ""
    keys = [part for part in path if isinstance(part, str)]
    return f'{item}"{keys[-1]}"' if keys else "the spec"


def _kind(value: Any) -> str:
    names: dict[type, str] = {dict: "a mapping", list: "a list", str: "text", bool: "true or false",
                              int: "a number", float: "a number", type(None): "empty"}
    return names[type(value)]


def _show(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 80 else text[:77] + "..."
