"""`explain`: why an event matches a watch, or does not."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from generator import envelope, patterns
from generator.commands.load import compiled, refuse, rule_named
from generator.patterns import show

_COLOURS = {"title": {"bold": True}, "good": {"fg": "green"}, "bad": {"fg": "red"},
            "dim": {"dim": True}}


@click.command()
@click.argument("watch")
@click.argument("event", type=click.File("rb"))
@click.option("--spec", type=click.Path(path_type=Path), default=".", show_default="this folder",
              help="Where WATCH is written, a file or a folder.")
@click.option("--json", "as_json", is_flag=True, help="Print the explanation as JSON.")
def explain(watch: str, event: Any, spec: Path, as_json: bool) -> None:
    """Say why EVENT matches WATCH or not. Exits with 1 when it does not.

    WATCH is the name of a watch, or a file that holds an event pattern. EVENT is a file with an
    EventBridge event or a CloudTrail record; - reads it from standard input.
    """
    pattern = _pattern(watch, spec)
    explanation = pattern.explain(_event(event))
    if as_json:
        click.echo(json.dumps(show.as_dict(explanation), indent=2))
    else:
        for line in show.lines(explanation):
            click.echo(click.style(line.text, **_COLOURS[line.style]))  # type: ignore[arg-type]
    sys.exit(0 if explanation.matched else 1)


def _pattern(watch: str, spec: Path) -> patterns.Pattern:
    if not watch.endswith(".json"):
        return rule_named(compiled(spec).rules, watch).compiled
    try:
        return patterns.compile(Path(watch).read_text(encoding="utf-8"))
    except OSError as error:
        refuse(f"{watch}: cannot be read: {error.strerror}")
    except (patterns.PatternError, UnicodeDecodeError) as error:
        refuse(f"{watch}: {error}")


def _event(file: Any) -> dict[str, Any]:
    try:
        event = json.loads(file.read())
    except (ValueError, RecursionError) as error:
        refuse(f"{file.name}: is not JSON: {error}")
    if not isinstance(event, dict):
        refuse(f"{file.name}: an event is a JSON object")
    return envelope.event_of(event)
