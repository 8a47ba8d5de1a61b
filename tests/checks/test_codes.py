"""Every finding's code is explained, and nothing is explained that is never found."""

import re
from pathlib import Path

import pytest
from eventbridge_notifier.diagnostics.finding import Place
from eventbridge_notifier.diagnostics.registry import CODES

GENERATOR = Path("generator/eventbridge_notifier")
DOCS = Path("docs/findings.md")


def test_every_code_has_a_section_of_its_own_and_every_section_a_code() -> None:
    sections = re.findall(r"^### `([a-z-]+)`$", DOCS.read_text("utf-8"), re.M)
    assert sorted(sections) == sorted(CODES)


def test_every_section_says_something() -> None:
    said = re.findall(r"^### `[a-z-]+`\n(.*)$", DOCS.read_text("utf-8"), re.M)
    assert len(said) == len(CODES)
    assert all(len(one) > 20 for one in said)


def test_every_code_is_found_by_something() -> None:
    source = "\n".join(path.read_text("utf-8") for path in GENERATOR.rglob("*.py")
                       if path.name != "registry.py")
    assert [code for code in sorted(CODES) if f'"{code}"' not in source] == []


def test_a_finding_without_a_registered_code_cannot_be_made() -> None:
    with pytest.raises(ValueError, match=r"registry\.py"):
        Place("w.yaml", {}).finding((), "made-up", "x")
