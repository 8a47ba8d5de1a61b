"""Drafts to the text of a spec: compiled once for examples, once more for what check says. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from eventbridge_notifier.compiler.rule import Compiled
from eventbridge_notifier.lint.importers import document, examples
from eventbridge_notifier.lint.importers.document import Entry
from eventbridge_notifier.lint.importers.draft import Draft
from eventbridge_notifier.pipeline.generate import compile_texts
from eventbridge_notifier.spec import schema

NAME = "imported.yaml"


def spec(drafts: Iterable[Draft], home_region: str | None) -> tuple[str, Compiled]:
    """The text of the spec, with what check says of each watch above it, and what it compiles to.

    What it says of all of them together stands above the first.
    """
    entries = [Entry(one, {}, is_when=one.when is not None and _is_when(one.when))
               for one in drafts]

    def written(some: list[Entry]) -> str:
        return document.text(some, home_region)

    rules = {rule.name: rule for rule in _compiled(written(entries)).rules}
    entries = [replace(one, examples=examples.of(rules[one.draft.name]))
               if one.draft.name in rules else one for one in entries]
    checked = _compiled(written(entries))
    wrong = {finding.watch for finding in checked.findings if finding.code == "example"}
    if wrong:
        entries = [replace(one, examples={}) if one.draft.name in wrong else one
                   for one in entries]
        checked = _compiled(written(entries))
    first = next((one.draft.name for one in entries if one.draft.keys), "")
    entries = [replace(one, findings=tuple(
        f"{finding.level}: {finding.message} [{finding.code}]" for finding in checked.findings
        if (finding.watch or first) == one.draft.name and one.draft.keys)) for one in entries]
    text = written(entries)
    return text, _compiled(text)


def _is_when(when: Mapping[str, Any]) -> bool:
    """Whether a watch may say it: counts and spans have limits."""
    return schema.has_form(dict(when), "when")


def _compiled(text: str) -> Compiled:
    return compile_texts([(NAME, text)])
