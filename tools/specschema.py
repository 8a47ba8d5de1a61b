"""Writes the operators of event patterns into spec/schema.json, from their table.

    python -m tools.specschema            write
    python -m tools.specschema --check    exit 1 when the file is not what the table says
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from eventbridge_notifier.patterns.operators import OPERATORS

TARGET = (Path(__file__).resolve().parent.parent
          / "generator" / "eventbridge_notifier" / "spec" / "schema.json")


def written(text: str) -> str:
    """The schema `text` with today's operators."""
    schema = json.loads(text)
    schema["$defs"]["operator"]["properties"] = {
        name: row.operand for name, row in OPERATORS.items() if row.documented}
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def main(arguments: list[str]) -> int:
    now = TARGET.read_text(encoding="utf-8")
    if "--check" not in arguments:
        TARGET.write_text(written(now), encoding="utf-8")
    elif written(now) != now:
        print("spec/schema.json is not what the table of operators says; run `make golden`",
              file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
