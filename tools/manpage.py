"""Writes the man page from what the commands say of themselves: the source of `--help`.

`python -m tools.manpage [--check]`. man/eventbridge-notifier.1 is installed as share/man/man1.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click
from eventbridge_notifier.cli.main import SECTIONS, main

PAGE = Path("man/eventbridge-notifier.1")
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


def page() -> str:
    """The whole page, as roff."""
    return "".join([HEAD, roff(main.help or ""), "\n", *_sections(), TAIL])


def _sections() -> Iterator[str]:
    top = click.Context(main, info_name=NAME)
    for title, commands in SECTIONS.values():
        yield f".SH {title.upper()}\n"
        for name in commands:
            command = main.get_command(top, name)
            assert command
            yield from _command(command, click.Context(command, info_name=name, parent=top))


def _command(command: click.Command, context: click.Context) -> Iterator[str]:
    """The command, and those below it."""
    usage = " ".join(command.collect_usage_pieces(context))
    words = context.command_path.removeprefix(f"{NAME} ")
    yield f'.SS "{roff(words)} {roff(usage)}"\n{_paragraphs(command.help or "")}'
    for parameter in command.get_params(context):
        if isinstance(parameter, click.Option) and (record := parameter.get_help_record(context)):
            yield f".TP\n.B {roff(record[0])}\n{roff(record[1])}\n"
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below
            yield from _command(below, click.Context(below, info_name=name, parent=context))


def _paragraphs(text: str) -> str:
    parts = [" ".join(part.split()) for part in text.split("\n\n")]
    return "".join(f"{roff(part)}\n.PP\n" for part in parts).removesuffix(".PP\n")


def roff(text: str) -> str:
    """Text in which troff reads no request and no escape; all hyphens are minus signs."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-").replace('"', "\\(dq")
    return f"\\&{escaped}" if escaped.startswith((".", "'")) else escaped


def run(check: bool) -> int:
    made = page()
    if check:
        if PAGE.exists() and PAGE.read_text() == made:
            return 0
        print(f"{PAGE}: not what the commands say; run: python -m tools.manpage", file=sys.stderr)
        return 1
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(made)
    return 0


if __name__ == "__main__":
    sys.exit(run("--check" in sys.argv[1:]))
