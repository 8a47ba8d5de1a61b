"""Events and patterns that would hurt a careless engine, and how time grows with their size.

Each is run at one size and at twice that size: a factor near 2 is linear. Ours alone; most peers
end in a RecursionError or do not end.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

from eventbridge_notifier.patterns import compile


def nested(depth: int) -> str:
    return '{"a":' + "[" * depth + "1" + "]" * depth + "}"


def objects(count: int) -> dict[str, Any]:
    """An array of objects in none of which all four fields are as FIELDS wants them."""
    return {"a": [{"x": n % 7, "y": n % 11, "z": n % 13, "s": f"v{n}"} for n in range(count)]}


def rows(count: int) -> dict[str, Any]:
    """Arrays in arrays of objects."""
    return {"a": [{"b": [{"x": n % 3, "y": m % 5} for m in range(10)], "z": n}
                  for n in range(count // 10)]}


FIELDS = {"a": {"x": [1], "y": [2], "z": [3], "s": [{"prefix": "w"}]}}
ABSENT = {"a": {"x": [{"exists": True}], "y": [{"exists": True}], "s": [{"exists": False}]}}
NESTED_ROWS = {"a": {"b": {"x": [1], "y": [4]}, "z": [-1, {"exists": False}]}}
BRANCHES = {
    "a": {"$or": [{"x": [n]} for n in range(10)], "w": [{"exists": False}]},
    "$or": [{"a": {"y": [n]}} for n in range(10)],
    "b": [{"exists": False}],
    "c": {"$or": [{"d": [n]} for n in range(9)] + [{"d": [{"exists": False}]}]},
}
MONSTERS: list[tuple[str, dict[str, Any], Callable[[int], Any], int]] = [
    ("text nested {:,} deep", {"a": [1]}, nested, 50_000),
    ("array of {:,} objects, 4 fields", FIELDS, objects, 50_000),
    ("array of {:,} objects, one must be absent", ABSENT, objects, 50_000),
    ("{:,} objects in arrays of arrays", NESTED_ROWS, rows, 50_000),
    ("array of {:,} objects, 1,000 alternatives of $or", BRANCHES, objects, 25_000),
    ("text of {:,} characters, wildcards", {"a": [{"wildcard": "*aaab*"}, {"wildcard": "*b*a"}]},
     lambda size: json.dumps({"a": "a" * size}), 1_000_000),
    ("number of {:,} digits", {"a": [{"numeric": [">", 0]}]},
     lambda size: '{"a": ' + "9" * size + "}", 500_000),
    ("suffix ignoring case, {:,} characters",
     {"a": [{"suffix": {"equals-ignore-case": "b" + "a" * 3000}}]},
     lambda size: {"a": "a" * size}, 500_000),
]


def measure() -> list[dict[str, Any]]:
    """For each monster its name, and the seconds of `matches` and `explain` at both sizes."""
    results = []
    for name, pattern, make, size in MONSTERS:
        compiled = compile(pattern)
        row: dict[str, Any] = {"name": name.format(size)}
        for verb in ("matches", "explain"):
            row[verb] = [_seconds(getattr(compiled, verb), make(at)) for at in (size, 2 * size)]
        results.append(row)
    return results


def _seconds(verb: Callable[[Any], Any], event: Any) -> float:
    best = float("inf")
    for _ in range(2):
        start = time.process_time()
        verb(event)
        best = min(best, time.process_time() - start)
    return best


if __name__ == "__main__":
    print(json.dumps(measure(), indent=2))
