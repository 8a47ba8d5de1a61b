"""Findings as JSON. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterable

from eventbridge_notifier.diagnostics.finding import Finding


def text(findings: Iterable[Finding]) -> str:
    """A list of {file, line, column, name, code, level, message, suggestion}."""
    return json.dumps([_row(one) for one in findings], indent=2, ensure_ascii=False)


def _row(finding: Finding) -> dict[str, str | int]:
    return {"file": finding.file, "line": finding.line, "column": finding.column,
            "name": finding.watch, "code": finding.code, "level": finding.level,
            "message": finding.message, "suggestion": finding.suggestion}
