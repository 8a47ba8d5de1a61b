"""Names of types, parameters and placeholders, brought to a form that can be compared. Pure."""

from __future__ import annotations

import re
from typing import NamedTuple

SUFFIXES = ("identifier", "arn", "name", "id")
_NOT_LETTERS = re.compile(r"[^a-z0-9]")


class Named(NamedTuple):
    """`RoleNames` is base `role` and suffix `name`; a bare `arn` has the base ""."""

    base: str
    suffix: str


def flat(name: str) -> str:
    """`security-group`, `SecurityGroups` and `security_group` alike: `securitygroup`."""
    return singular(_NOT_LETTERS.sub("", name.lower()))


def singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is", "ws", "dns", "https")):
        return word[:-1]
    return word


def named(name: str) -> Named:
    """A parameter's or placeholder's name in two."""
    whole = flat(name).removesuffix("withpath")
    for suffix in SUFFIXES:
        if whole.endswith(suffix) and not whole.endswith(("grid", "valid", "uuid", "hostname")):
            return Named(singular(whole.removesuffix(suffix)), suffix)
    return Named(whole, "")


def singular_name(name: str) -> str:
    """`Entries` gives `Entry`, whatever the case of the other letters."""
    lower = singular(name.lower())
    return name[:-3] + "y" if lower.endswith("y") and name.endswith("ies") else name[:len(lower)]
