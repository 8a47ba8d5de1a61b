"""`leave`: what a plan that destroys would take along, and how to let it; draining before it."""

from __future__ import annotations

import json
import shlex
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from eventbridge_notifier.cli.errors import aws_errors, refuse
from eventbridge_notifier.cli.options import NonEmptyPath
from eventbridge_notifier.cli.plain import plain
from eventbridge_notifier.cli.tables import table

if TYPE_CHECKING:
    from eventbridge_notifier.console.leaving.plan import Leaving

MINUTES = 15.0
DRY = "Nothing was changed. To have events recorded, add --yes"
LEFT = ("These would be destroyed. Look at them with `eventbridge-notifier health`; those in "
        "…-undelivered are messages to people, whose events are recorded.")
STOPPED = "stopped; the rules stay disabled until the next terraform apply. Run it again"


@click.command()
@click.argument("plan", metavar="PLAN.json", type=NonEmptyPath(allow_dash=True))
@click.option("--json", "as_json", is_flag=True, help="Print what the plan deletes as JSON.")
@click.option("--drain", is_flag=True, help="Print how much waits in the plan's queues.")
@click.option("--yes", is_flag=True,
              help="With --drain: disable the plan's rules, and record what waits.")
@click.option("--minutes", default=MINUTES, show_default=True, type=click.FloatRange(min=0),
              help="How long --drain waits for the recorder.")
@click.option("--profile", help="A profile of your AWS settings.")
def leave(plan: Path, as_json: bool, drain: bool, yes: bool, minutes: float,
          profile: str | None) -> None:
    """Show what a destroy would delete, what protects it, and what to do first.

    PLAN.json is the output of `terraform show -json` for a plan, or - for standard input. Exits
    with 1 while something is protected or waits in a queue.
    """
    from eventbridge_notifier.console.leaving import plan as plans
    try:
        found = plans.read(_text(plan))
    except plans.NoPlan as error:
        refuse(f"{plan}: {error}")
    if drain:
        with aws_errors():
            sys.exit(_drained(found, profile, minutes) if yes else _waiting(found, profile, DRY))
    if as_json:
        click.echo(json.dumps(found._asdict() | {"held": [one._asdict() for one in found.held]}))
    else:
        click.echo(_shown(found, str(plan)))
    sys.exit(1 if any(one.lift for one in found.held) else 0)


def _text(plan: Path) -> str:
    try:
        return sys.stdin.read() if str(plan) == "-" else plan.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        refuse(f"{plan}: this is a plan in Terraform's binary format; give the output of "
               "`terraform show -json` for it")
    except OSError as error:
        refuse(f"{plan}: cannot be read: {error.strerror}")


def _shown(found: Leaving, plan: str) -> str:
    from eventbridge_notifier.console.leaving.steps import steps
    if not found.held:
        return f"The plan destroys {found.destroyed} resources, and none of them holds data."
    stacks = ", ".join(f"{name} ({region})" for name, region in found.stacks)
    rows = [[one.holds, one.address, one.lift] for one in found.held]
    lines = [f"The plan destroys {found.destroyed} resources{f' of {stacks}' if stacks else ''}. "
             f"{len(rows)} of them hold data:", "",
             table(["what", "where", "protected until"], rows), "", "What to do, in this order:"]
    for number, step in enumerate(steps(found, shlex.quote(plan)), 1):
        lines += ["", f"{number}. {step.title} {step.why}".rstrip(),
                  *(f"     {command}" for command in step.commands)]
    return "\n".join(lines)


def _waiting(found: Leaving, profile: str | None, told: str) -> int:
    """Prints how much waits, and `told` where anything does; the exit code."""
    from eventbridge_notifier.console.leaving import drain
    queues = drain.waiting(found.queues, _clients(profile))
    rows = [[str(one.waiting), one.name, one.region] for one in queues if one.waiting]
    if not rows:
        click.echo("Nothing waits in the plan's queues.")
        return 0
    click.echo(table(["messages", "queue", "region"], rows, right=(0,)) + f"\n\n{told}")
    return 1


def _drained(found: Leaving, profile: str | None, minutes: float) -> int:
    from eventbridge_notifier.cli.progress import step
    from eventbridge_notifier.console.leaving import drain
    clients_in = _clients(profile)
    try:
        with step("disabling rules"):
            stopped = len(list(drain.stop(found.rules, clients_in)))
        click.echo(f"{stopped} rules are disabled; the next terraform apply enables them again")
        for queue in (queue for queue in found.queues if queue.id.endswith("-events")):
            with step("waiting for the recorder"):
                drain.emptied(clients_in(queue.region)("sqs"), queue.id, minutes * 60)
        outcomes = Counter(one for name, region in found.stacks
                           for one in _redriven(found, name, region, profile))
    except KeyboardInterrupt:
        click.echo(f"eventbridge-notifier: {STOPPED}", err=True)
        return 130
    for (state, reason), count in sorted(outcomes.items()):
        click.echo(f"{count} {state}: {plain(reason)}")
    return _waiting(found, profile, LEFT)


def _redriven(found: Leaving, name: str, region: str,
              profile: str | None) -> Iterable[tuple[str, str]]:
    """(state, reason) of every event in the failure sinks of a stack."""
    from eventbridge_notifier.cli.clients import connect
    from eventbridge_notifier.console.clients import INVOKING, own_clients
    from eventbridge_notifier.console.deployment import discover, forward_queue
    from eventbridge_notifier.console.redrive.redrive import Redrive
    clients = connect(region, profile)
    forwarders = [connect(queue.region, profile) for queue in found.queues
                  if queue.id.endswith(f"/{forward_queue(name)}")]
    run = Redrive(discover(name, clients), clients, False, forwarders,
                  own_clients(profile, region, INVOKING))
    return ((one.state, one.reason) for one in run.run())


def _clients(profile: str | None) -> Any:
    from functools import lru_cache

    from eventbridge_notifier.cli.clients import connect
    return lru_cache(maxsize=None)(lambda region: connect(region, profile))
