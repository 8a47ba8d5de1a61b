"""checkov over the sources and over plans: nothing fails, and little is skipped."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.terraform.stacks import EXAMPLES, ROOT

CHECKOV = ROOT / ".venv-checkov/bin/checkov"
CONFIG = ROOT / ".checkov.yaml"
# What a user of the module decides; each is an option of it.
MAY_BE_SKIPPED = {"CKV_AWS_115", "CKV_AWS_117", "CKV_AWS_144", "CKV_AWS_272"}

pytestmark = pytest.mark.skipif(not CHECKOV.exists(), reason="make .venv-checkov/.ready")


def scan(folder: Path, *arguments: str) -> tuple[dict[str, int], list[str]]:
    """The counts, and check and resource of each failure.

    Runs in `folder`, whose .checkov.yaml it would read: another than the repository's root.
    """
    done = subprocess.run(
        [str(CHECKOV), *arguments, "--output", "json", "--quiet", "--skip-download"], cwd=folder,
        env=os.environ | {"LOG_LEVEL": "CRITICAL"}, capture_output=True)
    answer: Any = json.loads(done.stdout)
    (report,) = answer if isinstance(answer, list) else [answer]
    failed = report["results"]["failed_checks"]
    return report["summary"], [f"{one['check_id']} {one['resource']}" for one in failed]


def scan_plan(folder: Path, planned: dict[str, Any], *arguments: str) -> tuple[dict[str, int],
                                                                              list[str]]:
    (folder / "plan.json").write_text(json.dumps(planned))
    return scan(folder, "-f", "plan.json", "--framework", "terraform_plan", *arguments)


@pytest.mark.parametrize("folder", ["modules", pytest.param("examples", marks=pytest.mark.slow)])
def test_sources(folder: str, tmp_path: Path) -> None:
    summary, failed = scan(tmp_path, "-d", str(ROOT / folder), "--framework", "terraform")
    assert failed == []
    assert summary["skipped"] == summary["parsing_errors"] == 0
    assert summary["passed"] > 100


@pytest.mark.slow
def test_the_hardened_plan_passes_with_nothing_skipped(
    planned: Callable[[str], dict[str, Any]], tmp_path: Path
) -> None:
    summary, failed = scan_plan(tmp_path, planned("hardened"))
    assert failed == []
    assert summary["skipped"] == 0
    assert summary["passed"] > 100


@pytest.mark.slow
@pytest.mark.parametrize("example", [name for name in EXAMPLES if name != "hardened"])
def test_a_plan_passes_but_for_what_the_user_decides(
    planned: Callable[[str], dict[str, Any]], tmp_path: Path, example: str
) -> None:
    summary, failed = scan_plan(tmp_path, planned(example), "--config-file", str(CONFIG))
    assert failed == []
    assert summary["passed"] > 60


def test_only_what_the_user_decides_is_skipped() -> None:
    assert set(yaml.safe_load(CONFIG.read_text())["skip-check"]) <= MAY_BE_SKIPPED


def test_no_source_skips_a_check() -> None:
    files = [*ROOT.glob("modules/**/*.tf"), *ROOT.glob("examples/**/*.tf")]
    assert [path for path in files if "checkov:skip" in path.read_text()] == []
