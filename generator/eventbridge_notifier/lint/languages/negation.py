"""Conditions of a field turned round: what holds where none of them does. Pure."""

from __future__ import annotations

from typing import Any

ABSENT = {"exists": False}
PRESENT = {"exists": True}

_INVERSE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}


def none_of(conditions: list[Any]) -> list[Any] | None:
    """What a field meets that meets none of `conditions`, or is absent; None where no pattern says
    it. A field that is asked to be absent must then be there."""
    if ABSENT in conditions:
        rest = [one for one in conditions if one != ABSENT]
        found = none_of(rest) if rest else [PRESENT]
        return [one for one in found if one != ABSENT] if found else None
    if PRESENT in conditions:
        return [ABSENT]
    if len(conditions) == 1 and isinstance(conditions[0], dict):
        name, operand = next(iter(conditions[0].items()))
        if name == "numeric":
            return _outside(operand)
        if name == "anything-but":
            return _operand_conditions(operand)
    operand = excluded(conditions)
    return None if operand is None else [{"anything-but": operand}, ABSENT]


def excluded(conditions: list[Any]) -> Any:
    """The operand of the `anything-but` that leaves out all of `conditions`; None without one."""
    kinds = {_kind(one) for one in conditions}
    if kinds == {"text"} or kinds == {"number"}:
        return list(conditions)
    if len(kinds) == 1 and kinds <= {"prefix", "suffix", "equals-ignore-case", "wildcard"}:
        kind = kinds.pop()
        operands = [one[kind] for one in conditions]
        return {kind: operands} if all(isinstance(one, str) for one in operands) else None
    wildcards = [as_wildcard(one) for one in conditions]
    return {"wildcard": wildcards} if all(one is not None for one in wildcards) else None


def as_wildcard(condition: Any) -> str | None:
    """The wildcard that holds where the condition does; None without one."""
    kind = _kind(condition)
    if kind == "text":
        return escaped(condition)
    operand = condition.get(kind) if isinstance(condition, dict) else None
    if not isinstance(operand, str):
        return None
    return {"prefix": escaped(operand) + "*", "suffix": "*" + escaped(operand),
            "wildcard": operand}.get(kind)


def escaped(text: str) -> str:
    """`text` with nothing in it that a wildcard reads otherwise."""
    return text.replace("\\", "\\\\").replace("*", "\\*")


def _kind(condition: Any) -> str:
    if isinstance(condition, str):
        return "text"
    if isinstance(condition, int | float) and not isinstance(condition, bool):
        return "number"
    if isinstance(condition, dict) and len(condition) == 1:
        return str(next(iter(condition)))
    return ""


def _outside(bounds: list[Any]) -> list[Any] | None:
    pairs = list(zip(bounds[::2], bounds[1::2], strict=True))
    if any(sign not in _INVERSE for sign, _ in pairs):
        return [{"anything-but": [pairs[0][1]]}, ABSENT]
    return [*({"numeric": [_INVERSE[sign], bound]} for sign, bound in pairs), ABSENT]


def _operand_conditions(operand: Any) -> list[Any]:
    if isinstance(operand, dict):
        name, inner = next(iter(operand.items()))
        return [{name: one} for one in (inner if isinstance(inner, list) else [inner])]
    return list(operand) if isinstance(operand, list) else [operand]
