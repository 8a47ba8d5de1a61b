"""What is wrong with a spec, as values: collected by every stage, printed once by the CLI."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from eventbridge_notifier.diagnostics.registry import CODES


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
        if self.code not in CODES:
            raise ValueError(f"{self.code} is not among the codes of diagnostics/registry.py")

    def as_dict(self) -> dict[str, Any]:
        return dict(self.__dict__)

    def __str__(self) -> str:
        watch = f'watch "{self.watch}": ' if self.watch else ""
        hint = f"; did you mean {self.suggestion}?" if self.suggestion else ""
        level = "" if self.level == "error" else f"{self.level}: "
        said = f"{self.file}:{self.line}: {level}{watch}{self.message}{hint} [{self.code}]"
        return said.replace("\n", "\\n").replace("\r", "\\r")  # one finding, one line


class SpecError(Exception):
    """The input cannot be worked with. `findings` holds everything that is known to be wrong."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(map(str, self.findings)))


def errors(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(f for f in findings if f.level == "error")


def strict(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Warnings count as errors."""
    return tuple(replace(f, level="error") for f in findings)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Without repeats, by file and position, so that output is the same on every run."""
    return tuple(sorted(set(findings), key=lambda f: (f.file, f.line, f.column, f.code, f.message)))


@dataclass(frozen=True)
class Place:
    """Where things stand in one file: paths of keys to (line, column).

    `texts` holds what is written where that was read as a number: 1.30, which is 1.3.
    """

    file: str
    positions: Mapping[tuple[Any, ...], tuple[int, int]]
    texts: Mapping[tuple[Any, ...], str] = field(default_factory=dict)

    def at(self, path: Iterable[Any]) -> tuple[int, int]:
        """The position of `path`, or of its nearest ancestor that is written in the file."""
        where = tuple(path)
        while where not in self.positions and where:
            where = where[:-1]
        return self.positions.get(where, (1, 1))

    def text(self, path: Iterable[Any], value: Any) -> str:
        """`value` as it is written at `path`, or at the key whose one condition it is."""
        where = tuple(path)
        return self.texts.get(where) or self.texts.get(where[:-1]) or str(value)

    def finding(self, path: Iterable[Any], code: str, message: str, *, level: str = "error",
                suggestion: str = "") -> Finding:
        path = tuple(path)
        line, column = self.at(path)
        watch = str(path[1]) if len(path) > 1 and path[0] == "watches" else ""
        return Finding(self.file, line, column, watch, code, level, message, suggestion)
