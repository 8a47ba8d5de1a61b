"""Findings as annotations of a run on GitHub (GitHub Actions, "workflow commands"). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from eventbridge_notifier.diagnostics.finding import Finding
from eventbridge_notifier.lint.reports.text import message


def lines(findings: Iterable[Finding]) -> Iterator[str]:
    """One workflow command per finding."""
    for one in findings:
        title = f"{one.watch}: {one.code}" if one.watch else one.code
        yield (f"::{one.level} file={_property(one.file)},line={one.line},col={one.column},"
               f"title={_property(title)}::{_data(message(one))}")


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
