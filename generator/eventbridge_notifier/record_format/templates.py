"""Names of resources, made of an event by templates; `resources` says how they are written. Pure.

A template comes with the event each time, and is taken apart once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import unquote

LONGEST = 1024  # bytes of a resource's name
_HOLES = re.compile(r"\{([^}]*)\}")
_SIDES = {"request": "requestParameters", "response": "responseElements"}
_PARTITIONS = {"cn-": "aws-cn", "us-gov-": "aws-us-gov", "eusc-": "aws-eusc", "us-iso-": "aws-iso",
               "us-isob-": "aws-iso-b", "us-isof-": "aws-iso-f", "eu-isoe-": "aws-iso-e"}
_HIDDEN = ("***", "HIDDEN_DUE_TO", "*")
_PLACES = frozenset({"account", "region", "partition"})


class _Path(NamedTuple):
    """`names` lead to a value below the detail. A value `unless` is none. `is_tail`: what comes
    after its last slash counts."""

    text: str
    names: tuple[str, ...]
    unless: str
    is_tail: bool


class _Template(NamedTuple):
    """`parts` are its text and its paths in turn; `start` what stands before the last path."""

    parts: tuple[str, ...]
    before: tuple[_Path, ...]
    last: _Path
    start: str


def filled(event: dict[str, Any], kind: str, template: str) -> list[str]:
    """A template with every value of its last path, and the first of each other."""
    taken = _taken_apart(template)
    if taken is None:
        return []
    values: dict[str, str] = {}
    for path in taken.before:
        found = _values(event, path)
        if not found:
            return []
        values[path.text] = found[0]
    made = [_name(taken, kind, values, value) for value in _values(event, taken.last)]
    return [name for name in made if (kind or name.startswith("arn:")) and is_usable(name)]


def is_usable(name: str) -> bool:
    """Whether a resource can be called so."""
    return name.isprintable() and "*" not in name and len(name.encode()) <= LONGEST


@lru_cache(maxsize=1000)
def _taken_apart(template: str) -> _Template | None:
    """None where it has no path."""
    parts = tuple(_HOLES.split(template))
    if len(parts) == 1:
        return None
    *before, last = map(_path, parts[1::2])
    start = template[:template.rindex("{")].rpartition(":")[2]
    return _Template(parts, tuple(before), last, start)


def _path(text: str) -> _Path:
    path, _, unless = text.partition("!")
    bare = path.removesuffix("/")
    side, *names = bare.split(".")
    below = () if side == "detail" else (_SIDES.get(side, ""),)
    return _Path(text, (*below, *names), unless, bare != path)


def _name(taken: _Template, kind: str, values: dict[str, str], value: str) -> str:
    """The template with a value of its last path; `values` has those of the others."""
    made = value
    if not value.startswith("arn:"):
        every = {**values, taken.last.text: _without(taken.start, value)}
        parts = list(taken.parts)
        parts[1::2] = [every[path] for path in parts[1::2]]
        made = "".join(parts)
    return made if made.startswith("arn:") else f"{kind}/{made}"


def _without(start: str, value: str) -> str:
    """`alias/x` in a template that ends in `alias/`, and `/a/b` of a parameter: each said once."""
    return value.removeprefix(start).lstrip("/") if start.endswith("/") else value


def _values(event: dict[str, Any], path: _Path) -> list[str]:
    """The texts and whole numbers at a path; through a list they are those of all entries."""
    said = event.get("detail")
    detail = said if isinstance(said, dict) else {}
    if path.text in _PLACES:
        return _of_place(event, detail, path.text)
    return [text for one in _walk(detail, path.names) if (text := _text(one, path))]


def _text(value: Any, path: _Path) -> str:
    """A value as it stands in a name, "" where it is of no use."""
    if not isinstance(value, str | int) or isinstance(value, bool):
        return ""
    text = str(value)
    if text.startswith("arn%3A"):
        text = unquote(text)
    if path.is_tail:
        text = text.rpartition("/")[2]
    return "" if text == path.unless or text.startswith(_HIDDEN) else text


def _of_place(event: dict[str, Any], detail: dict[str, Any], name: str) -> list[str]:
    region = event.get("region") or detail.get("awsRegion") or ""
    if name == "partition":
        return [next((partition for prefix, partition in _PARTITIONS.items()
                      if str(region).startswith(prefix)), "aws")]
    said = region if name == "region" else (
        detail.get("recipientAccountId") or event.get("account"))
    return [str(said)] if said else []


def _walk(value: Any, names: Sequence[str]) -> list[Any]:
    for at, name in enumerate(names):
        if isinstance(value, list):
            return [found for one in value for found in _walk(one, names[at:])]
        if not isinstance(value, dict):
            return []
        value = _member(value, name)
    if isinstance(value, list):
        return [found for one in value for found in _walk(one, ())]
    # EC2 writes what came as XML with attributes so: {"tag": 1, "content": "fl-..."}.
    return [value.get("content") if isinstance(value, dict) else value]


def _member(value: dict[str, Any], name: str) -> Any:
    """Services differ in the case of the first letter."""
    return value[name] if name in value else value.get(name[:1].swapcase() + name[1:])
