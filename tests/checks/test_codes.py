"""The registry of diagnostics and the checks agree, and the docs are written from the registry."""

import re
from pathlib import Path
from typing import Any

import pytest
from eventbridge_notifier.checks import registry
from eventbridge_notifier.compiler import compile as compiler
from eventbridge_notifier.diagnostics.diagnostic import ERROR, WARNING
from eventbridge_notifier.diagnostics.finding import Finding, SourceFile
from eventbridge_notifier.diagnostics.registry import REGISTRY, SECTIONS
from eventbridge_notifier.spec import load

from tests.generator.found import FOUND
from tests.generator.silent import SILENT, SOUND
from tests.generator.specs import FILE, spec
from tools.findings import page

GENERATOR = Path("generator/eventbridge_notifier")

# Codes of what is no check: reading and writing files, the schema, the pattern's compiler, packs.
EDGES = {
    "accept", "unused-accept", "no-spec", "unreadable", "unwritable", "too-large", "not-ours",
    "other-specs", "yaml", "empty",
    "control-character", "duplicate-key", "unknown-key", "missing-key", "wrong-type", "wrong-value",
    "ignore", "rule-state", "unverified-rule-state", "wrong-form", "duplicate-watch", "home-region",
    "organization", "unknown-watch", "pattern",
}


def test_the_page_of_findings_is_what_the_registry_says() -> None:
    assert Path("docs/findings.md").read_text("utf-8") == page()


def test_every_code_is_listed_once_and_explained() -> None:
    rows = [row for _, rows in SECTIONS for row in rows]
    assert len(rows) == len(REGISTRY)
    assert all(len(row.summary) > 20 and row.title and row.level in (ERROR, WARNING)
               for row in rows)


def test_a_code_that_begins_unverified_is_a_warning_and_a_softened_error_too() -> None:
    for row in REGISTRY.values():
        assert row.level == WARNING or not row.code.startswith("unverified")
        assert REGISTRY[row.beside].level == WARNING
        assert not row.liftable or row.level == ERROR


def test_every_code_is_found_by_something() -> None:
    source = "\n".join(path.read_text("utf-8") for path in GENERATOR.rglob("*.py")
                       if path.parent.name != "diagnostics")
    known = {row.beside for row in REGISTRY.values()}
    assert [code for code in sorted(REGISTRY) if f'"{code}"' not in source and code not in known
            ] == []


def test_every_code_belongs_to_a_check_or_to_an_edge() -> None:
    listed = {code for checks in registry.PHASES.values() for one in checks for code in one.codes}
    softened = {REGISTRY[code].beside for code in listed}
    assert listed <= set(REGISTRY)
    assert set(REGISTRY) - listed - softened - EDGES == set()


def test_names_of_checks_are_their_own_within_a_phase() -> None:
    for checks in registry.PHASES.values():
        assert len({one.name for one in checks}) == len(checks)


def reports(watch: dict[str, Any]) -> list[tuple[registry.Check, Finding]]:
    """Every check of a watch with each finding that it makes."""
    found: list[tuple[registry.Check, Finding]] = []
    loaded = load.load([(FILE, spec(watch))])
    for one in loaded.spec.watches:
        attempt = compiler.compile_watch(one)
        found += [(check, finding) for check in registry.WATCH
                  for finding in check.find(one, attempt.operations)]
        if attempt.rule is None:
            continue
        found += [(check, finding) for check in registry.RULE
                  for finding in check.find(attempt.rule)]
        found += [(check, finding) for branch in attempt.rule.branches
                  for check in registry.ALTERNATIVE
                  for finding in check.find(attempt.rule, *branch)]
    return found


@pytest.mark.parametrize("watch", [*(row[0] for row in (*FOUND, *SILENT)), *SOUND])
def test_a_check_reports_no_code_but_its_own(watch: dict[str, Any]) -> None:
    for check, finding in reports(watch):
        assert finding.code in check.codes or finding.code in {
            REGISTRY[code].beside for code in check.codes}, (check.name, str(finding))


def test_no_warning_says_never() -> None:
    for watch in (*(row[0] for row in (*FOUND, *SILENT)), *SOUND):
        for _, finding in reports(watch):
            assert finding.level == ERROR or not re.search(r"\bnever\b", finding.message), str(
                finding)


def test_a_finding_without_a_registered_code_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="registry"):
        SourceFile("w.yaml", {}).finding((), "made-up", "x")
