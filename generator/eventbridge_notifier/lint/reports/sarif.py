"""Findings as SARIF 2.1.0 (OASIS, "Static Analysis Results Interchange Format"). Pure."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from eventbridge_notifier import __version__
from eventbridge_notifier.diagnostics.finding import Finding
from eventbridge_notifier.diagnostics.registry import REGISTRY
from eventbridge_notifier.lint.reports.text import message

_HOME = "https://github.com/eventbridge-notifier/terraform-aws-eventbridge-notifier"
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def text(findings: Iterable[Finding]) -> str:
    """The log of one run."""
    found = list(findings)
    codes = sorted({one.code for one in found})
    driver = {"name": "eventbridge-notifier", "version": __version__,
              "informationUri": _HOME, "rules": [_rule(code) for code in codes]}
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [{
        "tool": {"driver": driver}, "columnKind": "unicodeCodePoints",
        "results": [_result(one, codes.index(one.code)) for one in found]}]}
    return json.dumps(log, indent=2, ensure_ascii=False)


def _rule(code: str) -> dict[str, Any]:
    known = REGISTRY[code]
    return {"id": code, "shortDescription": {"text": known.title},
            "fullDescription": {"text": known.summary},
            "helpUri": f"{_HOME}/blob/main/{known.anchor}",
            "defaultConfiguration": {"level": known.level}}


def _result(finding: Finding, index: int) -> dict[str, Any]:
    place = {"artifactLocation": {"uri": _uri(finding.file)},
             "region": {"startLine": finding.line, "startColumn": finding.column}}
    location: dict[str, Any] = {"physicalLocation": place}
    if finding.watch:
        location["logicalLocations"] = [{"fullyQualifiedName": finding.watch}]
    return {"ruleId": finding.code, "ruleIndex": index, "level": finding.level,
            "message": {"text": message(finding)}, "locations": [location]}


def _uri(file: str) -> str:
    path = PurePath(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
