"""Findings as lines for people. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from eventbridge_notifier.diagnostics.finding import Finding


def lines(findings: Iterable[Finding]) -> Iterator[str]:
    """One line per finding: `file:line:column: warning: name: message [code]`."""
    for one in findings:
        level = "" if one.level == "error" else f"{one.level}: "
        name = f"{one.watch}: " if one.watch else ""
        said = f"{one.file}:{one.line}:{one.column}: {level}{name}{message(one)} [{one.code}]"
        yield said.replace("\n", "\\n").replace("\r", "\\r")


def message(finding: Finding) -> str:
    """What is wrong, with the suggestion."""
    hint = f"; did you mean {finding.suggestion}?" if finding.suggestion else ""
    return finding.message + hint


def summary(patterns: int, files: int, findings: Iterable[Finding]) -> str:
    """How much was checked, and how much was found."""
    levels = [one.level for one in findings]
    counts = [(levels.count("error"), "error"), (levels.count("warning"), "warning")]
    found = "".join(f", {_counted(count, word)}" for count, word in counts if count)
    return f"{_counted(patterns, 'pattern')} in {_counted(files, 'file')} checked{found}"


def _counted(count: int, word: str) -> str:
    return f"{count:,} {word}{'s' * (count != 1)}"
