"""Sigma rules for CloudTrail's records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from eventbridge_notifier.lint.candidate import Broken, Candidate, Found
from eventbridge_notifier.lint.finders import shared
from eventbridge_notifier.lint.languages import sigma
from eventbridge_notifier.lint.languages.to_pattern import Left
from eventbridge_notifier.lint.nodes import Node, Unreadable


def is_cloudtrail(root: Node) -> bool:
    """Whether it is a rule, and one for CloudTrail's records."""
    source = root.get("logsource")
    service = source.get("service") if source else None
    return root.get("detection") is not None and service is not None and (
        service.value == "cloudtrail")


def find(root: Node) -> Iterator[Found]:
    """What the rule asks of a record."""
    if not is_cloudtrail(root):
        return
    title = root.get("title")
    name = str(title.value) if title else "rule"
    detection = root.get("detection")
    assert detection is not None
    lines = (root.line_of("detection"), root.line_of("title"))
    told = shared.facts(title=title, description=root.get("description"),
                        id=root.get("name") or root.get("id"), severity=root.get("level"))
    try:
        condition, case_ignored = sigma.read(root)
    except Unreadable as error:
        yield Broken(name, error.position, error.message, lines, is_certain=False)
        return
    left = [Left(at, "Sigma ignores case here, a wildcard of EventBridge's does not")
            for at in case_ignored]
    for found in shared.of_records(name, condition, detection, lines, told):
        assert isinstance(found, Candidate)
        yield replace(found, left=(*found.left, *left))
