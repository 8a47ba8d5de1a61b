"""A compiled pattern."""

import json
from typing import Any

from eventbridge_notifier.patterns import complexity, reader, syntax
from eventbridge_notifier.patterns import explain as explanation
from eventbridge_notifier.patterns.errors import PatternError, Position
from eventbridge_notifier.patterns.event import read_event
from eventbridge_notifier.patterns.explain import Explanation
from eventbridge_notifier.patterns.matcher import Matcher
from eventbridge_notifier.patterns.reader import Document


class Pattern:
    """An event pattern, checked and ready. Made by `compile`; immutable."""

    def __init__(self, alternatives: tuple[syntax.Alternative, ...]) -> None:
        self.alternatives = alternatives
        self._matcher: Matcher | _Late = _Late(self)

    def matches(self, event: dict[str, Any] | str) -> bool:
        """Whether EventBridge would deliver the event. Raises PatternError if it is no event."""
        return self._matcher.matching(event if type(event) is dict else read_event(event)) != 0

    def explain(self, event: dict[str, Any] | str) -> Explanation:
        """Why the event matches or does not. Raises PatternError if it is no event."""
        event = read_event(event)
        return explanation.explain(event, self.alternatives, self._matcher.matching(event))


class _Late:
    """Stands for a matcher until it is asked for: a pattern in a set of rules never needs its own.
    Later matches pay nothing for it."""

    def __init__(self, pattern: Pattern) -> None:
        self._pattern = pattern

    def matching(self, event: dict[str, Any]) -> int:
        """As of the matcher, which takes this one's place."""
        made = self._pattern._matcher = Matcher(self._pattern.alternatives)
        return made.matching(event)


LARGEST_SIZE = 4_096
"""Characters of a pattern written compactly; the API takes no more."""


def compile(pattern: dict[str, Any] | str) -> Pattern:
    """Compiles a pattern (an object or its JSON text). Raises PatternError if AWS refuses it."""
    document = reader.read(pattern) if isinstance(pattern, str) else Document(pattern, "")
    _check_size(document.value)
    alternatives = syntax.alternatives(document)
    if path := complexity.worst(complexity.by_path(alternatives)):
        raise PatternError(
            f"the wildcards are too complex (AWS takes a score of {complexity.HIGHEST}); use fewer "
            "`*`, fewer repeated characters after one, or prefix and suffix",
            Position(path),
        )
    return Pattern(alternatives)


_COMPACT = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False, default=str)


def compact(pattern: Any) -> str:
    """A pattern as the shortest JSON text."""
    return _COMPACT.encode(pattern)


def _check_size(pattern: Any) -> None:
    try:
        size = len(compact(pattern))
    except RecursionError:
        raise PatternError("the pattern is nested too deeply") from None
    except TypeError:
        return  # a key that is no string: the parser says where
    except ValueError:
        raise PatternError("the pattern holds a number too long to write, or itself") from None
    if size > LARGEST_SIZE:
        raise PatternError(
            f"the pattern has {size:,} characters (compact); AWS takes {LARGEST_SIZE:,} at most"
        )
