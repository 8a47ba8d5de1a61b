"""What `pip install` puts on somebody's machine: one package, its data, and a README that shows."""

from __future__ import annotations

import re
import subprocess
import sys
import tarfile
import zipfile
from email.message import Message
from email.parser import Parser
from pathlib import Path

import pytest

from tests.house.repository import ROOT, tracked

PACKAGE = "eventbridge_notifier"
IN_WHEEL = {"generator": "", "modules": f"{PACKAGE}/_modules/"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with sdist and wheel, the wheel made from the sdist."""
    folder = tmp_path_factory.mktemp("dist")
    done = subprocess.run([sys.executable, "-m", "build", "--no-isolation", "-o", folder, ROOT],
                          capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="module")
def wheel(built: Path) -> zipfile.ZipFile:
    return zipfile.ZipFile(next(built.glob("*.whl")))


@pytest.fixture(scope="module")
def metadata(wheel: zipfile.ZipFile) -> Message:
    name = next(name for name in wheel.namelist() if name.endswith(".dist-info/METADATA"))
    return Parser().parsestr(wheel.read(name).decode())


def test_one_package_at_top_level(wheel: zipfile.ZipFile) -> None:
    tops = {name.split("/")[0] for name in wheel.namelist()}
    assert {top for top in tops if not top.endswith((".dist-info", ".data"))} == {PACKAGE}
    assert len(tops) == 3


def test_beside_the_package_only_the_man_page_is_installed(wheel: zipfile.ZipFile) -> None:
    beside = [name.split("/", 1)[1] for name in wheel.namelist() if ".data/" in name]
    assert beside == [f"data/share/man/man1/{PACKAGE.replace('_', '-')}.1"]


def test_tests_of_modules_stay_at_home(wheel: zipfile.ZipFile) -> None:
    unwanted = re.compile(r"tftest|tfmock|/tests/|__pycache__|\.terraform|\.tfstate|recorder/")
    assert [name for name in wheel.namelist() if unwanted.search(name)] == []


def test_types_modules_and_every_data_file_are_there(wheel: zipfile.ZipFile) -> None:
    """Whatever the repository has of the package and the modules, but for the modules' tests."""
    names = set(wheel.namelist())
    assert {f"{PACKAGE}/py.typed", f"{PACKAGE}/_modules/{PACKAGE}/recorder.zip"} <= names
    missing = [name for folder, place in IN_WHEEL.items() for name in tracked(folder)
               if "/tests/" not in name and place + name.removeprefix(f"{folder}/") not in names]
    assert missing == []


def test_the_sdist_holds_what_a_packager_tests_with(built: Path) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        names = {name.split("/", 1)[1] for name in archive.getnames() if "/" in name}
    wanted = tracked("generator", "lambda", "modules", "examples", "tests", "tools", "docs", "*.md")
    assert sorted(set(wanted) - names) == []
    assert [name for name in names if re.match(r"\.venv|\.bench|dist/", name)] == []


def test_metadata_is_what_pypi_takes(built: Path) -> None:
    done = subprocess.run([sys.executable, "-m", "twine", "check", "--strict", *built.iterdir()],
                          capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stdout


def test_links_and_pictures_of_the_readme_hold_outside_the_repository(metadata: Message) -> None:
    text = metadata.get_payload()
    assert isinstance(text, str)
    links = re.findall(r"\]\(([^)\s]+)\)", text)
    pictures = re.findall(r"!\[[^]]*\]\(([^)\s]+)\)", text)
    assert pictures
    assert [link for link in links if not link.startswith("https://")] == []
    assert all(picture.startswith("https://raw.githubusercontent.com/") for picture in pictures)


def test_the_project_says_where_it_lives(metadata: Message) -> None:
    urls = dict(line.split(", ", 1) for line in metadata.get_all("Project-URL", []))
    assert {"Homepage", "Documentation", "Changelog", "Issues", "Source"} <= set(urls)
    text = metadata.get_payload()
    assert isinstance(text, str)
    ours = {"/".join(url.split("/")[3:5]) for url in urls.values()}
    sites = r"https://(?:github|raw\.githubusercontent)\.com/"
    linked = set(re.findall(rf"{sites}([^/]+/[^/\s]+)", text))
    assert linked <= ours, "README and pyproject.toml name different repositories"
    assert len(ours) == 1
