"""`watches`: what a spec compiles to."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from generator import aws, examples, patterns, regions
from generator.commands.load import sound, spec_argument
from generator.rule import Compiled, Rule

LIMIT = aws.LIMITS["event pattern"].value


@click.command()
@spec_argument
@click.option("--json", "as_json", is_flag=True, help="Print patterns and made-up events, too.")
def watches(spec: Path, as_json: bool) -> None:
    """List the watches of SPEC: rule state, regions, and size against EventBridge's limit."""
    result = sound(spec)
    if as_json:
        click.echo(json.dumps([as_dict(result, rule) for rule in result.rules], indent=2))
    else:
        click.echo(as_text(result))


def as_dict(result: Compiled, rule: Rule) -> dict[str, Any]:
    match, no_match = examples.made(rule)
    return {"watch": rule.name, "description": rule.description, "bus": rule.bus,
            "state": rule.state, "severity": rule.severity, "notify": list(rule.notify),
            "record": rule.record, "regions": list(regions.of(rule, result.spec)),
            "pattern": rule.pattern, "size": patterns.compact_size(rule.pattern),
            "limit": LIMIT,
            "examples": {"match": list(match), "no_match": list(no_match)}}


def as_text(result: Compiled) -> str:
    from generator.commands.table import table
    rows = [[rule.name, _SHORT.get(rule.state, rule.state), rule.bus,
             ", ".join(regions.of(rule, result.spec)) or "home",
             f"{patterns.compact_size(rule.pattern)} of {LIMIT}"] for rule in result.rules]
    return table(["watch", "state", "bus", "regions", "size"], rows, right=(4,))


_SHORT = {aws.ENABLED: "enabled", aws.ALL_MANAGEMENT_EVENTS: "enabled, reads too"}
