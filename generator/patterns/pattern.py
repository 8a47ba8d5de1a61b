"""A compiled pattern."""

from typing import Any

from generator.patterns import consistency, reader, syntax
from generator.patterns.event import parsed
from generator.patterns.reader import Document


class Pattern:
    """An event pattern, checked and ready. Made by `compile`; immutable."""

    def __init__(self, alternatives: tuple[syntax.Alternative, ...]) -> None:
        self.alternatives = alternatives

    def matches(self, event: Any) -> bool:
        """Whether EventBridge would deliver the event. Raises PatternError if it is no event."""
        whole = parsed(event)
        return any(consistency.holds(whole, one) for one in self.alternatives)


def compile(pattern: Any) -> Pattern:
    """Compiles a pattern (an object or its JSON text). Raises PatternError if AWS refuses it."""
    document = reader.read(pattern) if isinstance(pattern, str) else Document(pattern, "")
    return Pattern(syntax.alternatives(document))
