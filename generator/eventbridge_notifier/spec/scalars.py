"""A scalar of YAML as a plain value: the core schema of YAML 1.2, and no character that hides."""

from __future__ import annotations

import re
from typing import Any

Position = tuple[int, int]

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")

# YAML 1.2.2, section 10.3.2, "Tag Resolution" of the core schema.
_NULL = re.compile(r"null|Null|NULL|~|")
_BOOL = re.compile(r"true|True|TRUE|false|False|FALSE")
_INT = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_NOT_JSON = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_LEADING_ZERO = re.compile(r"[-+]?0[0-9]+")  # an account's number, and none of JSON's: text


class Refused(Exception):
    """What is written at `position` is not taken; `code` is that of the finding."""

    def __init__(self, position: Position, code: str, message: str) -> None:
        super().__init__(message)
        self.position, self.code, self.message = position, code, message


def scalar(event: Any, position: Position) -> Any:
    """The value of the parser's event: text, number, boolean or None. Raises Refused."""
    text = event.value
    refuse_control(text, position)
    if not event.implicit[0]:
        return text
    if _NULL.fullmatch(text):
        return None
    if _BOOL.fullmatch(text):
        return text.lower() == "true"
    if _NOT_JSON.fullmatch(text):
        raise Refused(position, "yaml", f"{text} is not a JSON number, so no event can hold it")
    return text if _LEADING_ZERO.fullmatch(text) else _number(text, position)


def _number(text: str, position: Position) -> Any:
    if _INT.fullmatch(text):
        if len(text) > 400:
            raise Refused(position, "yaml", "a number of more than 400 digits")
        return int(text, 0) if text[:2] in ("0x", "0o") else int(text)
    if _FLOAT.fullmatch(text):
        value = float(text)
        if value in (float("inf"), float("-inf")):
            raise Refused(position, "yaml", f"{text} is larger than any number an event can hold")
        return value
    return text


def refuse_control(text: str, position: Position) -> None:
    if match := _CONTROL.search(text):
        raise Refused(position, "control-character", control(ord(match[0])))


def control(code: int) -> str:
    return (f"control character U+{code:04X}; texts hold printable characters, tabs and line "
            "breaks only")
