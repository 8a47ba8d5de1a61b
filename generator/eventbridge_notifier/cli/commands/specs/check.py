"""`check`: everything that is wrong with a spec, at once."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from eventbridge_notifier.cli.errors import BAD_INPUT, report
from eventbridge_notifier.cli.load import compiled
from eventbridge_notifier.cli.options import spec_argument, strict_option
from eventbridge_notifier.diagnostics.finding import errors


@click.command()
@spec_argument
@click.option("--json", "as_json", is_flag=True, help="Print the findings as a JSON list.")
@strict_option
def check(spec: Path, as_json: bool, strict: bool) -> None:
    """Check SPEC, a file or a folder: names, values, patterns, examples, and AWS's limits.

    Exits with 2 if there is an error, otherwise with 0.
    """
    result = compiled(spec, strictly=strict)
    wrong = errors(result.findings)
    if as_json:
        click.echo(json.dumps([one.as_dict() for one in result.findings], indent=2))
    else:
        report(result.findings)
        if not wrong:
            click.echo(summary(len(result.rules), len(result.findings)))
    sys.exit(BAD_INPUT if wrong else 0)


def summary(rules: int, warnings: int) -> str:
    found = f", {warnings} warning{'s' * (warnings != 1)}" if warnings else ""
    return f"{rules} watch{'es' * (rules != 1)} checked{found}"
