"""Rules to the text of the files of a stack: `watches.tf`, `patterns/<watch>.json` and
`resources.json`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from eventbridge_notifier.compiler import resource_rows
from eventbridge_notifier.compiler.rule import Rule
from eventbridge_notifier.deploy import hcl
from eventbridge_notifier.deploy.placement import AT_HOME, Plan, alias

if TYPE_CHECKING:
    from jinja2 import Environment

if TYPE_CHECKING:
    from jinja2 import Environment

WATCHES = "watches.tf"
PATTERNS = "patterns"
RESOURCES = "resources.json"

# Names that may stand in a comment as they are; a line break in another would end it.
_PLAIN = re.compile(r"[\w.-]+")


def stack(rules: Iterable[Rule], names: Iterable[str], where: Plan = AT_HOME,
          forwarders: str = "") -> dict[str, str]:
    """Relative path to content, for the generated files of the stack at home.

    `names` are those of the spec files; `forwarders` is the text of the modules that forward.
    """
    rules = sorted(rules, key=lambda rule: rule.name)
    files = {f"{PATTERNS}/{rule.name}.json": pattern(rule.pattern) for rule in rules}
    rows = {rule.name: found for rule in rules if (found := resource_rows.rows(rule))}
    if rows:
        files[RESOURCES] = resources(rows)
    text = template("watches.tf.j2", rules=rules, names=comment(names), plan=where,
                    forwarders=forwarders, rows=rows)
    return {WATCHES: text, **files}


def comment(names: Iterable[str]) -> list[str]:
    """Names of files, as they may stand in a comment."""
    return [name if _PLAIN.fullmatch(name) else hcl.text(name) for name in sorted(names)]


def says(header: str, name: str) -> bool:
    """Does the first line of a generated file name the spec file `name`?"""
    (shown,) = comment([name])
    return re.search(rf"(?: from |, ){re.escape(shown)}(?:, |\. Edit)", header) is not None


def pattern(value: Mapping[str, Any]) -> str:
    """An event pattern as people read it: sorted and indented."""
    return json.dumps(value, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def template(name: str, **values: Any) -> str:
    """The template `name` filled in; a value that is missing raises."""
    return _environment().get_template(name).render(**values)


def resources(rows: Mapping[str, resource_rows.Rows]) -> str:
    """What the events of each watch act on: a watch a line."""
    lines = (f"  {json.dumps(name)}: {json.dumps(one, separators=(',', ':'), sort_keys=True)}"
             for name, one in sorted(rows.items()))
    return "{\n" + ",\n".join(lines) + "\n}\n"


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined  # late: only writing needs it

    loader = PackageLoader("eventbridge_notifier.deploy")
    environment = Environment(loader=loader, undefined=StrictUndefined,
                              keep_trailing_newline=True, autoescape=False)
    environment.filters["hcl"] = hcl.expression
    environment.filters["alias"] = alias
    return environment
