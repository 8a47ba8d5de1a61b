"""A strict JSON reader for patterns.

Unlike `json.loads` it refuses duplicate keys and text after the end, remembers where every value
stands, keeps numbers that a double would round, and does not recurse: depth costs nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from json.decoder import scanstring  # type: ignore[attr-defined]
from typing import Any

from eventbridge_notifier.patterns.errors import PatternError, Position
from eventbridge_notifier.patterns.numbers import from_text

_BLANK = re.compile(r"[ \t\n\r]*")
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?", re.ASCII)
_WORDS = {"true": True, "false": False, "null": None}


@dataclass
class Document:
    """A JSON value and, by the identity of each container, where it and its members stand."""

    value: Any
    text: str
    starts: dict[tuple[int, str | int], int] = field(default_factory=dict)

    def line_and_column(self, offset: int) -> tuple[int, int]:
        line = self.text.count("\n", 0, offset) + 1
        return line, offset - self.text.rfind("\n", 0, offset)


def read(text: str, *, unique: bool = True) -> Document:
    """Reads one JSON value. Raises PatternError with line and column.

    With `unique` unset a key may stand twice in an object, and the last one counts.
    """
    reader = _Reader(text, unique)
    reader.document.value = reader.run()
    return reader.document


class _Reader:
    """One pass over the text with a stack of open containers."""

    def __init__(self, text: str, unique: bool) -> None:
        self.text = text
        self.unique = unique
        self.at = 0
        self.document = Document(None, text)

    def run(self) -> Any:
        root: list[Any] = []
        stack: list[tuple[Any, Iterator[str | int]]] = []
        self.value_into(root, 0, stack)
        while stack:
            container, keys = stack[-1]
            key = next(keys, None)
            if key is None:
                stack.pop()
            else:
                self.value_into(container, key, stack)
        if self.skip() < len(self.text):
            self.fail("there is text after the end of the JSON value")
        return root[0]

    def value_into(self, container: Any, key: str | int, stack: list[Any]) -> None:
        start = self.skip()
        value: Any
        match self.text[start : start + 1]:
            case "{":
                value = {}
                stack.append((value, self.object_keys(value)))
            case "[":
                value = []
                stack.append((value, self.array_keys()))
            case _:
                value = self.scalar(start)
        self.document.starts[id(container), key] = start
        if isinstance(container, list):
            container.append(value)
        else:
            container[key] = value

    def object_keys(self, container: dict[str, Any]) -> Iterator[str]:
        self.at += 1
        if self.taken("}"):
            return
        while True:
            start = self.skip()
            if self.text[start : start + 1] != '"':
                self.fail("a key in double quotes was expected")
            key = self.string(start)
            if self.unique and key in container:
                self.fail(f'the key "{key}" stands here twice; AWS would use only the last', start)
            self.need(":", "':' was expected after a key")
            yield key
            if self.taken("}"):
                return
            self.need(",", "',' or '}' was expected")

    def array_keys(self) -> Iterator[int]:
        self.at += 1
        if self.taken("]"):
            return
        index = 0
        while True:
            yield index
            index += 1
            if self.taken("]"):
                return
            self.need(",", "',' or ']' was expected")

    def scalar(self, start: int) -> Any:
        if self.text.startswith('"', start):
            return self.string(start)
        if number := _NUMBER.match(self.text, start):
            self.at = number.end()
            return from_text(number.group())
        for word, value in _WORDS.items():
            if self.text.startswith(word, start):
                self.at = start + len(word)
                return value
        return self.fail("a JSON value was expected")

    def string(self, start: int) -> str:
        try:
            value, self.at = scanstring(self.text, start + 1, True)
        except ValueError as error:
            self.fail(str(error).split(":")[0].lower() + " in a string", start)
        return str(value)

    def skip(self) -> int:
        self.at = _BLANK.match(self.text, self.at).end()  # type: ignore[union-attr]
        return self.at

    def taken(self, mark: str) -> bool:
        if self.text.startswith(mark, self.skip()):
            self.at += 1
            return True
        return False

    def need(self, mark: str, reason: str) -> None:
        if not self.taken(mark):
            self.fail(reason)

    def fail(self, reason: str, at: int | None = None) -> Any:
        line, column = self.document.line_and_column(self.at if at is None else at)
        raise PatternError(f"not valid JSON: {reason}", Position("", line, column))
