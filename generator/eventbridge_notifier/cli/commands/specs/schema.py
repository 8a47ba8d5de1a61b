"""`schema`: the JSON Schema of a spec, for editors."""

from __future__ import annotations

import json

import click


@click.command()
def schema() -> None:
    """Print the JSON Schema of a spec.

    In an editor: `# yaml-language-server: $schema=FILE` as the first line of the spec.
    """
    from eventbridge_notifier.spec.schema import schema as json_schema

    click.echo(json.dumps(json_schema(), indent=2))
