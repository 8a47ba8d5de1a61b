"""Reading values out of an event.

An event's leaves are found by dotted path; a key with a dot in it counts as the path it spells.
An element of an array that is an object (or an array) is a place of its own: two paths below the
same array must be satisfied in the same element. A leaf that is found remembers its element.
"""

import json
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple, NoReturn

from eventbridge_notifier.patterns import numbers, reader
from eventbridge_notifier.patterns.errors import PatternError
from eventbridge_notifier.patterns.operators.base import Scalar

DEEPEST = 1_000
"""Arrays in arrays; whatever is deeper is not looked at. AWS's JSON reader refuses such events."""


class Array:
    """An array at one place of an event, and the element of another array that it lies in."""

    __slots__ = ("depth", "elements", "within")

    def __init__(self, within: "Element | None") -> None:
        self.within = within
        self.depth: int = within.array.depth + 1 if within else 1
        self.elements: dict[int, Element] = {}

    def element(self, index: int) -> "Element":
        found = self.elements.get(index)
        if found is None:
            found = self.elements[index] = Element(self)
        return found


class Element:
    """An object or array in an array. The same element is the same Element within one Search."""

    __slots__ = ("array",)

    def __init__(self, array: Array) -> None:
        self.array = array


class Found(NamedTuple):
    """A leaf of an event and the innermost array element it lies in."""

    value: Scalar
    element: Element | None


ARRAYS = (list, tuple)
CONTAINERS = (dict, list, tuple)

Step = tuple[Any, str | None, Element | None]
"""A value of an event, the rest of the path below it, and the element it lies in."""


class Search:
    """The arrays of one event that its paths have led through."""

    def __init__(self, event: dict[str, Any]) -> None:
        self.event = event
        self._arrays: dict[tuple[Element | None, str, int], Array] = {}

    def leaves_at(self, path: str) -> list[Found]:
        """All leaves of the event at a path, in the order of the event.

        Depth first with a stack of its own; `rest` is what of the path is still to be walked.
        """
        found: list[Found] = []
        stack: list[Step] = [_descended(self.event, path)]
        while stack:
            node, rest, element = stack.pop()
            if isinstance(node, dict):
                for name, left in readings(rest) if rest is not None else ():
                    if name in node:
                        stack.append((node[name], left, element))
            elif isinstance(node, ARRAYS):
                walked = path if rest is None else path[: -len(rest) - 1]
                array = self._array(element, walked, node)
                if array.depth <= DEEPEST:
                    stack.extend(_elements(node, rest, element, array))
            elif rest is None:
                found.append(Found(node, element))
        return found

    def _array(self, element: Element | None, walked: str, node: Any) -> Array:
        """Known by identity and place: one Python list may stand at several places of an event."""
        place = element, walked, id(node)
        array = self._arrays.get(place)
        if array is None:
            array = self._arrays[place] = Array(element)
        return array


def _descended(event: dict[str, Any], path: str) -> Step:
    """The place down to which the path leads through objects alone, one key after the other."""
    node: Any = event
    rest: str | None = path
    while rest is not None and type(node) is dict:
        *dotted, (name, left) = readings(rest)
        for spelled, _ in dotted:
            if spelled in node:
                return node, rest, None
        if name not in node:
            return None, "", None
        node, rest = node[name], left
    return node, rest, None


def _elements(
    node: Any, rest: str | None, element: Element | None, array: Array
) -> Iterator[Step]:
    """The members of an array, last first; those that are scalars are no places."""
    for index in range(len(node) - 1, -1, -1):
        child = node[index]
        if isinstance(child, CONTAINERS):
            yield child, rest, array.element(index)
        elif rest is None:
            yield child, None, element


@lru_cache(maxsize=4096)
def readings(path: str) -> tuple[tuple[str, str | None], ...]:
    """The ways to read a path as a key and a rest: a.b is a.b with no rest, and a with rest b."""
    names = path.split(".")
    cuts = range(len(names) - 1, 0, -1)
    return (path, None), *((".".join(names[:cut]), ".".join(names[cut:])) for cut in cuts)


def read_event(event: Any) -> dict[str, Any]:
    """An event as an object, from text or as it is. Raises PatternError if it is neither."""
    value = _from_text(event) if isinstance(event, str | bytes) else event
    if not isinstance(value, dict):
        raise PatternError("an event is a JSON object")
    return value


def _from_text(text: str | bytes) -> Any:
    try:
        words = text if isinstance(text, str) else text.decode()
    except UnicodeDecodeError:
        raise PatternError("the event is not valid UTF-8") from None
    try:
        return _DECODER.decode(words)
    except (ValueError, RecursionError):
        # Too deep or too long a number for json, or not JSON: our own reader tells which.
        return reader.read(words, unique=False).value


def _refuse(word: str) -> NoReturn:
    raise ValueError(f"{word} is not JSON")


_DECODER = json.JSONDecoder(parse_float=numbers.from_text, parse_constant=_refuse)
