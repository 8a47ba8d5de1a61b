"""Matching by brute force, for patterns of literals, exists and anything-but: an oracle.

Every leaf of the event is listed with its path and the array elements it lies in; then every choice
of one leaf for each path is tried.
"""

from collections.abc import Iterator
from typing import Any

Places = dict[tuple[Any, ...], int]
"""The index of each array that a leaf lies in; an array is known by where it stands."""


def matches(pattern: dict[str, Any], event: dict[str, Any]) -> bool:
    leaves = list(_leaves(event, (), (), {}))
    return any(_holds(sorted(one.items()), leaves, {}) for one in _alternatives(pattern, "", [{}]))


def _alternatives(
    pattern: dict[str, Any], above: str, found: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    for name, value in pattern.items():
        if name == "$or":
            found = [new for branch in value
                     for new in _alternatives(branch, above, [dict(one) for one in found])]
        elif isinstance(value, dict):
            found = _alternatives(value, f"{above}{name}.", found)
        else:
            found = [{**one, above + name: value} for one in found]
    return found


def _leaves(
    node: Any, path: tuple[str, ...], where: tuple[Any, ...], places: Places
) -> Iterator[tuple[str, Any, Places]]:
    if isinstance(node, dict):
        for name, value in node.items():
            yield from _leaves(value, (*path, name), (*where, name), places)
    elif isinstance(node, list):
        for index, value in enumerate(node):
            inside = isinstance(value, dict | list)
            yield from _leaves(value, path, (*where, index),
                               {**places, where: index} if inside else places)
    else:
        yield ".".join(path), node, places


def _holds(paths: list[tuple[str, Any]], leaves: Any, bound: Places) -> bool:
    if not paths:
        return True
    (path, conditions), *rest = paths
    agreeing = [(value, places) for at, value, places in leaves if at == path
                and all(bound.get(array, index) == index for array, index in places.items())]
    if not agreeing and {"exists": False} in conditions and _holds(rest, leaves, bound):
        return True
    return any(_holds(rest, leaves, {**bound, **places}) for value, places in agreeing
               if any(_meets(value, condition) for condition in conditions))


def _meets(value: Any, condition: Any) -> bool:
    match condition:
        case {"exists": wanted}:
            return bool(wanted)
        case {"anything-but": words}:
            return value not in (words if isinstance(words, list) else [words])
    return type(value) is type(condition) and value == condition
