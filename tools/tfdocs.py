"""Writes the inputs and outputs of each module into its README, between two marks.

    python -m tools.tfdocs            write
    python -m tools.tfdocs --check    exit 1 where a README is not what the module says
"""

from __future__ import annotations

import json
import re
import sys
import textwrap
from pathlib import Path
from typing import Any

import hcl2

ROOT = Path(__file__).resolve().parent.parent
BEGIN, END = "<!-- inputs and outputs: make docs -->", "<!-- end -->"
# python-hcl2's own keys beside those of the file.
MARKS = ("__is_block__", "__comments__")
HEREDOC = re.compile(r'"<<-?(?:[A-Z]+)\n(.*?)\n\s*[A-Z]+"', re.S)
SHORT = 40  # characters of a type that stands in the line of its variable

Blocks = dict[str, dict[str, Any]]


def blocks(module: Path, kind: str) -> Blocks:
    """The module's blocks `variable`, `output` and the like with one label, by it, sorted."""
    found = {
        plain(name): body
        for file in sorted(module.glob("*.tf"))
        for block in hcl2.loads(file.read_text(encoding="utf-8")).get(kind, ())
        for name, body in block.items() if name not in MARKS
    }
    return dict(sorted(found.items()))


def plain(value: Any) -> str:
    """A value of python-hcl2 as the file has it, strings and heredocs without their quotes."""
    if not isinstance(value, str):
        return json.dumps(value)
    if heredoc := HEREDOC.fullmatch(value):
        return textwrap.dedent(heredoc[1]).strip()
    if value.startswith('"'):
        return _unquoted(value)
    return value.removeprefix("${").removesuffix("}") if value.startswith("${") else value


def _unquoted(text: str) -> str:
    """A string of HCL; as written, if an interpolation in it has quotes and JSON cannot read it."""
    try:
        return str(json.loads(text))
    except ValueError:
        return text[1:-1].replace('\\"', '"')


def tables(module: Path) -> str:
    """The Markdown of a module: what it takes and what it gives."""
    inputs = [_input(name, body) for name, body in blocks(module, "variable").items()]
    lines = ["## Outputs", "", "| name | what it is |", "|---|---|"]
    lines += [f"| `{name}` | {_cell(plain(body['description']))} |"
              for name, body in blocks(module, "output").items()]
    return "\n\n".join(["## Inputs", *inputs, "\n".join(lines)]) + "\n"


def _input(name: str, body: dict[str, Any]) -> str:
    kind = plain(body["type"])
    default = f"default `{_default(body['default'])}`" if "default" in body else "required"
    short = len(kind) < SHORT
    lines = [f"### `{name}`", f"`{kind}`, {default}" if short else default,
             plain(body["description"])]
    return "\n\n".join(lines if short else [*lines, f"```hcl\n{_spread(kind)}\n```"])


def _spread(kind: str) -> str:
    """A type with a line for each attribute of an object."""
    made, depth = "", 0
    for part in re.split(r"({(?!})|(?<!{)}|, (?=\w+ = ))", kind):
        depth += {"{": 1, "}": -1}.get(part, 0)
        line = "\n" + "  " * depth
        made += {"{": "{" + line, "}": line + "}"}.get(part, line if part == ", " else part)
    return made


def _default(value: Any) -> str:
    return value if isinstance(value, str) and value.startswith('"') else plain(value)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def filled(readme: str, content: str) -> str:
    """The README with `content` between its marks. Raises ValueError where they are missing."""
    before, begin, rest = readme.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"it lacks the marks {BEGIN} and {END}")
    return f"{before}{BEGIN}\n\n{content}\n{END}{after}"


def documented() -> list[Path]:
    """The modules, each of which has a README."""
    return sorted(readme.parent for readme in ROOT.glob("modules/**/README.md"))


def main(arguments: list[str]) -> int:
    stale = []
    for module in documented():
        readme = module / "README.md"
        written = readme.read_text(encoding="utf-8")
        made = filled(written, tables(module))
        if made != written:
            stale.append(readme.relative_to(ROOT))
            if "--check" not in arguments:
                readme.write_text(made, encoding="utf-8")
    if stale and "--check" in arguments:
        print(f"stale: {', '.join(map(str, stale))}; run `make docs`", file=sys.stderr)
        return 1
    print(f"{len(documented())} modules, {len(stale)} READMEs changed")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
