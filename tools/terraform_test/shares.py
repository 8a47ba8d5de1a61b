"""The modules' test files, dealt out to processes of `terraform test` that take equally long."""

from __future__ import annotations

import math
import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from eventbridge_notifier.sandbox.terraform.runner import Terraform

MODULES = Path(__file__).resolve().parents[2] / "modules"
APPLIED = 3
"""What a run that applies takes, in runs that only plan."""

_RUN = re.compile(r'^run "', re.M)
_PLANNED = re.compile(r"^  command\s*=\s*plan", re.M)
_PASSED = re.compile(r"^Success! (\d+) passed, 0 failed", re.M)


@dataclass(frozen=True)
class Share:
    """Test files of one module that one process runs; what they take, in runs that only plan."""

    module: str
    files: tuple[str, ...]
    weight: int


@dataclass(frozen=True)
class Outcome:
    """How many runs of a share passed, and in how many seconds of wall clock."""

    share: Share
    passed: int
    seconds: float


def modules() -> list[str]:
    """The modules that have tests, by their names below modules/."""
    return sorted(path.parent.name for path in MODULES.glob("*/tests"))


def dealt(names: Sequence[str], jobs: int) -> list[Share]:
    """The modules' files in shares for so many processes at a time.

    A module that is more than one process's part is divided: each process reads the provider's
    schemas first, which takes seconds.
    """
    whole = {name: _share(name, _files(name)) for name in names}
    part = sum(share.weight for share in whole.values()) / jobs
    return [one for name, share in whole.items()
            for one in _divided(name, math.ceil(share.weight / part))]


def _divided(module: str, count: int) -> list[Share]:
    """The longest file first, each to the lightest share."""
    found = [_share(module, {})] * count
    for file, weight in sorted(_files(module).items(), key=lambda one: -one[1]):
        lightest = min(range(count), key=lambda number: found[number].weight)
        share = found[lightest]
        found[lightest] = Share(module, (*share.files, file), share.weight + weight)
    return [share for share in found if share.files]


def _share(module: str, files: Mapping[str, int]) -> Share:
    return Share(module, tuple(files), sum(files.values()))


def _files(module: str) -> dict[str, int]:
    """A module's test files, and what each takes."""
    return {f"tests/{file.name}": _weight(file.read_text(encoding="utf-8"))
            for file in sorted((MODULES / module / "tests").glob("*.tftest.hcl"))}


def _weight(text: str) -> int:
    planned = len(_PLANNED.findall(text))
    return planned + APPLIED * (len(_RUN.findall(text)) - planned)


def run(share: Share, folder: Path, environ: Mapping[str, str]) -> Outcome:
    """Runs a share in a copy of modules/. Raises TerraformError where a run does not pass."""
    start = time.perf_counter()
    with Terraform(folder / share.module, environ) as terraform:
        passed = _PASSED.search(terraform.test(*share.files))
    return Outcome(share, int(passed[1]) if passed else 0, time.perf_counter() - start)
