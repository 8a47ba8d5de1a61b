"""What is known of one code of a finding. Data."""

from __future__ import annotations

from dataclasses import dataclass

ERROR, WARNING = "error", "warning"
PAGE = "docs/findings.md"


@dataclass(frozen=True)
class Diagnostic:
    """`title` is a few words; `summary` says what it means and what to do, in Markdown.

    `liftable`: a watch can lift the error with `accept` and a reason, for our tables may be older
    than AWS. `beside` is the warning that an error becomes where the watch can match otherwise.
    """

    code: str
    level: str
    title: str
    summary: str
    liftable: bool = False
    beside: str = "dead-alternative"

    @property
    def anchor(self) -> str:
        """Where the docs describe it: `docs/findings.md#unknown-operation`."""
        return f"{PAGE}#{self.code}"


def error(code: str, title: str, summary: str, *, liftable: bool = False,
          beside: str = "dead-alternative") -> Diagnostic:
    """A code that means: no event can match the watch, or AWS refuses what is written."""
    return Diagnostic(code, ERROR, title, summary, liftable, beside)


def warning(code: str, title: str, summary: str) -> Diagnostic:
    """A code that means: the watch may well be right."""
    return Diagnostic(code, WARNING, title, summary)
