"""Texts with stars as the condition that a field holds none of them. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


def unless(texts: Iterable[str]) -> list[Any]:
    """None of `texts`, in which `*` stands for anything; or the field is absent."""
    return [{"anything-but": _operand([_one_star(one) for one in texts])}, {"exists": False}]


def _operand(texts: list[str]) -> Any:
    """Exact texts, prefixes or suffixes where all are that; only a mixture needs wildcards.

    Two conditions of one field are alternatives, so that exact texts and prefixes cannot both be
    asked for.
    """
    if not any("*" in one for one in texts):
        return texts
    if all(one.endswith("*") and one.count("*") == 1 for one in texts):
        return {"prefix": [one[:-1] for one in texts]}
    if all(one.startswith("*") and one.count("*") == 1 for one in texts):
        return {"suffix": [one[1:] for one in texts]}
    return {"wildcard": [one.replace("\\", "\\\\") for one in texts]}


def _one_star(text: str) -> str:
    """EventBridge refuses two stars side by side."""
    while "**" in text:
        text = text.replace("**", "*")
    return text
