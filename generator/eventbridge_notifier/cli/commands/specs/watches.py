"""`watches`: what a spec compiles to."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable, Mapping
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
@click.option("--json", "as_json", is_flag=True,
              help="Print all as JSON, with patterns and sample events.")
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
    standing = {rule.name: where.regions(rule.name) for rule in result.rules}
    sending = _sending_regions(where)
    names = region_names((*standing.values(), *sending.values()))
    rows = [[rule.name, short_state(rule.state),
             f"{rule.bus}, own" if rule.name in where.forwarded else rule.bus,
             names[standing[rule.name]], str(len(rule.compact))] for rule in result.rules]
    parts = [table(["watch", "state", "bus", "regions", f"of {limit()}"], rows, right=(4,))]
    if sending:
        parts.append(_sending(where, sending, names))
    if where.all_reads:
        parts.append(_wrapped(f"sent home with all their reads: {', '.join(where.all_reads)}"))
    parts += [_wrapped(f"{name}: {', '.join(regions)}") for regions, name in names.items()
              if len(regions) > 1]
    return "\n\n".join(parts)


def region_names(several: Iterable[tuple[str, ...]]) -> dict[tuple[str, ...], str]:
    """What a table calls each tuple of regions: the region where it is one, else how many."""
    names: dict[tuple[str, ...], str] = {(): "home"}
    for regions in several:
        name = regions[0] if len(regions) == 1 else f"{len(regions)} regions"
        others = sum(len(one) == len(regions) for one in names if one != regions)
        names.setdefault(regions, f"{name} ({others + 1})" if others and len(regions) > 1 else name)
    return names


def _wrapped(text: str) -> str:
    return textwrap.fill(text, 80, subsequent_indent="  ", break_on_hyphens=False)


def _sending_regions(where: Plan) -> dict[str, tuple[str, ...]]:
    """The regions of each coarse rule, home first."""
    found: dict[str, tuple[str, ...]] = {}
    for region in sorted(where.sending, key=lambda one: (one != where.home, one)):
        for rule in where.sending[region] if where.coarse else ():
            found[rule.name] = (*found.get(rule.name, ()), region)
    return found


def _sending(where: Plan, regions: Mapping[str, tuple[str, ...]],
             names: Mapping[tuple[str, ...], str]) -> str:
    """The coarse rules, and where they stand."""
    from eventbridge_notifier import patterns
    from eventbridge_notifier.cli.tables import table
    rows = [[rule.name, short_state(rule.state), _who(where, regions[rule.name]),
             names[regions[rule.name]], str(patterns.compact_size(dict(rule.pattern)))]
            for rule in where.forward_rules.values()]
    return table(["sends home", "state", "in", "regions", f"of {limit()}"], rows, right=(4,))


def _who(where: Plan, regions: Iterable[str]) -> str:
    here = "home" if set(regions) & set(where.forward) else ""
    return ", ".join(filter(None, (here, "members" if where.members else "")))


def limit() -> int:
    """Characters of an event pattern, at most."""
    from eventbridge_notifier import aws
    return aws.LIMITS["event pattern"].value


def short_state(state: str) -> str:
    """A rule's state as a table has room for it."""
    from eventbridge_notifier import aws
    return {aws.ENABLED: "enabled", aws.ALL_MANAGEMENT_EVENTS: "with reads"}.get(
        state, state)
