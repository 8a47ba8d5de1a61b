"""The one error that this package raises."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Position:
    """Where it stands: `path` such as `detail.state[0]`; line and column (from 1) of a text."""

    path: str = ""
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        at = f"line {self.line}, column {self.column}" if self.line is not None else ""
        return ", ".join(part for part in (self.path, at) if part)


class PatternError(ValueError):
    """A pattern that AWS refuses, or a text that is no event.

    `reason` says what is wrong and what is allowed; `position` is a Position.
    """

    def __init__(self, reason: str, position: Position | None = None) -> None:
        self.reason = reason
        self.position = position or Position()
        where = str(self.position)
        super().__init__(f"{where}: {reason}" if where else reason)
