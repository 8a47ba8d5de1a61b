"""`lint`: the same checks for event patterns and CloudTrail's names in other files."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from eventbridge_notifier.cli.errors import BAD_INPUT, refuse
from eventbridge_notifier.cli.options import strict_option
from eventbridge_notifier.cli.progress import progress
from eventbridge_notifier.diagnostics.finding import Finding, errors
from eventbridge_notifier.diagnostics.finding import strict as as_errors

FORMS = ("text", "json", "github")


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--format", "form", type=click.Choice(FORMS), default="text",
              help="How findings are printed; github: as annotations of a workflow run.")
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option("--sarif", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
              help="Also write SARIF 2.1.0 to this file; - is standard output.")
@strict_option
def lint(paths: Sequence[Path], form: str, as_json: bool, sarif: Path | None,
         strict: bool) -> None:
    """Check event patterns and CloudTrail's names in PATHS, files or folders.

    It reads Terraform, plans as JSON, CloudFormation, SAM, cdk.out, serverless.yml, Cloud
    Custodian's policies, metric filters, Sigma's and Elastic's rules. Values that are not literals
    are skipped. Exits with 2 if there is an error, otherwise with 0.
    """
    from eventbridge_notifier.lint import run  # parsers are loaded only where they are needed
    with progress("checking", "files") as advance:
        results = list(run.lint(paths, advance))
    found = tuple(one for result in results for one in result.findings)
    found = as_errors(found) if strict else found
    _print("json" if as_json else form, found, quiet=str(sarif) == "-")
    if sarif:
        _write_sarif(sarif, found)
    elif form == "text" and not as_json:
        from eventbridge_notifier.lint.reports import text
        click.echo(text.summary(sum(one.patterns for one in results), len(results), found))
    sys.exit(BAD_INPUT if errors(found) else 0)


def _print(form: str, findings: Sequence[Finding], quiet: bool) -> None:
    from eventbridge_notifier.lint.reports import data, github, text
    if form == "json":
        click.echo(data.text(findings))
    elif form == "github":
        for line in github.lines(findings):
            click.echo(line)
    elif not quiet:
        for line in text.lines(findings):
            click.echo(line, err=True)


def _write_sarif(target: Path, findings: Sequence[Finding]) -> None:
    from eventbridge_notifier.lint.reports import sarif
    if str(target) == "-":
        click.echo(sarif.text(findings))
        return
    try:
        target.write_text(sarif.text(findings) + "\n", "utf-8")
    except OSError as error:
        refuse(f"{target}: cannot be written: {error.strerror}")
