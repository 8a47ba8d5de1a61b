"""Reading values out of an event.

An event's leaves are found by dotted path; a key with a dot in it counts as the path it spells.
An element of an array that is an object (or an array) is a place of its own: two paths below the
same array must be satisfied in the same element. A Leaf remembers its places.
"""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from generator.patterns import reader
from generator.patterns.errors import PatternError
from generator.patterns.leaves import Scalar

Places = tuple[tuple[int, int], ...]
"""(array, index) from the outside in; an array is known by its identity."""


class Found(NamedTuple):
    """A leaf of an event and the array elements it lies in."""

    value: Scalar
    places: Places


def parsed(event: Any) -> dict[str, Any]:
    """An event as an object, from text or as it is. Raises PatternError if it is neither."""
    value = _from_text(event) if isinstance(event, str | bytes) else event
    if not isinstance(value, dict):
        raise PatternError("an event is a JSON object")
    return value


def _from_text(text: str | bytes) -> Any:
    try:
        return json.loads(text)
    except UnicodeDecodeError:
        raise PatternError("the event is not valid UTF-8") from None
    except (ValueError, RecursionError):
        # Too deep or too long a number for json, or not JSON: the strict reader tells which.
        words = text if isinstance(text, str) else text.decode("utf-8", "surrogatepass")
        return reader.read(words).value


def leaves_at(event: dict[str, Any], path: str) -> list[Found]:
    """All leaves of the event at a path, in the order of the event."""
    return list(_below(event, path))


def _below(event: dict[str, Any], path: str) -> Iterator[Found]:
    """Depth first with a stack of its own; `rest` is what of the path is still to be walked."""
    stack: list[tuple[Any, str | None, Places]] = [(event, path, ())]
    while stack:
        node, rest, places = stack.pop()
        if isinstance(node, dict):
            if rest is not None:
                stack.extend(
                    (node[name], left, places)
                    for name, left in reversed(splits(rest))
                    if name in node
                )
        elif isinstance(node, list | tuple):
            stack.extend(
                (child, rest, (*places, (id(node), index)) if _is_place(child) else places)
                for index, child in _reversed(node)
            )
        elif rest is None:
            yield Found(node, places)


def _reversed(array: list[Any] | tuple[Any, ...]) -> Iterator[tuple[int, Any]]:
    return ((index, array[index]) for index in range(len(array) - 1, -1, -1))


def _is_place(child: Any) -> bool:
    return isinstance(child, dict | list | tuple)


def splits(path: str) -> list[tuple[str, str | None]]:
    """The ways to read a path as a key and a rest: a.b gives ("a", "b") and ("a.b", None)."""
    names = path.split(".")
    result: list[tuple[str, str | None]] = [
        (".".join(names[:cut]), ".".join(names[cut:])) for cut in range(1, len(names))
    ]
    return [*result, (path, None)]
