"""Writes the man page and docs/commands.md from what the commands say: the source of `--help`.

`python -m tools.manpage [--check]`. man/eventbridge-notifier.1 is installed as share/man/man1.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import click
from eventbridge_notifier.cli.main import SECTIONS, main

PAGE = Path("man/eventbridge-notifier.1")
REFERENCE = Path("docs/commands.md")
NAME = "eventbridge-notifier"
HEAD = f"""\
.\\" Made by `python -m tools.manpage` from the help of the commands.
.TH {NAME.upper()} 1 "" "{NAME}" "User Commands"
.SH NAME
{NAME} \\- records the AWS events that matter, and tells people
.SH SYNOPSIS
.B {NAME}
.I COMMAND
.RI [ OPTIONS ]
.SH DESCRIPTION
"""
INTRODUCTION = f"""\
<!-- Made by `python -m tools.manpage` from the help of the commands. -->
# Commands

`--help` of each command prints the same, and so does `man {NAME}` once the package is
installed. Exit codes: 0 when all went well; 1 where the answer is no, as the command says; 2 for a
bad input.
"""
TAIL = """\
.SH ENVIRONMENT
.TP
.B EVENTBRIDGE_NOTIFIER_NAME, EVENTBRIDGE_NOTIFIER_HOME_REGION, EVENTBRIDGE_NOTIFIER_PROFILE
Which deployment is looked at, where no option says it.
.TP
.B NO_COLOR
Nothing is coloured.
.SH EXIT STATUS
0 when all went well; 1 where the answer is no, as the command says; 2 for a bad input.
"""


class Entry(NamedTuple):
    """A command: `words` after the program's name, `options` with what each is for."""

    words: str
    usage: str
    paragraphs: list[str]
    options: list[tuple[str, str]]


def sections() -> Iterator[tuple[str, list[Entry]]]:
    """Title and commands of each section of the help."""
    top = click.Context(main, info_name=NAME)
    for title, commands in SECTIONS.values():
        yield title, [entry for name in commands for entry in _entries(main, name, top)]


def _entries(group: click.Group, name: str, above: click.Context) -> Iterator[Entry]:
    """The command, and those below it."""
    command = group.get_command(above, name)
    assert command
    context = click.Context(command, info_name=name, parent=above)
    told = [one.get_help_record(context) for one in command.get_params(context)
            if isinstance(one, click.Option)]
    yield Entry(context.command_path.removeprefix(f"{NAME} "),
                " ".join(command.collect_usage_pieces(context)),
                [" ".join(part.split()) for part in (command.help or "").split("\n\n")],
                [one for one in told if one])
    if isinstance(command, click.Group):
        for below in command.list_commands(context):
            yield from _entries(command, below, context)


def page() -> str:
    """The man page, as roff."""
    listed = "".join(f".SH {title.upper()}\n" + "".join(map(_roff_entry, entries))
                     for title, entries in sections())
    return f"{HEAD}{roff(main.help or '')}\n{listed}{TAIL}"


def _roff_entry(one: Entry) -> str:
    text = ".PP\n".join(f"{roff(part)}\n" for part in one.paragraphs)
    options = "".join(f".TP\n.B {roff(name)}\n{roff(told)}\n" for name, told in one.options)
    return f'.SS "{roff(one.words)} {roff(one.usage)}"\n{text}{options}'


def reference() -> str:
    """docs/commands.md."""
    listed = "".join(f"\n## {title}\n" + "".join(map(_markdown_entry, entries))
                     for title, entries in sections())
    return f"{INTRODUCTION}{listed}"


def _markdown_entry(one: Entry) -> str:
    rows = "".join(f"| `{name.replace('|', '&#124;')}` | {_cell(told)} |\n"
                   for name, told in one.options if not name.endswith("--help"))
    table = f"\n| option | |\n|---|---|\n{rows}" if rows else ""
    text = "\n\n".join(_cell(part) for part in one.paragraphs)
    return f"\n### `{one.words}`\n\n`{NAME} {one.words} {one.usage}`\n\n{text}\n{table}"


def _cell(text: str) -> str:
    """Text in which Markdown reads no cell and no tag."""
    return text.replace("|", "&#124;").replace("<", "&lt;")


def roff(text: str) -> str:
    """Text in which troff reads no request and no escape; all hyphens are minus signs."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-").replace('"', "\\(dq")
    return f"\\&{escaped}" if escaped.startswith((".", "'")) else escaped


def run(check: bool) -> int:
    made = {PAGE: page(), REFERENCE: reference()}
    stale = [path for path, text in made.items() if not path.exists() or path.read_text() != text]
    if check:
        for path in stale:
            print(f"{path}: not what the commands say; run: python -m tools.manpage",
                  file=sys.stderr)
        return 1 if stale else 0
    for path in stale:
        path.parent.mkdir(exist_ok=True)
        path.write_text(made[path])
    return 0


if __name__ == "__main__":
    sys.exit(run("--check" in sys.argv[1:]))
