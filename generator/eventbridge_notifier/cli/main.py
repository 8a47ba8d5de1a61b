"""The command `eventbridge-notifier`. Each subcommand is loaded when it is asked for."""

from __future__ import annotations

import signal
import sys
import threading
from importlib import import_module
from io import TextIOWrapper
from keyword import iskeyword
from typing import NoReturn

import click

from eventbridge_notifier import __version__

# Folder of commands/ -> title of its section, and command -> what it does. Command `x` is the
# function `x` of the folder's x.py, `x_` where `x` is a word of Python: the help must not load what
# it only names.
SECTIONS = {
    "specs": ("Write watches", {
        "init": "Make a new stack that can be applied at once.",
        "generate": "Write watches.tf and patterns/ beside a spec.",
        "check": "Report everything that is wrong with a spec.",
        "lint": "Check event patterns in the files of Terraform, Sigma and others.",
        "import": "Turn rules of other tools, or of an account, into watches.",
        "explain": "Explain why an event matches a watch or not.",
        "backtest": "Count how often watches would have matched saved logs.",
        "watches": "List what a spec compiles to.",
        "schema": "Print the JSON Schema of a spec.",
        "catalog": "List packs of ready-made watches.",
        "cost": "Estimate what a spec costs in a month.",
    }),
    "deployed": ("Use what is deployed", {
        "records": "List recorded events, newest first.",
        "resources": "List the resources that records are about, or show one.",
        "console": "Serve a read-only page of the records on this machine.",
        "alerts": "List open alerts, snooze, acknowledge or close them.",
        "mcp": "Serve records to AI assistants (MCP), read-only.",
        "health": "Check that events are being recorded.",
        "reconcile": "Find logged events that were not recorded, and record them.",
        "redrive": "Send failed events to the recorder again.",
        "leave": "Show what a destroy would delete, and drain its queues.",
    }),
    "machine": ("On this machine", {
        "doctor": "Check this machine and this AWS account.",
        "sandbox": "Run a small AWS on this machine.",
    }),
}
COMMANDS = {name: told for _, commands in SECTIONS.values() for name, told in commands.items()}


class Lazy(click.Group):
    """A group that knows its commands by name and imports the one that is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        folder = next((folder for folder, (_, held) in SECTIONS.items() if cmd_name in held), None)
        if folder is None:
            return None
        name = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        module = import_module(f"eventbridge_notifier.cli.commands.{folder}.{name}")
        command: click.Command = getattr(module, name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        width = max(map(len, COMMANDS))
        for title, commands in SECTIONS.values():
            with formatter.section(title):
                formatter.write_dl([(name.ljust(width), told) for name, told in commands.items()])

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[
            str | None, click.Command | None, list[str]]:
        if args[0] not in COMMANDS and (near := _meant(args[0])):
            ctx.fail(f"no such command {args[0]!r}; did you mean {near}?")
        return super().resolve_command(ctx, args)


def _meant(command: str) -> str:
    from eventbridge_notifier.aws.suggest import meant  # late: the tables take a while to load

    return meant(command, COMMANDS)


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="%(version)s")
def main() -> None:
    """Describe which AWS events matter. Every match is recorded, and can notify people."""
    if isinstance(sys.stdout, TextIOWrapper) and sys.stdout.errors == "strict":
        sys.stdout.reconfigure(errors="replace")  # an encoding without the lines of our tables
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler and (
            threading.current_thread() is threading.main_thread()):
        signal.signal(signal.SIGINT, _interrupted)


def _interrupted(*_: object) -> NoReturn:
    """Ctrl-C: a command ends in its own way. Whoever presses it again while it does is not told
    where it was."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main(prog_name="eventbridge-notifier"))
