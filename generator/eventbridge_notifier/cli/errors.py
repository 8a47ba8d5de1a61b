"""How a command ends: words on standard error, exit code 2 where the input is wrong."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import NoReturn

import click

from eventbridge_notifier.diagnostics.finding import Finding

BAD_INPUT = 2
SOURCE = "git+https://github.com/eventbridge-notifier/terraform-aws-eventbridge-notifier"


def report(findings: Iterable[Finding]) -> None:
    for finding in findings:
        click.echo(str(finding), err=True)


def stop(findings: Iterable[Finding]) -> NoReturn:
    report(findings)
    sys.exit(BAD_INPUT)


def refuse(message: str) -> NoReturn:
    click.echo(f"eventbridge-notifier: {message}", err=True)
    sys.exit(BAD_INPUT)


def refuse_without(extra: str, missing: ImportError) -> NoReturn:
    """Ends the command, which needs the packages of an extra that is not installed."""
    refuse(f"this command needs more packages ({missing.name}): "
           f"pip install 'eventbridge-notifier[{extra}] @ {SOURCE}', "
           f"or pip install '.[{extra}]' in a checkout")


@contextmanager
def aws_errors() -> Iterator[None]:
    """Ends the command with a message where AWS refuses, or has not what was asked for."""
    from eventbridge_notifier.console.aws_errors import ERRORS, explain_error
    from eventbridge_notifier.console.deployment import NotFound
    from eventbridge_notifier.console.records.table import NoSuchRecord
    try:
        yield
    except (NotFound, NoSuchRecord) as error:
        refuse(str(error))
    except ERRORS as error:
        refuse(str(explain_error(error)))
