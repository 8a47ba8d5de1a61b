"""`explain`: why an event matches a watch, or does not."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from eventbridge_notifier.cli.errors import refuse, report, stop
from eventbridge_notifier.cli.load import compiled, rule_named
from eventbridge_notifier.cli.options import NonEmptyPath
from eventbridge_notifier.diagnostics.finding import Finding, errors

if TYPE_CHECKING:
    from eventbridge_notifier import patterns

_COLOURS = {"title": {"bold": True}, "good": {"fg": "green"}, "bad": {"fg": "red"},
            "dim": {"dim": True}}


@click.command()
@click.argument("watch")
@click.argument("event", type=click.File("rb"))
@click.option("--spec", type=NonEmptyPath(), default=".", show_default="this folder",
              help="The spec of WATCH, a file or a folder.")
@click.option("--json", "as_json", is_flag=True, help="Print the explanation as JSON.")
def explain(watch: str, event: BinaryIO, spec: Path, as_json: bool) -> None:
    """Explain why EVENT matches WATCH or not. Exits with 1 if it does not match.

    WATCH is the name of a watch, or a file that holds an event pattern. EVENT is a file with an
    EventBridge event or a CloudTrail record; - reads it from standard input.
    """
    from eventbridge_notifier.patterns import show
    pattern, warnings = _pattern_file(watch) if watch.endswith(".json") else _watch(watch, spec)
    explanation = pattern.explain(_event(event))
    if as_json:
        click.echo(json.dumps(show.as_dict(explanation), indent=2))
    else:
        for line in show.lines(explanation):
            click.echo(click.style(line.text, **_COLOURS[line.style]))  # type: ignore[arg-type]
    if not explanation.matched:
        report(warnings)
        sys.exit(1)


def _watch(name: str, spec: Path) -> tuple[patterns.Pattern, list[Finding]]:
    """The pattern of a watch, and what `check` says of the watch: it may be why nothing matches."""
    found = compiled(spec)
    about = [finding for finding in found.findings if finding.watch in (name, "")]
    if errors(about):
        stop(about)
    return rule_named(found.rules, name).compiled, about


def _pattern_file(name: str) -> tuple[patterns.Pattern, list[Finding]]:
    from eventbridge_notifier import patterns
    try:
        content = Path(name).read_bytes()
    except OSError as error:
        refuse(f"{name}: cannot be read: {error.strerror}")
    try:
        return patterns.compile(_text(name, content)), []
    except patterns.PatternError as error:
        refuse(_located(name, error))


def _event(file: BinaryIO) -> dict[str, Any]:
    from eventbridge_notifier import patterns
    from eventbridge_notifier.events import envelope
    name = getattr(file, "name", "<stdin>")
    try:
        event = patterns.read_event(_text(name, file.read()))
    except patterns.PatternError as error:
        refuse(_located(name, error))
    records = event.get("Records")
    if isinstance(records, list) and len(event) == 1:
        if len(records) != 1 or not isinstance(records[0], dict):
            refuse(f"{name}: holds {len(records)} records; explain takes one, backtest many")
        event = records[0]
    return envelope.event_of(event)


def _text(name: str, content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        refuse(f"{name}: is not UTF-8 text (byte {error.start})")


def _located(name: str, error: patterns.PatternError) -> str:
    """`file:line: path: reason`, as far as there is a line and a path."""
    position = error.position
    line = f":{position.line}" if position.line is not None else ""
    path = f"{position.path}: " if position.path else ""
    return f"{name}{line}: {path}{error.reason}"
