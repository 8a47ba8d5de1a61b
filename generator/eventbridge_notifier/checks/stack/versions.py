"""Version constraints of Terraform. Pure."""

from __future__ import annotations

import re

Version = tuple[int, ...]

_CLAUSE = re.compile(r"(=|!=|>=|<=|>|<|~>)?\s*v?([0-9]+(?:\.[0-9]+)*)$")


def overlap(one: str, other: str) -> bool:
    """Whether some version meets both constraints. Tries the bounds and their neighbours."""
    bounds = [numbers(number) for text in (one, other) for _, number in _clauses(text)]
    near = {(*_padded(bound)[:2], _padded(bound)[2] + step) for bound in bounds for step in (0, 1)}
    near |= {(*_padded(bound)[:1], _padded(bound)[1] + 1, 0) for bound in bounds}
    below = {(bound[0] - 1, 999, 999) for bound in bounds if bound[0] > 0}
    return not bounds or any(allows(one, version) and allows(other, version)
                             for version in near | below)


def allows(constraint: str, version: Version) -> bool:
    """Whether a constraint admits `version`; one that is not understood does."""
    return all(_meets(sign, numbers(number), _padded(version))
               for sign, number in _clauses(constraint))


def _clauses(constraint: str) -> list[tuple[str, str]]:
    found = [_CLAUSE.match(part.strip()) for part in constraint.split(",")]
    return [(one[1] or "=", one[2]) for one in found if one]


def _meets(sign: str, bound: Version, version: Version) -> bool:
    least = _padded(bound)
    if sign == "~>":
        return least <= version and version[:len(bound) - 1] == bound[:-1]
    return {"=": version == least, "!=": version != least, ">=": version >= least,
            "<=": version <= least, ">": version > least, "<": version < least}[sign]


def numbers(text: str) -> Version:
    """"1.9.2" as (1, 9, 2)."""
    return tuple(int(part) for part in text.split(".") if part.isdigit())


def _padded(version: Version) -> Version:
    return (*version, 0, 0, 0)[:3]
