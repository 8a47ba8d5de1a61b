"""The watches of packed rules as the one file that the recorder reads them from. Pure.

A watch a line; before them, in the first line, the hash of each packed rule's watches and which
bytes they take behind that line. The input of the rule's target names the hash: whoever has an
event finds the watches that were meant, in this version of the file or in an older one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from itertools import accumulate
from typing import Any, NamedTuple

from eventbridge_notifier.compiler import resource_rows
from eventbridge_notifier.compiler.packing import Pack
from eventbridge_notifier.compiler.rule import Rule

FILE, ALERTS = "packed-watches.jsonl", "packed-alerts.json"


class Packed(NamedTuple):
    """`text` is the file's, "" without packed rules, and `sha256` its hash; `hashes` are those of
    its parts, by packed rule."""

    text: str
    hashes: Mapping[str, str]

    @property
    def sha256(self) -> str:
        return _hash(self.text)


def packed(packs: Iterable[Pack], about: str) -> Packed:
    """`about` says what the file is, and from which specs."""
    parts = {pack.name: "".join(map(_line, pack.rules)) for pack in packs}
    hashes = {name: _hash(part) for name, part in parts.items()}
    starts = accumulate(map(len, parts.values()), initial=0)  # ASCII: characters are bytes
    places = {name: [hashes[name], start, len(parts[name])]
              for name, start in zip(parts, starts, strict=False)}
    head = json.dumps({"about": about, "parts": places}, separators=(",", ":"))
    return Packed("".join([head, "\n", *parts.values()]) if parts else "", hashes)


def alerts(packs: Iterable[Pack]) -> dict[str, dict[str, Any]]:
    """Who is told of packed watches, and how, by watch."""
    rules = {rule.name: rule for pack in packs for rule in pack.rules if rule.notify}
    return {name: {"channels": list(rule.notify), "severity": rule.severity,
                   "description": rule.description, **rule.alert}
            for name, rule in sorted(rules.items())}


def _line(rule: Rule) -> str:
    """What the recorder and the console need to know of a watch."""
    given = {"name": rule.name, "severity": rule.severity, "description": rule.description,
             "record": rule.record, "pattern": rule.pattern, "resources": resource_rows.rows(rule)}
    told = {name: value for name, value in given.items() if value}
    return json.dumps(told, separators=(",", ":")) + "\n"  # the order of `$or` means something


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
