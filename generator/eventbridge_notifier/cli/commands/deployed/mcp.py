"""`mcp`: answers assistants about the deployment, over standard input and output."""

from __future__ import annotations

import json

import click

from eventbridge_notifier.cli.clients import connect
from eventbridge_notifier.cli.errors import aws_errors, refuse_without
from eventbridge_notifier.cli.options import deployment_options


@click.command()
@click.option("--print-policy", is_flag=True,
              help="Print the IAM policy that the server needs, and exit.")
@deployment_options
def mcp(print_policy: bool, name: str, home_region: str | None, profile: str | None) -> None:
    """Serve records, resources, health and alerts to an AI assistant, read-only.

    This is a server of the Model Context Protocol on standard input and output; the assistant
    starts it. It uses your AWS credentials and changes nothing; the content of events is marked as
    untrusted data.
    """
    if print_policy:
        with aws_errors():
            from eventbridge_notifier.console.policy import of_deployment
            click.echo(json.dumps(of_deployment(name, connect(home_region, profile)), indent=2))
        return
    try:
        from eventbridge_notifier.assistant.server import server
    except ImportError as error:
        refuse_without("mcp", error)
    server(lambda: connect(home_region, profile), name).run()
