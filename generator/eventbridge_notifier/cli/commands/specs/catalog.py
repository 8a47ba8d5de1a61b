"""`catalog`: the packs of ready-made watches."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from eventbridge_notifier.cli.errors import refuse
from eventbridge_notifier.cli.packs import known_pack

if TYPE_CHECKING:
    from eventbridge_notifier.compiler.rule import Rule
    from eventbridge_notifier.spec.packs import Pack


@click.command()
@click.argument("name", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print all as JSON, with patterns.")
def catalog(name: str | None, as_json: bool) -> None:
    """List the packs of ready-made watches, or the watches of the pack NAME.

    Use a pack with `packs: [NAME]` in a spec, or with `init DIR --pack NAME`.
    """
    from eventbridge_notifier.spec.packs import PACKS
    try:
        known_pack(name) if name is not None else None
    except ValueError as wrong:
        refuse(str(wrong))
    packs = [PACKS[name]] if name else list(PACKS.values())
    if as_json:
        click.echo(json.dumps([as_dict(pack) for pack in packs], indent=2))
    else:
        click.echo(of_pack(packs[0]) if name else of_all(packs))


def as_dict(pack: Pack) -> dict[str, Any]:
    from eventbridge_notifier.spec.packs import control
    return {"pack": pack.name, "title": pack.title, "watches": [
        {"watch": rule.name, "control": control(rule.watch), "description": rule.description,
         "severity": rule.severity, "state": rule.state, "regions": list(regions(rule)),
         "pattern": rule.pattern} for rule in rules(pack)]}


def of_all(packs: list[Pack]) -> str:
    from eventbridge_notifier.cli.tables import table
    from eventbridge_notifier.spec.packs import watches
    rows = [[pack.name, str(len(watches(pack))), pack.title] for pack in packs]
    return table(["pack", "watches", "what it watches for"], rows, right=(1,))


def of_pack(pack: Pack) -> str:
    from eventbridge_notifier.cli.commands.specs.watches import short_state
    from eventbridge_notifier.cli.tables import table
    rows = [[rule.name, rule.severity or "", short_state(rule.state),
             ", ".join(regions(rule)), rule.description or ""] for rule in rules(pack)]
    return f"{pack.title}\n\n" + table(
        ["watch", "severity", "state", "regions", "description"], rows)


def rules(pack: Pack) -> list[Rule]:
    from eventbridge_notifier.compiler.compile import compile_watch
    from eventbridge_notifier.spec.packs import watches
    return [rule for watch in watches(pack) if (rule := compile_watch(watch).rule)]


def regions(rule: Rule) -> tuple[str, ...]:
    """Where its events appear: `any` for the region of the call, and fixed ones."""
    from eventbridge_notifier.deploy import placement
    from eventbridge_notifier.spec.model import Spec
    return placement.regions_of(rule, Spec((), (), regions=("any",)))
