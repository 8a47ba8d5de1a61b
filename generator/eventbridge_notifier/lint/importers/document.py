"""Drafts as the text of a spec, with what could not be carried over as comments. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from textwrap import indent
from typing import Any

import yaml

from eventbridge_notifier.lint.importers.draft import Draft

_WIDTH = 100


@dataclass(frozen=True)
class Entry:
    """A draft with the examples that its watch brings, and what `check` says of the watch.

    Where `is_when` is unset the draft's `when` is more than a watch may say, and a comment.
    """

    draft: Draft
    examples: Mapping[str, Any]
    findings: tuple[str, ...] = ()
    is_when: bool = False


class _Dumper(yaml.SafeDumper):
    """Lists below their key are indented, no value is shared by an anchor."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        return True


def text(entries: Iterable[Entry], home_region: str | None) -> str:
    """The spec."""
    entries = list(entries)
    made = [one for one in entries if one.draft.keys]
    lines = ["version: 1"]
    if home_region:
        lines.append(f"home_region: {home_region}")
    for one in entries:
        if not one.draft.keys:
            lines += ["", *_comments(one)]
    lines += ["", "watches:" if made else "watches: {}"]
    for one in made:
        lines += [*(f"  {line}" for line in _comments(one)),
                  indent(_watch(one), "  ").rstrip(), ""]
    return "\n".join(lines).rstrip() + "\n"


def _comments(entry: Entry) -> Iterator[str]:
    draft = entry.draft
    if not draft.keys:
        yield f"# not imported: {_line(draft.name)} ({draft.file}:{draft.position[0]})"
    else:
        yield f"# {draft.file}:{draft.position[0]}"
    for note in sorted(draft.notes, key=lambda one: one.position):
        yield f"# line {note.position[0]}: {_line(note.message)}"
    for finding in entry.findings:
        yield f"# check: {_line(finding)}"


def _line(text: str) -> str:
    return " ".join(text.split())


def _watch(entry: Entry) -> str:
    keys = dict(entry.draft.keys)
    when = entry.draft.when
    if when and entry.is_when:
        keys["when"] = when
    if entry.examples:
        keys["examples"] = entry.examples
    written = _yaml({entry.draft.name: keys})
    if when and not entry.is_when:
        said = yaml.dump(dict(when), Dumper=_Dumper, default_flow_style=True, sort_keys=False,
                         width=_WIDTH * 10).strip()
        name, _, rest = written.partition("\n")
        written = f"{name}\n  # when: {said}\n{rest}"
    return written


def _yaml(value: Any) -> str:
    written = yaml.dump(value, Dumper=_Dumper, sort_keys=False, allow_unicode=True,
                        width=_WIDTH - 10)
    return re.sub(r"^( *)'on':", r"\1on:", written, flags=re.MULTILINE)  # a word in YAML 1.2
