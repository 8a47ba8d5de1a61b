"""The one registry of diagnostics: every code with its level, title and description.

docs/findings.md is written from it (`make docs`). A code has one level:

- error: no event can match the watch, or AWS refuses what is written;
- warning: the watch may well be right. A message of this level never says "never".

Codes that begin with `unverified-` are warnings: AWS grows faster than any table. A slip that is
certain, but stands beside values or `$or` branches that can match, becomes the code in `beside`.
"""

from __future__ import annotations

from eventbridge_notifier.diagnostics import aws_names, language, patterns, stack
from eventbridge_notifier.diagnostics.diagnostic import Diagnostic

SECTIONS: tuple[tuple[str, tuple[Diagnostic, ...]], ...] = (
    ("The file", language.FILE),
    ("Its keys and values", language.SHAPE),
    ("Keys that do not go together", language.COMBINATIONS),
    ("AWS's names", aws_names.UNKNOWN),
    ("Names that AWS may have", aws_names.UNVERIFIED),
    ("Patterns that AWS accepts and that do not match as meant", patterns.TRAPS),
    ("States of rules", patterns.STATES),
    ("Limits of AWS", patterns.LIMITS),
    ("Examples, and the stack", stack.STACK),
)

REGISTRY: dict[str, Diagnostic] = {row.code: row for _, rows in SECTIONS for row in rows}
"""Every code that a finding may have."""
