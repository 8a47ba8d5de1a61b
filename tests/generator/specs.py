"""Specs for tests, from watches as Python writes them."""

from __future__ import annotations

from typing import Any

import yaml
from eventbridge_notifier.compiler.rule import Compiled, Rule
from eventbridge_notifier.diagnostics.finding import Finding
from eventbridge_notifier.pipeline.generate import compile_texts

FILE = "watches.yaml"


def spec(*watches: dict[str, Any], **more: Any) -> str:
    """The YAML of a spec with `watches`, called w0, w1 and so on."""
    named = {f"w{number}": watch for number, watch in enumerate(watches)}
    value = {"version": 1, "home_region": "us-east-1", "watches": named, **more}
    given = {key: one for key, one in value.items() if one is not None}
    return yaml.safe_dump(given, allow_unicode=True, sort_keys=False)


def compiled(*watches: dict[str, Any], **more: Any) -> Compiled:
    return compile_texts([(FILE, spec(*watches, **more))])


def findings(*watches: dict[str, Any], **more: Any) -> tuple[Finding, ...]:
    return compiled(*watches, **more).findings


def rule(watch: dict[str, Any], **more: Any) -> Rule:
    """The rule of the one watch; fails where it has an error."""
    result = compiled(watch, **more)
    assert len(result.rules) == 1, [str(one) for one in result.findings]
    return result.rules[0]
