"""The docs site builds without a complaint, loads nothing from elsewhere, and holds the schema."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path

import pytest
from eventbridge_notifier.spec import schema

from tests.house.repository import ROOT, tracked

MKDOCS = ROOT / ".venv-docs" / "bin" / "mkdocs"
CONFIG = (ROOT / "mkdocs.yml").read_text()
OF_THE_REPOSITORY = {"index.md", "module.md", "forwarder.md", "contributing.md", "changelog.md"}


def test_every_page_has_its_place_in_the_navigation() -> None:
    pages = {name.removeprefix("docs/") for name in tracked("docs/*.md", "docs/**/*.md")}
    listed = re.findall(r": ([\w/.-]+\.md)$", CONFIG.split("\nnav:")[1], re.M)
    assert sorted(listed) == sorted({*pages, *OF_THE_REPOSITORY})


@pytest.mark.slow
def test_the_site_is_built_strictly_and_stands_alone(tmp_path: Path) -> None:
    if not MKDOCS.exists():
        pytest.skip("no .venv-docs: make docs-site")
    built = subprocess.run([MKDOCS, "build", "--site-dir", tmp_path / "site"], cwd=ROOT, text=True,
                           capture_output=True, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"})
    assert built.returncode == 0, built.stderr
    assert "WARNING" not in built.stderr
    pages = {path.name: path.read_text() for path in (tmp_path / "site").glob("*.html")}
    assert {"index.html", "tutorial.html", "spec.html", "module.html"} <= set(pages)
    for name, page in pages.items():
        loaded = re.findall(r"<(?:script|img|link rel=stylesheet)[^>]*?(?:src|href)=\"?([^\" >]+)",
                            page)
        assert [one for one in loaded if re.match(r"https?:|//", one)] == [], name
    published = json.loads((tmp_path / "site" / "watches.schema.json").read_text())
    assert published == schema.schema()
