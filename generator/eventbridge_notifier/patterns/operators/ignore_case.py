"""`equals-ignore-case`."""

import re
from dataclasses import dataclass, field
from typing import Any

from eventbridge_notifier.patterns.operators.base import (
    QUOTE,
    Leaf,
    Operator,
    Scalar,
    shown,
    string,
    strings,
)


@dataclass(frozen=True)
class IgnoringCase(Leaf):
    """Any of some texts, ignoring case; as a whole, or as a prefix or suffix."""

    texts: tuple[str, ...]
    end: str
    says: str = field(compare=False)
    regex: re.Pattern[str] = field(compare=False)
    lengths: range = field(compare=False)

    def test(self, value: Scalar) -> bool:
        if not isinstance(value, str):
            return False
        if self.end == "prefix":
            return self.regex.match(value + QUOTE) is not None
        if self.end == "suffix":
            quoted = QUOTE + value
            starts = (len(quoted) - length for length in self.lengths)
            return any(start >= 0 and self.regex.fullmatch(quoted, start) for start in starts)
        return self.regex.fullmatch(value) is not None


def equals_ignore_case(operand: Any) -> Leaf:
    """One string, beyond ASCII too. Each character stands for its lower or its upper form.

    Character by character, as AWS does it: `ß` is also `SS`, but the Kelvin sign is not `k`. A
    character beyond U+FFFF is two question marks there, so it never matches itself; `lint` warns
    of it.
    """
    words = string("equals-ignore-case", operand)
    return ignoring_case((words,), f"equals, ignoring case, {shown(words)}")


def ignoring_case(texts: tuple[str, ...], says: str, end: str = "") -> IgnoringCase:
    """`end` is "prefix" or "suffix" where only that end must fit."""
    forms = [[_forms(character) for character in text] for text in texts]
    either = "|".join("".join(map(_either, text)) for text in forms)
    shortest = min(sum(min(map(len, one)) for one in text) for text in forms)
    longest = max(sum(max(map(len, one)) for one in text) for text in forms)
    return IgnoringCase(
        texts, end, says, re.compile(f"(?:{either})"), range(shortest, longest + 1)
    )


def excluded(operand: Any) -> Leaf:
    """The operand of equals-ignore-case inside anything-but."""
    return ignoring_case(strings("anything-but equals-ignore-case", operand), "")


def _forms(character: str) -> tuple[str, str]:
    if ord(character) > 0xFFFF:
        return "??", "??"
    return character.lower(), character.upper()


def _either(forms: tuple[str, str]) -> str:
    lower, upper = map(re.escape, forms)
    return lower if lower == upper else f"(?:{lower}|{upper})"


EQUALS_IGNORE_CASE = Operator(equals_ignore_case, sample=str, compares="text", excluded=excluded)
