"""What strangers get of a release: pinned, reproducible, from a recipe that linters have read."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from eventbridge_notifier import __version__

from tests.house.repository import ROOT, tracked
from tools.release import notes

DOCKERFILE = ROOT / "Dockerfile"
CHECKOV = ROOT / ".venv-checkov" / "bin" / "checkov"
CHANGES = ("# Changelog\n\n## Unreleased\n\n## 1.0.0 (2026-12-01)\n\n- First.\n\n"
           "## 0.9.0\n\n- Zero.\n")
PINNED = re.compile(r"[\w.-]+/[\w./-]+@[0-9a-f]{40}")


def test_the_notes_of_a_release_are_its_section_of_the_changelog() -> None:
    assert notes("v1.0.0", "1.0.0", CHANGES) == "- First."


@pytest.mark.parametrize(("tag", "version", "changelog", "said"), [
    ("1.0.0", "1.0.0", CHANGES, "must be like v1.0.0"),
    ("v1.0.1", "1.0.0", CHANGES, "the package's version is 1.0.0"),
    ("v1.0.0", "1.0.0", CHANGES.replace("d\n\n## 1", "d\n\n- New.\n\n## 1"), "under Unreleased"),
    ("v1.1.0", "1.1.0", CHANGES, "says nothing under ## 1.1.0"),
])
def test_a_release_that_is_not_ready_is_refused(tag: str, version: str, changelog: str, said: str
                                                ) -> None:
    with pytest.raises(ValueError, match=said):
        notes(tag, version, changelog)


def test_workflows_use_other_peoples_actions_by_commit() -> None:
    used = [(file, name) for file in tracked(".github/workflows/*.yml", "action.yml")
            for name in re.findall(r"uses: (\S+)", (ROOT / file).read_text())
            if not name.startswith("./")]
    assert len(used) > 5
    assert [one for one in used if not PINNED.fullmatch(one[1])] == []


def test_a_workflow_may_read_and_no_more_unless_a_job_says_so() -> None:
    for file in tracked(".github/workflows/*.yml"):
        assert yaml.safe_load((ROOT / file).read_text())["permissions"] == {"contents": "read"}


def test_no_command_installs_from_an_index_what_is_not_there() -> None:
    """The package's name is on no index: it is installed from a checkout or by an address."""
    bare = re.compile(r"(?:pip|pipx|uv tool|uv pip) install '?eventbridge.notifier(?![^'\n]*@ git)"
                      r"|uvx eventbridge.notifier")
    assert [file for file in tracked("*.md", "*.yml")
            if bare.search((ROOT / file).read_text())] == []


def test_the_documentation_names_this_release() -> None:
    named = set(re.findall(r"(?:rev: |notifier@)v([0-9.]+\d)", "".join(
        (ROOT / file).read_text() for file in tracked("docs/*.md", "README.md"))))
    assert named == {__version__}


def test_hadolint_has_nothing_against_the_dockerfile() -> None:
    hadolint = Path(sys.executable).with_name("hadolint")
    said = subprocess.run([hadolint, DOCKERFILE], capture_output=True, text=True)
    assert (said.returncode, said.stdout) == (0, "")


@pytest.mark.slow
def test_checkov_has_nothing_against_the_dockerfile() -> None:
    said = subprocess.run([CHECKOV, "--framework", "dockerfile", "--file", DOCKERFILE, "--compact",
                           "--quiet", "--skip-download"], capture_output=True, text=True, cwd="/",
                          env=os.environ | {"LOG_LEVEL": "ERROR"})
    assert said.returncode == 0, said.stdout


def context(folder: Path) -> Path:
    """What .dockerignore lets Docker see."""
    kept = [line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines()
            if line.startswith("!")]
    for name in tracked(*kept):
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, target)
    return folder


@pytest.mark.slow
def test_the_dockerfile_s_commands_install_the_command(tmp_path: Path) -> None:
    """Without Docker: its RUN lines, in a folder that stands for the image's root."""
    recipe = DOCKERFILE.read_text().replace("\\\n", "").split("\nFROM")[1]
    source = context(tmp_path / "src")
    for line in re.findall(r"^RUN (.*)", recipe, re.M):
        moved = re.sub(r"(?<![\w.-])/(app|build|dist)\b", rf"{tmp_path}/\1", line)
        moved = moved.replace("python -m venv", f"{sys.executable} -m venv")
        done = subprocess.run(moved, shell=True, cwd=source, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
    shown = subprocess.run([tmp_path / "app" / "bin" / "eventbridge-notifier", "--version"],
                           capture_output=True, text=True, cwd="/", env={"PATH": "/bin"})
    assert shown.stdout == f"{__version__}\n"


def built(source: Path, target: Path) -> dict[str, str]:
    """Name -> SHA-256 of wheel and source archive."""
    done = subprocess.run([sys.executable, "-m", "build", "--no-isolation", "-o", target, source],
                          capture_output=True, text=True,
                          env=os.environ | {"SOURCE_DATE_EPOCH": "1700000000"})
    assert done.returncode == 0, done.stderr
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in target.iterdir()}


@pytest.mark.slow
def test_wheel_and_source_archive_are_the_same_bytes_from_another_checkout(tmp_path: Path) -> None:
    copy = tmp_path / "elsewhere" / "checkout"
    for name in tracked():
        target = copy / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, target)  # with today's times and another order
    subprocess.run(["git", "init", "-q", copy], check=True)
    first, second = built(ROOT, tmp_path / "first"), built(copy, tmp_path / "second")
    assert len(first) == 2
    assert first == second
