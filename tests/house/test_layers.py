"""CONTRIBUTING.md says who may import whom; import-linter holds exactly that."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from tests.house.repository import ROOT

TOOLS: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]
CONTRACTS = {contract["id"]: contract for contract in TOOLS["importlinter"]["contracts"]}
ROOMS = {path.parent.name for path in ROOT.glob("generator/eventbridge_notifier/*/__init__.py")}
ROW = re.compile(r"^\| (`[^|]*`) \| [^|]+ \| ([^|]+) \|$", re.M)
ALL_BELOW, NOT_EACH_OTHER = "rows below", "rows below, never each other"
LAST = "nothing of ours"


def rows() -> list[tuple[frozenset[str], str]]:
    """(names, may import) of every row of CONTRIBUTING's tables of places."""
    where = (ROOT / "CONTRIBUTING.md").read_text().split("## Where code goes")[1].split("\n## ")[0]
    return [(frozenset(re.findall(r"`([^`]+)`", names)), allowed)
            for names, allowed in ROW.findall(where)]


def layers() -> list[frozenset[str]]:
    return [frozenset(re.findall(r"\w+", layer)) for layer in CONTRACTS["layers"]["layers"]]


def test_the_table_of_rooms_is_the_contract() -> None:
    of_rooms = rows()[:len(layers())]
    assert [names for names, _ in of_rooms] == layers()
    told = [LAST if names == layers()[-1] else ALL_BELOW if len(names) == 1 else NOT_EACH_OTHER
            for names, _ in of_rooms]
    assert [allowed for _, allowed in of_rooms] == told


def test_every_room_has_its_place() -> None:
    assert CONTRACTS["layers"]["exhaustive"]
    assert ROOMS - frozenset().union(*layers()) == set()


def test_the_recorder_may_import_what_the_table_says_and_nothing_else() -> None:
    allowed = next(allowed for names, allowed in rows() if names == {"lambda/recorder"})
    forbidden = {name.removeprefix("eventbridge_notifier.")
                 for name in CONTRACTS["recorder"]["forbidden_modules"]}
    assert forbidden == ROOMS - set(re.findall(r"`(\w+)`", allowed))


def test_every_folder_that_a_row_names_is_there() -> None:
    outside = [name for names, _ in rows()[len(layers()):] for name in names]
    assert outside
    assert [name for name in outside if not (ROOT / name).is_dir()] == []
