"""A suggestion put where the finding is: the specs that somebody may write who takes it."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import yaml
from eventbridge_notifier.diagnostics.diagnostic import ERROR
from eventbridge_notifier.diagnostics.finding import Finding, KeyPath
from eventbridge_notifier.events import synthetic
from eventbridge_notifier.pipeline.generate import compile_texts
from eventbridge_notifier.spec import yaml as ours

FILE = "w.yaml"


def is_alive(text: str, finding: Finding) -> bool:
    """Whether some spec that takes the suggestion has a rule, and an event that the rule matches,
    and no longer what was found."""
    return any(_fires(one, finding) for one in takings(text, finding))


def takings(text: str, finding: Finding) -> Iterator[Any]:
    """The spec with the suggestion as the value, as the key, or as both, at the finding's place."""
    tree = ours.parse(text, FILE)
    places = [path for path, at in tree.file.positions.items()
              if at == (finding.line, finding.column)]
    meant = _meant(finding.suggestion)
    for path in places:
        for write in (_as_value, _as_all, _as_key, _as_both, _as_operation, _as_path):
            spec = deepcopy(tree.value)
            if path and write(spec, path, meant):
                yield spec


def _meant(suggestion: str) -> Any:
    try:
        return yaml.safe_load(suggestion)
    except yaml.YAMLError:
        return suggestion


def _at(spec: Any, path: KeyPath) -> Any:
    for key in path:
        spec = spec[key]
    return spec


def _as_value(spec: Any, path: KeyPath, meant: Any) -> bool:
    holder = _at(spec, path[:-1])
    holder[path[-1]] = [meant] if isinstance(holder[path[-1]], list) else meant
    return True


def _as_all(spec: Any, path: KeyPath, meant: Any) -> bool:
    """In place of a list of several."""
    holder = _at(spec, path[:-1])
    before, holder[path[-1]] = holder[path[-1]], meant
    return isinstance(before, list)


def _as_key(spec: Any, path: KeyPath, meant: Any) -> bool:
    holder = _at(spec, path[:-1])
    if isinstance(meant, bool):  # `on`, which YAML 1.1 takes for true
        meant = "on"
    if not isinstance(meant, str) or not isinstance(holder, dict):
        return False
    holder[meant] = holder.pop(path[-1])
    return True


def _as_both(spec: Any, path: KeyPath, meant: Any) -> bool:
    holder = _at(spec, path[:-1])
    if not isinstance(meant, dict) or not isinstance(holder, dict):
        return False
    if path[-1] not in meant and len(path) > 1 and path[-2] in meant:
        holder = _at(spec, path[:-2])
    holder.pop(path[-1], None)
    holder.update(meant)
    return True


def _as_operation(spec: Any, path: KeyPath, meant: Any) -> bool:
    """Of another name the same service's, of another service the same name."""
    holder = _at(spec, path[:-1])
    before = holder[path[-1]]
    if not isinstance(before, str) or ":" not in before or not isinstance(meant, str):
        return False
    service, _, name = before.partition(":")
    holder[path[-1]] = f"{service}:{meant}" if meant[:1].isupper() else f"{meant}:{name}"
    return True


def _as_path(spec: Any, path: KeyPath, meant: Any) -> bool:
    """A dotted path in a pattern stands below `detail`, level by level."""
    if "pattern" not in path or not isinstance(meant, str):
        return False
    value = _at(spec, path[:-1]).pop(path[-1])
    top = _at(spec, path[:path.index("pattern") + 1])
    keys = meant.removeprefix("detail.").split(".")
    holder = top.setdefault("detail", {})
    for key in keys[:-1]:
        holder = holder.setdefault(key, {})
    holder[keys[-1]] = value
    return True


def _fires(spec: Any, finding: Finding) -> bool:
    result = compile_texts([(FILE, yaml.safe_dump(spec))])
    left = [one for one in result.findings if one.level == ERROR and one.code != "data-event"]
    again = [one for one in result.findings
             if (one.code, one.message) == (finding.code, finding.message)]
    return not left and not again and bool(result.rules) and (
        synthetic.match(result.rules[0]) is not None)
