"""Strings as EventBridge compares them: ignoring case, and with wildcards."""

import re


def ignoring_case(texts: tuple[str, ...], before: str = "") -> re.Pattern[str]:
    """A regex for any of `texts`, each character standing for its lower or its upper form.

    Character by character, as AWS does it: `ß` is also `SS`, but the Kelvin sign is not `k`. A
    character beyond U+FFFF becomes two question marks there (a Java char each), so it never matches
    itself; `lint` warns of it.
    """
    either = "|".join("".join(map(_either_case, text)) for text in texts)
    return re.compile(f"{before}(?:{either})", re.DOTALL)


def _either_case(character: str) -> str:
    if ord(character) > 0xFFFF:
        return re.escape("??")
    lower, upper = character.lower(), character.upper()
    if lower == upper:
        return re.escape(lower)
    return f"(?:{re.escape(lower)}|{re.escape(upper)})"


class WildcardError(ValueError):
    """A wildcard text that AWS refuses; the message says why."""


def wildcard_pieces(text: str) -> tuple[str, ...]:
    r"""The literal pieces between the `*`s: `a*b\*` gives ("a", "b*")."""
    pieces, at = [""], 0
    while at < len(text):
        character, following = text[at], text[at + 1 : at + 2]
        if character == "*":
            if following == "*":
                raise WildcardError(f"`**` at character {at + 1}; one `*` already stands for all")
            pieces.append("")
        elif character == "\\":
            if following not in ("*", "\\") or not following:
                raise WildcardError(rf"`\` at character {at + 1} may only stand before `*` or `\`")
            pieces[-1] += following
            at += 1
        else:
            pieces[-1] += character
        at += 1
    return tuple(pieces)


def fits(pieces: tuple[str, ...], value: str) -> bool:
    """Whether `value` consists of the pieces in order, with anything between them."""
    if len(pieces) == 1:
        return value == pieces[0]
    first, last = pieces[0], pieces[-1]
    if len(value) < len(first) + len(last):
        return False
    if not (value.startswith(first) and value.endswith(last)):
        return False
    at, end = len(first), len(value) - len(last)
    for piece in pieces[1:-1]:
        found = value.find(piece, at, end)
        if found < 0:
            return False
        at = found + len(piece)
    return True
