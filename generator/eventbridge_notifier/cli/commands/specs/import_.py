"""`import`: other tools' rules as watches."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from eventbridge_notifier.cli.clients import connect
from eventbridge_notifier.cli.errors import BAD_INPUT, aws_errors, refuse, report
from eventbridge_notifier.cli.options import strict_option
from eventbridge_notifier.cli.progress import progress
from eventbridge_notifier.diagnostics.finding import errors
from eventbridge_notifier.diagnostics.finding import strict as as_errors

if TYPE_CHECKING:
    from eventbridge_notifier.lint.importers.draft import Draft


@click.command("import")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--account", is_flag=True,
              help="Read the rules of the AWS account of your credentials.")
@click.option("--bus", default="default", show_default=True, help="With --account: the event bus.")
@click.option("--region", help="With --account: the region, if not that of your AWS settings.")
@click.option("--profile", help="With --account: a profile of your AWS settings.")
@click.option("--home-region", metavar="REGION", help="The home_region of the new spec.")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False),
              help="Write the spec to this file, which must not exist; otherwise it is printed.")
@strict_option
def import_(paths: Sequence[Path], account: bool, bus: str, region: str | None,
            profile: str | None, home_region: str | None, output: Path | None,
            strict: bool) -> None:
    """Turn the rules in PATHS (files or folders), or of an account, into watches.

    It reads the same files as `lint`. Comments above each watch name what could not be imported,
    with its line. Exits with 2 if no rule was found or a watch has an error; with --strict also
    for warnings.
    """
    from eventbridge_notifier.lint.importers import draft
    from eventbridge_notifier.pipeline import imports
    if account == bool(paths):
        refuse("say either files, or --account")
    found = _account(bus, region, profile) if account else _files(paths)
    drafts = draft.named(found)
    if not drafts:
        refuse("no rule was found that `lint` would check")
    made = sum(1 for one in drafts if one.keys)
    if not made:
        _say_why_not(drafts)
    text, compiled = imports.spec(drafts, home_region)
    _write(text, output)
    notes = sum(len(one.notes) for one in drafts)
    click.echo(f"{made} of {len(drafts)} rules imported, {notes} note{'s' * (notes != 1)}",
               err=True)
    wrong = errors(as_errors(compiled.findings) if strict else compiled.findings)
    sys.exit(BAD_INPUT if wrong else 0)


def _files(paths: Sequence[Path]) -> list[Draft]:
    from eventbridge_notifier.lint.importers import files
    with progress("reading", "files") as advance:
        drafts, unread = files.drafts(paths, advance)
    report(unread)
    return drafts


def _account(bus: str, region: str | None, profile: str | None) -> list[Draft]:
    from eventbridge_notifier.lint.importers import account, draft
    with aws_errors(), progress("reading", "rules") as advance:
        events = connect(region, profile)("events")
        found = []
        for one in account.find(events, bus):
            found.append(draft.of(one, f"bus {bus}"))
            advance(1)
    return found


def _say_why_not(drafts: Sequence[Draft]) -> NoReturn:
    for one in drafts:
        for note in one.notes:
            click.echo(f"{one.file}:{note.position[0]}: {note.message}", err=True)
    refuse("none of the rules could be imported")


def _write(text: str, output: Path | None) -> None:
    if output is None:
        click.echo(text, nl=False)
        return
    try:
        with output.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        refuse(f"{output}: cannot be written: {error.strerror}")
