"""A compiled pattern."""

import json
from typing import Any

from generator.patterns import complexity, reader, syntax
from generator.patterns import explain as explanation
from generator.patterns.errors import PatternError, Position
from generator.patterns.event import parsed
from generator.patterns.explain import Explanation
from generator.patterns.matcher import Matcher
from generator.patterns.reader import Document


class Pattern:
    """An event pattern, checked and ready. Made by `compile`; immutable."""

    def __init__(self, alternatives: tuple[syntax.Alternative, ...]) -> None:
        self.alternatives = alternatives
        self._matcher = Matcher(alternatives)

    def matches(self, event: dict[str, Any] | str) -> bool:
        """Whether EventBridge would deliver the event. Raises PatternError if it is no event."""
        return self._matcher.matching(event if type(event) is dict else parsed(event)) != 0

    def explain(self, event: dict[str, Any] | str) -> Explanation:
        """Why the event matches or does not. Raises PatternError if it is no event."""
        return explanation.explain(parsed(event), self.alternatives)


LARGEST_SIZE = 4_096
"""Characters of a pattern written compactly; the API takes no more."""


def compile(pattern: dict[str, Any] | str) -> Pattern:
    """Compiles a pattern (an object or its JSON text). Raises PatternError if AWS refuses it."""
    document = reader.read(pattern) if isinstance(pattern, str) else Document(pattern, "")
    alternatives = syntax.alternatives(document)
    _check_size(document.value)
    if too_costly := complexity.worst(complexity.by_path(alternatives)):
        path, cost = too_costly
        raise PatternError(
            f"the wildcards are too complex (they score {cost}, AWS takes {complexity.HIGHEST}); "
            "use fewer `*`, fewer repeated characters after one, or prefix and suffix",
            Position(path),
        )
    return Pattern(alternatives)


def compact(pattern: Any) -> str:
    """A pattern as the shortest JSON text."""
    return json.dumps(pattern, separators=(",", ":"), ensure_ascii=False)


def _check_size(pattern: Any) -> None:
    size = len(compact(pattern))
    if size > LARGEST_SIZE:
        raise PatternError(
            f"the pattern has {size:,} characters (compact); AWS takes {LARGEST_SIZE:,} at most"
        )
