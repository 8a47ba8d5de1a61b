"""Files of every format: what is found in them, and where."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from eventbridge_notifier.diagnostics.finding import Finding
from eventbridge_notifier.lint import run

CORPUS = Path(__file__).parent / "corpus"
EXPECTED: dict[str, list[str]] = yaml.safe_load((CORPUS / "expected.yaml").read_text())
ROOT = Path(__file__).parents[2]


def said(finding: Finding) -> str:
    """Place and code. How certain a finding is, the tests of the checks hold."""
    code = finding.code.removeprefix("unknown-").removeprefix("unverified-")
    return f"{finding.line}:{finding.column} {code}"


def test_there_are_files_of_every_format_and_none_is_forgotten() -> None:
    files = {path.relative_to(CORPUS).as_posix() for path in CORPUS.rglob("*") if path.is_file()}
    assert files - {"expected.yaml"} == set(EXPECTED)
    assert len(EXPECTED) >= 100
    assert sum(1 for found in EXPECTED.values() if not found) >= 30


@pytest.mark.parametrize("name", EXPECTED)
def test_each_file_has_the_findings_that_it_should_where_they_are_written(name: str) -> None:
    found = run.of_file(str(CORPUS / name)).findings
    assert sorted(map(said, found)) == sorted(EXPECTED[name])


def test_a_broken_file_stops_nothing() -> None:
    results = list(run.lint([CORPUS]))
    assert len(results) == len(EXPECTED) + 1  # expected.yaml
    broken = [one for one in results if "/broken/" in one.file]
    assert len(broken) >= 5
    assert all(finding.code == "unreadable" for one in broken for finding in one.findings)


def test_the_projects_own_examples_and_templates_have_no_findings() -> None:
    """But for the recipe with python3.8, which says itself when it falls silent."""
    folders = [ROOT / "examples", ROOT / "modules", ROOT / "generator"]
    found = [finding for result in run.lint(folders) for finding in result.findings]
    assert {finding.code for finding in found} <= {"retiring"}
    assert all("python38" in finding.file for finding in found)


def test_several_processes_find_what_one_finds(tmp_path: Path) -> None:
    text = (CORPUS / "cloudformation" / "misspelled_call.yaml").read_text()
    for number in range(run.MANY + 1):
        (tmp_path / f"{number:04}.yaml").write_text(text)
    results = list(run.lint([tmp_path]))
    assert [Path(one.file).name for one in results] == sorted(
        path.name for path in tmp_path.iterdir())
    assert all(list(map(said, one.findings)) == EXPECTED["cloudformation/misspelled_call.yaml"]
               for one in results)
