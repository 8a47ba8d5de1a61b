"""Writes docs/findings.md from the registry of diagnostics; --check only compares."""

from __future__ import annotations

import sys
import textwrap
from pathlib import Path

from eventbridge_notifier.diagnostics.diagnostic import PAGE, Diagnostic
from eventbridge_notifier.diagnostics.registry import SECTIONS

HEAD = """<!-- Written by `make docs` from eventbridge_notifier/diagnostics. Do not edit. -->
# Findings of `check`

Everything that `check` and `generate` say about a spec is one line:

```
watches.yaml:8: watch "python38-functions": lambda has no operation \
CreateFuntcion; allowed are the names that boto3, IAM and CloudTrail use; did \
you mean CreateFunction? [unknown-operation]
```

One rule decides the level:

- **error**: no event can match the watch, as a whole, or AWS refuses what is written. `generate`
  writes nothing.
- **warning**: the watch may well be right. That is so where the tables of this program may be older
  than AWS (codes that begin with `unverified`), and where one value of a list or one branch of
  `$or` is wrong and the others are not. A warning never claims that a watch cannot fire.

`--strict` counts warnings as errors. `check --json` prints the same as a list of `{file, line,
column, watch, code, level, message, suggestion}`.
"""


def page() -> str:
    """The text of docs/findings.md."""
    parts = [HEAD]
    for title, rows in SECTIONS:
        parts.append(f"\n## {title}\n")
        parts += [f"\n{section(row)}" for row in rows]
    return "".join(parts)


def section(row: Diagnostic) -> str:
    text = textwrap.fill(row.summary, 100, break_long_words=False, break_on_hyphens=False)
    return f"### `{row.code}`\n{row.title} ({row.level}).\n\n{text}\n"


def main() -> None:
    path = Path(PAGE)
    if "--check" in sys.argv[1:]:
        if path.read_text("utf-8") != page():
            sys.exit(f"{PAGE} is not what the registry says; run: make docs")
    else:
        path.write_text(page(), "utf-8")


if __name__ == "__main__":
    main()
