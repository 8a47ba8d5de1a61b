"""What AWS limits in a pattern, measured: size, wildcard complexity, $or combinations."""

import json
from typing import Any

from eventbridge_notifier.patterns import complexity
from eventbridge_notifier.patterns.complexity import HIGHEST as HIGHEST_COMPLEXITY
from eventbridge_notifier.patterns.pattern import LARGEST_SIZE, Pattern
from eventbridge_notifier.patterns.pattern import compact as _compact
from eventbridge_notifier.patterns.syntax import MOST_ALTERNATIVES as MOST_COMBINATIONS

QUOTA_SIZE = 2_048
"""Characters of a pattern; a quota that AWS raises on request."""

__all__ = [
    "HIGHEST_COMPLEXITY",
    "LARGEST_SIZE",
    "MOST_COMBINATIONS",
    "QUOTA_SIZE",
    "combinations",
    "compact",
    "compact_size",
    "uses_wildcard",
    "wildcard_complexity",
]


def compact(pattern: dict[str, Any] | str) -> str:
    """A pattern as the shortest JSON text."""
    return _compact(json.loads(pattern) if isinstance(pattern, str) else pattern)


def compact_size(pattern: dict[str, Any] | str) -> int:
    """Characters of the compact pattern, the number that AWS counts."""
    return len(compact(pattern))


def wildcard_complexity(pattern: Pattern) -> dict[str, int]:
    """The score of each path with wildcards; AWS refuses one above HIGHEST_COMPLEXITY."""
    return complexity.by_path(pattern.alternatives)


def uses_wildcard(pattern: Pattern) -> bool:
    """Whether the rule counts against the 30 wildcard rules of a bus."""
    return bool(wildcard_complexity(pattern))


def combinations(pattern: Pattern) -> int:
    """The alternatives that its $or arrays make together: 1 without $or."""
    return len(pattern.alternatives)
