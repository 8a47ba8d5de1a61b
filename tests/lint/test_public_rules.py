"""A public set of Sigma rules becomes watches. Say where it is: SIGMA_RULES=path/to/sigma/rules."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from eventbridge_notifier.lint.importers import draft, files
from eventbridge_notifier.pipeline import imports

RULES = os.environ.get("SIGMA_RULES", "")
pytestmark = pytest.mark.skipif(not RULES, reason="SIGMA_RULES names no set of rules")


def test_nine_of_ten_rules_for_cloudtrail_become_watches_without_errors() -> None:
    drafts, unread = files.drafts([Path(RULES)])
    text, compiled = imports.spec(draft.named(drafts), "us-east-1")
    lost = [f"{one.name}: {'; '.join(note.message for note in one.notes)}"
            for one in drafts if not one.keys]
    print(*unread, *lost, *compiled.findings, sep="\n")
    assert len(drafts) >= 50
    assert len(compiled.rules) >= 0.9 * len(drafts), text
