"""Findings: what is wrong with a spec, as values. Every stage collects them; the CLI prints them.

A finding takes its level from the registry of codes. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from eventbridge_notifier.diagnostics.diagnostic import ERROR
from eventbridge_notifier.diagnostics.registry import REGISTRY

KeyPath = tuple[Any, ...]
"""Keys and list indexes from the top of a file: ("watches", "root-use", "where", "errorCode")."""


@dataclass(frozen=True)
class Finding:
    """One error or warning. `line` and `column` count from 1; `watch` is "" outside a watch."""

    file: str
    line: int
    column: int
    watch: str
    code: str
    level: str
    message: str
    suggestion: str = ""

    def __post_init__(self) -> None:
        if self.code not in REGISTRY:
            raise ValueError(f"the registry of diagnostics has no code {self.code}")

    def as_dict(self) -> dict[str, Any]:
        return dict(self.__dict__)

    def __str__(self) -> str:
        watch = f'watch "{self.watch}": ' if self.watch else ""
        hint = f"; did you mean {self.suggestion}?" if self.suggestion else ""
        level = "" if self.level == ERROR else f"{self.level}: "
        line = f"{self.file}:{self.line}: {level}{watch}{self.message}{hint} [{self.code}]"
        return line.replace("\n", "\\n").replace("\r", "\\r")  # one finding, one line


class SpecError(Exception):
    """The input cannot be worked with. `findings` holds everything that is known to be wrong."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(map(str, self.findings)))


def errors(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(one for one in findings if one.level == ERROR)


def strict(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Warnings count as errors."""
    return tuple(replace(one, level=ERROR) for one in findings)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Without repeats, by file and position, so that output is the same on every run."""
    return tuple(sorted(set(findings), key=lambda one: (
        one.file, one.line, one.column, one.code, one.message)))


def beside_others(finding: Finding) -> Finding:
    """The warning that an error becomes where the watch can match by another value or branch."""
    code = REGISTRY[finding.code].beside
    return replace(finding, code=code, level=REGISTRY[code].level)


@dataclass(frozen=True)
class SourceFile:
    """A file that people write: its name, and where each key stands as (line, column).

    `texts` holds numbers as the file writes them: 1.30, which is read as 1.3.
    """

    name: str
    positions: Mapping[KeyPath, tuple[int, int]]
    texts: Mapping[KeyPath, str] = field(default_factory=dict)

    def at(self, path: Iterable[Any]) -> tuple[int, int]:
        """The position of `path`, or of its nearest ancestor that the file has."""
        keys = tuple(path)
        while keys not in self.positions and keys:
            keys = keys[:-1]
        return self.positions.get(keys, (1, 1))

    def text(self, path: Iterable[Any], value: Any) -> str:
        """`value` as the file writes it at `path`, or at the key that holds nothing else."""
        keys = tuple(path)
        return self.texts.get(keys) or self.texts.get(keys[:-1]) or str(value)

    def finding(self, path: Iterable[Any], code: str, message: str, *,
                suggestion: str = "") -> Finding:
        """A finding at `path`. Raises ValueError for a code that the registry lacks."""
        keys = tuple(path)
        line, column = self.at(keys)
        watch = str(keys[1]) if len(keys) > 1 and keys[0] == "watches" else ""
        level = REGISTRY[code].level if code in REGISTRY else ""
        return Finding(self.name, line, column, watch, code, level, message, suggestion)
