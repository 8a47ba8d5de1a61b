"""`watches`: what a spec compiles to."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from eventbridge_notifier.cli.load import sound
from eventbridge_notifier.cli.options import spec_argument

if TYPE_CHECKING:
    from eventbridge_notifier.compiler.rule import Compiled, Rule
    from eventbridge_notifier.deploy.placement import Plan


@click.command()
@spec_argument
@click.option("--json", "as_json", is_flag=True, help="Print patterns and made-up events, too.")
def watches(spec: Path, as_json: bool) -> None:
    """List the watches of SPEC: rule state, regions, and size against EventBridge's limit."""
    from eventbridge_notifier.deploy import placement
    result = sound(spec)
    where = placement.of(result.spec, result.rules)
    if as_json:
        click.echo(json.dumps([as_dict(rule, where) for rule in result.rules], indent=2))
    else:
        click.echo(as_text(result, where))


def as_dict(rule: Rule, where: Plan) -> dict[str, Any]:
    from eventbridge_notifier.events import synthetic
    event = synthetic.match(rule)
    return {"watch": rule.name, "description": rule.description, "bus": rule.bus,
            "forwarded": rule.name in where.forwarded, "state": rule.state,
            "severity": rule.severity, "notify": list(rule.notify),
            "record": rule.record, "regions": list(where.regions(rule.name)),
            "pattern": rule.pattern, "size": len(rule.compact),
            "limit": limit(),
            "examples": {"match": [event] if event else [], "no_match": list(
                synthetic.near_misses(rule, event)) if event else []}}


def as_text(result: Compiled, where: Plan) -> str:
    from eventbridge_notifier.cli.tables import table
    rows = [[rule.name, short_state(rule.state),
             f"{rule.bus}, own" if rule.name in where.forwarded else rule.bus,
             ", ".join(where.regions(rule.name)) or "home",
             f"{len(rule.compact)} of {limit()}"] for rule in result.rules]
    listed = table(["watch", "state", "bus", "regions", "size"], rows, right=(4,))
    return listed + (f"\n\n{_sending(where)}" if where.forward_rules else "")


def _sending(where: Plan) -> str:
    """The coarse rules, and where they stand."""
    from eventbridge_notifier import patterns
    from eventbridge_notifier.cli.tables import table
    regions: dict[str, list[str]] = {}
    for region, rules in where.sending.items():
        for rule in rules:
            regions.setdefault(rule.name, []).append(region)
    rows = [[rule.name, short_state(rule.state), _who(where, regions[rule.name]),
             ", ".join(regions[rule.name]),
             f"{patterns.compact_size(dict(rule.pattern))} of {limit()}"]
            for rule in where.forward_rules.values()]
    return table(["sends home", "state", "in", "regions", "size"], rows, right=(4,))


def _who(where: Plan, regions: list[str]) -> str:
    here = "home account" if set(regions) & set(where.forward) else ""
    return ", ".join(filter(None, (here, "members" if where.members else "")))


def limit() -> int:
    """Characters of an event pattern, at most."""
    from eventbridge_notifier import aws
    return aws.LIMITS["event pattern"].value


def short_state(state: str) -> str:
    """A rule's state as a table has room for it."""
    from eventbridge_notifier import aws
    return {aws.ENABLED: "enabled", aws.ALL_MANAGEMENT_EVENTS: "enabled, reads too"}.get(
        state, state)
