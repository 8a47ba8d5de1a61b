"""`sandbox`: keep a small AWS running on this machine."""

from __future__ import annotations

import signal
import sys
import threading

import click

GUIDE = """\
The sandbox answers at {url} in {region}, account {account}. In another terminal:

{exports}

  terraform init && terraform apply     # a stack, such as one of examples/
  aws lambda list-functions             # or: aws --endpoint-url {url} ...

Events are made of calls as soon as a trail is logging. Ctrl-C ends it; nothing is kept.
"""


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), default=0,
              help="A port of this machine; a free one if not given.")
@click.option("--region", default="eu-west-1", show_default=True)
@click.option("--explain", is_flag=True, help="Say of every rule why an event does not match it.")
@click.option("--clock", type=click.FloatRange(min=1.0), default=60.0, show_default=True,
              help="How many times faster waits between retries pass.")
@click.option("--organization", default="o-exampleorgid", show_default=True,
              help="The organization that all accounts are in.")
@click.option("--verbose", is_flag=True, help="Also say which calls made no event, and why.")
def sandbox(port: int, region: str, explain: bool, clock: float, organization: str,
            verbose: bool) -> None:
    """Keep a small AWS running on this machine: API calls, CloudTrail, EventBridge, Lambda.

    Each event, match, delivery and failure is a line on the screen.
    """
    try:
        from eventbridge_notifier.sandbox.app import Sandbox
        from eventbridge_notifier.sandbox.core.journal_printer import JournalPrinter
    except ImportError as error:
        click.echo(f"eventbridge-notifier: the sandbox needs more packages ({error.name}): "
                   "pip install 'eventbridge-notifier[sandbox]'", err=True)
        sys.exit(2)
    ended = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: ended.set())
    try:
        screen = JournalPrinter(sys.stdout, verbose)
        with Sandbox(port, explain, clock, region, screen, organization) as running:
            click.echo(guide(running.url, running.env(), region))
            while not ended.wait(1.0):
                pass
    except OSError as error:
        click.echo(f"eventbridge-notifier: port {port} cannot be had: {error.strerror}; "
                   "leave --port out for a free one", err=True)
        sys.exit(2)


def guide(url: str, environ: dict[str, str], region: str) -> str:
    """How to point tools at the sandbox."""
    exports = "\n".join(f"  export {name}={value}" for name, value in environ.items())
    return GUIDE.format(url=url, region=region, account=environ["AWS_ACCESS_KEY_ID"],
                        exports=exports)
