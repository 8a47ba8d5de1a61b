"""Adds to aws/native/events.jsonl the fields that the sample events of AWS's guides have.

`python -m tools.awsguides FOLDER` with pages in Markdown. Only names and types of fields are taken,
and only of events that the file has. `from` names the pages.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tools import awsevents

# How pages break JSON: a comma too many, a placeholder without quotes, Markdown's escapes.
_MENDS = ((r"\\([_\-\[\]*])", r"\1"), (r"[“”]", '"'), (r",(\s*[}\]])", r"\1"),
          (r'("\s*)\n(\s*")', r"\1,\n\2"))
_TYPES = {bool: "boolean", int: "number", float: "number", str: "string", type(None): "json"}


def samples(text: str) -> Iterator[dict[str, Any]]:
    """The events that stand in a page as JSON."""
    start = 0
    while (found := text.find('"detail-type"', start)) >= 0:
        start = found + 1
        event = _parsed(_object(text, text.rfind("{", 0, found)))
        if isinstance(event, dict) and isinstance(event.get("detail"), dict):
            yield event


def _object(text: str, start: int) -> str:
    """The text from the brace at `start` to the one that closes it; braces in strings count not."""
    depth, quoted = 0, False
    for index in range(start, len(text)):
        letter = text[index]
        if letter == '"' and text[index - 1] != "\\":
            quoted = not quoted
        elif not quoted:
            depth += (letter == "{") - (letter == "}")
        if depth == 0:
            return text[start:index + 1]
    return ""


def _parsed(text: str) -> Any:
    for pattern, replacement in ((r"^", ""), *_MENDS):
        text = re.sub(pattern, replacement, text)
        try:
            return json.loads(text)
        except ValueError:
            continue
    return None


def schema(value: Any) -> Any:
    """The types of a sample's fields. Where names are data (an address, a title), any may stand."""
    if isinstance(value, Mapping):
        words = {name: schema(one) for name, one in value.items()
                 if re.fullmatch(r"[A-Za-z][\w\-]*", name)}
        return words if len(words) == len(value) else {**words, "*": "json"}
    if isinstance(value, list):
        return [schema(value[0])] if value else ["json"]
    return _TYPES[type(value)]


def beside(known: Any, seen: Any) -> Any:
    """What `seen` has and `known` lacks; None where that is nothing."""
    while isinstance(known, list) and isinstance(seen, list):
        known, seen = known[0], seen[0]
    if not isinstance(known, dict) or not isinstance(seen, dict) or "*" in known:
        return None
    found = {name: one if name not in known else beside(known[name], one)
             for name, one in seen.items()}
    return {name: one for name, one in found.items() if one is not None} or None


def main() -> None:
    rows = awsevents.read()
    head = json.loads(awsevents.TARGET.read_text("utf-8").splitlines()[0])
    for page in sorted(path for path in Path(sys.argv[1]).rglob("*") if path.is_file()):
        for event in samples(page.read_text("utf-8", "replace")):
            row = rows.get((str(event.get("source")), str(event["detail-type"])))
            if row is None or "via CloudTrail" in row["detail-type"]:
                continue
            known = awsevents.joined(row.get("registry"), row.get("guide"))
            if more := beside(known or {}, schema(event["detail"])):
                row["guide"] = awsevents.joined(row.get("guide"), more)
                pages = {*row.get("from", "").split(", "), page.stem} - {""}
                row["from"] = ", ".join(sorted(pages))
    awsevents.write(rows, head)
    print(f"{sum('guide' in one for one in rows.values())} events with fields from guides")


if __name__ == "__main__":
    main()
