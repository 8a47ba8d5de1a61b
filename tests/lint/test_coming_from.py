"""The pages for newcomers from other tools: every command prints what the page says."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools import doc_commands

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / doc_commands.PAGES).glob("*.md"))


def test_there_is_a_page_for_each_of_them_and_it_can_be_found() -> None:
    assert len(PAGES) == 5
    index = (ROOT / "docs" / "lint.md").read_text()
    assert all(f"(coming-from/{page.name})" in index for page in PAGES)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_command_prints_what_the_page_says(page: Path) -> None:
    """`make docs` writes it anew."""
    text = page.read_text()
    assert len(doc_commands.commands(text)) >= 3
    assert doc_commands.filled(text) == text
