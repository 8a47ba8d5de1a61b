"""Terraform's template language: the interpolations in a text become holes. Pure."""

from __future__ import annotations

from eventbridge_notifier.lint.nodes import HOLE

_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "\\": "\\"}


def holes(text: str, start: int = 0) -> tuple[str, list[int]] | None:
    """`text` with a hole for each interpolation, and where each character stands from `start` on.

    None where directives (`%{ if … }`) decide what the text is.
    """
    found: list[str] = []
    offsets: list[int] = []
    at = 0
    while at < len(text):
        if text.startswith(("$${", "%%{"), at):
            found += text[at + 1:at + 3]
            offsets += [start + at + 1, start + at + 2]
            at += 3
            continue
        if text.startswith("%{", at):
            return None
        offsets.append(start + at)
        if text.startswith("${", at):
            found.append(HOLE)
            at = end_of(text, at + 2)
        else:
            found.append(text[at])
            at += 1
    return "".join(found), offsets


def end_of(text: str, at: int) -> int:
    """Behind the brace that closes the expression in which `at` stands."""
    depth = 1
    while at < len(text):
        if text[at] == '"':
            at = _end_of_string(text, at + 1)
            continue
        depth += {"{": 1, "}": -1}.get(text[at], 0)
        at += 1
        if not depth:
            break
    return at


def _end_of_string(text: str, at: int) -> int:
    while at < len(text) and text[at] != '"':
        if text[at] == "\\":
            at += 2
        elif text.startswith("${", at) and text[at - 1] != "$":
            at = end_of(text, at + 2)
        else:
            at += 1
    return at + 1


def unescaped(raw: str, start: int) -> tuple[str, list[int]]:
    """The text of a quoted string's part, and where each of its characters stands."""
    found: list[str] = []
    offsets: list[int] = []
    at = 0
    while at < len(raw):
        offsets.append(start + at)
        if raw[at] != "\\":
            found.append(raw[at])
            at += 1
        elif raw[at + 1:at + 2] in ("u", "U"):
            width = 4 if raw[at + 1] == "u" else 8
            found.append(_character(raw[at + 2:at + 2 + width]))
            at += 2 + width
        else:
            found.append(_ESCAPES.get(raw[at + 1:at + 2], raw[at + 1:at + 2]))
            at += 2
    return "".join(found), offsets


def _character(digits: str) -> str:
    try:
        return chr(int(digits, 16))
    except ValueError:
        return "\ufffd"
