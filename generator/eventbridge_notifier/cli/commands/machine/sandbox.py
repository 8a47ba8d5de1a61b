"""`sandbox`: keep a small AWS running on this machine."""

from __future__ import annotations

import os
import shlex
import signal
import sys
import tempfile
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from eventbridge_notifier.cli.errors import refuse, refuse_without

GUIDE = """\
The sandbox answers at {url} in {region}, account {account}. In another terminal:

{exports}

  terraform init && terraform apply     # a stack, such as one of examples/
  aws lambda list-functions             # sqs needs: aws --endpoint-url {url} sqs ...

The keys are those of the IAM user {user}. Events are made of calls as soon as a trail is logging.
Ctrl-C ends it; nothing is kept.
"""
USER = "sandbox-admin"


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), default=0,
              help="The port on this machine.  [default: a free one]")
@click.option("--region", default="eu-west-1", show_default=True)
@click.option("--explain", type=click.Choice(["near", "all"]), is_flag=False, flag_value="near",
              help="Explain why rules do not match: those for such events, or all with "
                   "--explain=all.")
@click.option("--clock", type=click.FloatRange(min=1.0), default=60.0, show_default=True,
              help="How many times faster the sandbox's clock runs.")
@click.option("--organization", default="o-exampleorgid", show_default=True,
              help="The organization that all accounts are in.")
@click.option("--verbose", is_flag=True, help="Also print calls that made no event, and why.")
def sandbox(port: int, region: str, explain: str | None, clock: float, organization: str,
            verbose: bool) -> None:
    """Run a small AWS on this machine: API calls, CloudTrail, EventBridge, Lambda.

    It prints a line for each event, match, delivery and failure.
    """
    try:
        from eventbridge_notifier.sandbox.app import Sandbox
        from eventbridge_notifier.sandbox.core.journal_printer import JournalPrinter
        from eventbridge_notifier.sandbox.core.model import Explain
    except ImportError as error:
        refuse_without("sandbox", error)
    _check_region(region)
    ended = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: ended.set())
    printer = JournalPrinter(sys.stdout, verbose)
    try:
        with tempfile.TemporaryDirectory(prefix="eventbridge-notifier-") as scratch, Sandbox(
                port, Explain(explain or Explain.NOTHING), clock, region, printer, organization,
        ) as running:
            click.echo(guide(running, region, Path(scratch)))
            while not ended.wait(1.0):
                pass
    except OSError as error:
        refuse(f"port {port} cannot be used: {error.strerror}; leave --port out for a free one")


def _check_region(region: str) -> None:
    from eventbridge_notifier.aws.suggest import closest
    from eventbridge_notifier.sandbox.regions import known_regions
    if region not in known_regions():
        meant = closest(region, known_regions(), 1)
        hint = f"; did you mean {meant[0]}?" if meant else "; use one such as eu-west-1"
        refuse(f"AWS has no region {region!r}{hint}")


def guide(running: Any, region: str, scratch: Path) -> str:
    """How to point tools at the sandbox. What Terraform needs is written into `scratch`."""
    from eventbridge_notifier.sandbox.terraform import providers
    environ: Mapping[str, str] = {**running.administrator_env(USER),
                                  **providers.environment(os.environ, scratch)}
    exports = "\n".join(f"  export {name}={shlex.quote(value)}" for name, value in environ.items())
    return GUIDE.format(url=running.url, region=region, account=running.account, user=USER,
                        exports=exports)
