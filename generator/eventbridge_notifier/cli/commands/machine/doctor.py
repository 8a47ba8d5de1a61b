"""`doctor`: what is missing on this machine and in this account."""

from __future__ import annotations

import click

from eventbridge_notifier.cli.answers import end_with
from eventbridge_notifier.cli.clients import connect
from eventbridge_notifier.cli.options import deployment_options


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
@deployment_options
def doctor(as_json: bool, name: str, home_region: str | None, profile: str | None) -> None:
    """Check this machine and this AWS account. Nothing is changed.

    It checks Terraform and its version, the extras, credentials, region, clock, trails, and the
    stack. Exits with 1 if something is bad.
    """
    from eventbridge_notifier.cli.doctor import account, machine
    from eventbridge_notifier.cli.progress import progress
    with progress("looking at machine and account", "checks"):
        found = [*machine.findings(), *account.findings(lambda: connect(home_region, profile),
                                                        name)]
    end_with(found, as_json)
