"""`wildcard`."""

from dataclasses import dataclass, field
from typing import Any

from eventbridge_notifier.patterns.operators.base import (
    Leaf,
    Operator,
    Refusal,
    Scalar,
    shown,
    string,
    strings,
)

Pieces = tuple[str, ...]
"""The literal texts between the `*`s of a wildcard."""


@dataclass(frozen=True)
class Wildcard(Leaf):
    """Any of some wildcard texts."""

    texts: frozenset[Pieces]
    says: str = field(compare=False)

    def test(self, value: Scalar) -> bool:
        if isinstance(value, str):
            for pieces in self.texts:
                if fits(pieces, value):
                    return True
        return False


def wildcard(operand: Any) -> Leaf:
    r"""One string; `*` stands for any characters, also none; `?` is a plain character.

    `\*` and `\\` are the only escapes, `**` is refused. Case counts. AWS also refuses wildcards
    that are too costly: see `complexity`.
    """
    pieces = _pieces(string("wildcard", operand))
    return Wildcard(frozenset((pieces,)), f"wildcard {shown(operand)}")


def excluded(operand: Any) -> Leaf:
    """The operand of wildcard inside anything-but."""
    return Wildcard(frozenset(map(_pieces, strings("anything-but wildcard", operand))), "")


def _pieces(text: str) -> Pieces:
    r"""`a*b\*` gives ("a", "b*")."""
    pieces, at = [""], 0
    while at < len(text):
        character, following = text[at], text[at + 1 : at + 2]
        if character == "*":
            if following == "*":
                raise Refusal(f"wildcard has `**` at character {at + 1}; one `*` stands for all")
            pieces.append("")
        elif character == "\\":
            if following not in ("*", "\\"):
                where = f"at character {at + 1}"
                raise Refusal(rf"wildcard has `\` {where}; it may only stand before `*` or `\`")
            pieces[-1] += following
            at += 1
        else:
            pieces[-1] += character
        at += 1
    return tuple(pieces)


def fits(pieces: Pieces, value: str) -> bool:
    """Whether `value` consists of the pieces in order, with anything between them."""
    if len(pieces) == 1:
        return value == pieces[0]
    first, *middle, last = pieces
    if len(value) < len(first) + len(last):
        return False
    if not (value.startswith(first) and value.endswith(last)):
        return False
    at, end = len(first), len(value) - len(last)
    for piece in middle:
        found = value.find(piece, at, end)
        if found < 0:
            return False
        at = found + len(piece)
    return True


def _sample(operand: str) -> str:
    """`operand` with an x for each `*`."""
    return "x".join(_pieces(operand))


WILDCARD = Operator(wildcard, sample=_sample, compares="text", excluded=excluded)
