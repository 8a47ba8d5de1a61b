"""The JSON Schema of a spec, and where a spec does not follow it. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from eventbridge_notifier.aws import suggest
from eventbridge_notifier.diagnostics.finding import Finding
from eventbridge_notifier.spec import violations
from eventbridge_notifier.spec.yaml import Tree

Schema = dict[str, Any]


@cache
def schema() -> Schema:
    """The JSON Schema of a spec, as published. `errorMessage` says in words what a pattern asks."""
    text = files("eventbridge_notifier.spec").joinpath("schema.json").read_text(encoding="utf-8")
    loaded: Schema = json.loads(text)
    return loaded


def has_form(value: Any, definition: str) -> bool:
    """Whether `value` follows the schema's definition of that name, such as `when`."""
    from jsonschema_rs import Draft202012Validator

    wanted = {"$defs": schema()["$defs"], "$ref": f"#/$defs/{definition}"}
    return Draft202012Validator(wanted).is_valid(value)


@cache
def _validator() -> Any:
    from jsonschema_rs import Draft202012Validator  # here: a command's --help starts without it

    return Draft202012Validator(schema())


def shape(trees: Iterable[Tree]) -> Iterator[Finding]:
    """Everything that does not have the shape of a spec, at the key that holds it."""
    for tree in trees:
        for error in _validator().iter_errors(tree.value):
            for place, code, message, suggestion in violations.explain(error, schema()):
                yield tree.file.finding(place, code, message, suggestion=suggestion)
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
