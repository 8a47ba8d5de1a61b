"""The table of transitions: transitions.yaml, read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).parent / "transitions.yaml"
Options = Mapping[str, Any]


@dataclass(frozen=True)
class Transition:
    """One change: the options that it sets, and what the plan says if it refuses. `goes` begins the
    address of what the row itself switches off again."""

    lane: str
    number: int
    options: Options
    refused: str = ""
    goes: str = ""

    @property
    def name(self) -> str:
        return f"{self.lane}-{self.number}-{'-'.join(self.options)}"


def defaults() -> dict[str, Any]:
    return dict(_read()["defaults"])


def transitions() -> list[Transition]:
    """All of them, lane by lane, in their order."""
    return [one for lane, rows in _read()["lanes"].items() for one in _lane(lane, rows)]


def _lane(lane: str, rows: list[dict[str, Any]]) -> Iterator[Transition]:
    number = 0
    for row in rows:
        steps = [dict(zip(row["change"], values, strict=True))
                 for values in zip(*row["change"].values(), strict=True)]
        for options in steps[1:]:
            number += 1
            yield Transition(lane, number, options, row.get("refused", ""), row.get("goes", ""))


def _read() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return read
