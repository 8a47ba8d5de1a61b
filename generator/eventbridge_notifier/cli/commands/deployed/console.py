"""`console`: the page on this machine."""

from __future__ import annotations

import json
import signal
import threading
from typing import Any

import click

from eventbridge_notifier.cli.clients import connect
from eventbridge_notifier.cli.errors import aws_errors, refuse
from eventbridge_notifier.cli.options import deployment_options

PORT = 8712
ENDING = (signal.SIGINT, signal.SIGTERM)  # a background job of a script ignores the first
GUIDE = """\
The page is at {url} and reads {name} in {region}, with your credentials and no others.
It answers this machine alone, and changes nothing. Ctrl-C ends it.
"""


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), default=PORT, show_default=True,
              help="The port on 127.0.0.1; 0 for any free port.")
@click.option("--open", "opened", is_flag=True, help="Open it in the browser.")
@click.option("--print-policy", is_flag=True,
              help="Print the IAM policy that the page needs, and exit.")
@deployment_options
def console(port: int, opened: bool, print_policy: bool, name: str, home_region: str | None,
            profile: str | None) -> None:
    """Serve a read-only page of the records on this machine, with your own credentials."""
    with aws_errors():
        clients = connect(home_region, profile)
        if print_policy:
            from eventbridge_notifier.console.policy import of_deployment
            click.echo(json.dumps(of_deployment(name, clients), indent=2))
            return
        try:
            _serve(clients, name, port, opened)
        except OSError as error:
            refuse(f"port {port} cannot be had: {error.strerror or error}; choose another: --port")


def _serve(clients: Any, name: str, port: int, opened: bool) -> None:
    from eventbridge_notifier.console.web.server import serve
    with serve(clients, name, port) as url:
        try:
            for number in ENDING:
                signal.signal(number, signal.default_int_handler)
            region = clients("dynamodb").meta.region_name
            click.echo(GUIDE.format(url=url, name=name, region=region))
            if opened:
                click.launch(url)
            threading.Event().wait()
        except KeyboardInterrupt:
            click.echo("ended")
