"""The command `eventbridge-notifier`. Each subcommand is loaded when it is asked for."""

from __future__ import annotations

import difflib
import sys
from importlib import import_module

import click

from generator import __version__

# Command to (where it is, what it does): the help must not load what it only names.
COMMANDS = {
    "init": ("generator.commands.init:init", "Make a stack that applies as it stands."),
    "generate": ("generator.commands.generate:generate",
                 "Write watches.tf and patterns/ beside a spec."),
    "check": ("generator.commands.check:check", "Say everything that is wrong with a spec."),
    "explain": ("generator.commands.explain:explain", "Say why an event matches a watch, or not."),
    "backtest": ("generator.commands.backtest:backtest",
                 "Count how often watches would have fired on saved logs."),
    "watches": ("generator.commands.watches:watches", "List what a spec compiles to."),
    "schema": ("generator.commands.schema:schema", "Print the JSON Schema of a spec."),
    "catalog": ("generator.commands.catalog:catalog", "List packs of ready-made watches."),
    "cost": ("generator.commands.cost:cost", "Estimate what a spec costs in a month."),
    "sandbox": ("sandbox.commands:sandbox", "Keep a small AWS running on this machine."),
    "records": ("console.commands.records:records", "Show what was recorded, newest first."),
    "console": ("console.commands.page:console", "Serve a page of what was recorded, read-only."),
    "redrive": ("console.commands.redrive:redrive",
                "Send dead-lettered events to the recorder again."),
    "health": ("console.commands.health:health", "Say whether events are being recorded."),
}


class Lazy(click.Group):
    """A group that knows its commands by name and imports the one that is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name][0].split(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, words) for name, (_, words) in COMMANDS.items()])

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[
            str | None, click.Command | None, list[str]]:
        close = difflib.get_close_matches(args[0], COMMANDS, 1)
        if args[0] not in COMMANDS and close:
            ctx.fail(f"no such command {args[0]!r}; did you mean {close[0]}?")
        return super().resolve_command(ctx, args)


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="%(version)s")
def main() -> None:
    """Write down which AWS events matter; every matching one is recorded and tells somebody."""


if __name__ == "__main__":
    sys.exit(main(prog_name="eventbridge-notifier"))
