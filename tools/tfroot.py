"""Writes the root module: the notifier as the registry hands it out, a thin wrapper.

Its variables and outputs are those of modules/eventbridge_notifier, whose validations speak for it
too.
A stack that used the submodule's path moves here without a change: `moved` blocks say from where.

    python -m tools.tfroot            write
    python -m tools.tfroot --check    exit 1 where the root is not what the module says
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULE = "modules/eventbridge_notifier"
SAYS = "# Generated from modules/eventbridge_notifier by `make docs`; do not edit.\n"
BLOCK = r'^{kind} ((?:"\w+" ?)+)\{{\n(.*?)^\}}\n'


def blocks(kind: str, files: str = "*.tf") -> dict[str, str]:
    """Labels, joined by dots, to the text within each block of this kind."""
    text = "\n".join(path.read_text(encoding="utf-8")
                     for path in sorted((ROOT / MODULE).glob(files)))
    found = re.findall(BLOCK.format(kind=kind), text, re.M | re.S)
    return {".".join(re.findall(r"\w+", labels)): body for labels, body in sorted(found)}


def variables(file: str) -> str:
    """A file of the module's variables, without their validations."""
    return SAYS + "".join(
        f'\nvariable "{name}" {{\n{_without_validations(body)}}}\n'
        for name, body in blocks("variable", file).items())


def outputs() -> str:
    """The module's outputs, handed on."""
    return SAYS + "".join(
        f'\noutput "{name}" {{\n{_description(body)}  value       = module.notifier.{name}\n}}\n'
        for name, body in blocks("output").items())


def main_file() -> str:
    """The call of the module."""
    names = list(blocks("variable"))
    width = max(map(len, names))
    given = "".join(f"  {name:<{width}} = var.{name}\n" for name in names)
    return f'{SAYS}\nmodule "notifier" {{\n  source = "./{MODULE}"\n\n{given}}}\n'


def moved() -> str:
    """Where the module's resources were when it was called by its own path."""
    return SAYS + "".join(f"\nmoved {{\n  from = {place}\n  to   = module.notifier.{place}\n}}\n"
                          for place in places())


def places() -> Iterator[str]:
    """The addresses of the module's resources and calls."""
    yield from blocks("resource")
    yield from (f"module.{name}" for name in blocks("module"))


def files() -> dict[str, str]:
    """File of the root to its text."""
    return {"main.tf": main_file(), "moved.tf": moved(), "outputs.tf": outputs(),
            **{path.name: variables(path.name)
               for path in sorted((ROOT / MODULE).glob("variables*.tf"))}}


def _without_validations(body: str) -> str:
    kept = re.sub(r"(\n  #[^\n]*)*\n  validation \{\n.*?\n  \}\n", "\n", "\n" + body, flags=re.S)
    return re.sub(r"\n{2,}$", "\n", kept.removeprefix("\n"))


def _description(body: str) -> str:
    found = re.search(r'  description = (?:<<-EOT\n.*?\n  EOT|"[^\n]*")\n', body, re.S)
    assert found, "an output without a description"
    return found[0]


def main(arguments: list[str]) -> int:
    made = files()
    gone = [path for path in ROOT.glob("*.tf") if path.name not in {*made, "versions.tf"}]
    stale = {name: text for name, text in made.items()
             if not (ROOT / name).exists() or (ROOT / name).read_text(encoding="utf-8") != text}
    if (stale or gone) and "--check" in arguments:
        names = ", ".join([*stale, *(path.name for path in gone)])
        print(f"stale: {names}; run `make docs`", file=sys.stderr)
        return 1
    for name, text in stale.items():
        (ROOT / name).write_text(text, encoding="utf-8")
    for path in gone:
        path.unlink()
    print(f"the root module, {len(stale) + len(gone)} files changed")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
