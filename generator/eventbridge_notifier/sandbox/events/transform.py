"""What a target gets of an event: all of it, a constant, a part, or a filled template. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

PLACEHOLDER = re.compile(r"<([A-Za-z0-9_.-]+)>")
MISSING = object()


def compact(value: Any) -> str:
    """JSON as EventBridge writes it."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


class InvalidInput(ValueError):
    """The filled template is no JSON. AWS does not deliver such an event."""


def transform(target: Mapping[str, Any], event: Mapping[str, Any], rule_arn: str) -> str:
    """The target's payload, as JSON text. Raises InvalidInput."""
    if "Input" in target:
        return str(target["Input"])
    if "InputPath" in target:
        found = at(event, target["InputPath"])
        return compact(None if found is MISSING else found)
    if "InputTransformer" in target:
        return _filled(target["InputTransformer"], event, rule_arn)
    return compact(event)


def at(event: Mapping[str, Any], path: str) -> Any:
    """The value at a path like `$.detail.items[0].name`; MISSING where there is none."""
    value: Any = event
    for name, index in re.findall(r"\.([^.\[\]]+)|\[(\d+)\]", path.removeprefix("$")):
        if name and isinstance(value, Mapping) and name in value:
            value = value[name]
        elif index and isinstance(value, list) and int(index) < len(value):
            value = value[int(index)]
        else:
            return MISSING
    return value


def reserved(event: Mapping[str, Any], rule_arn: str) -> dict[str, Any]:
    """The variables that every template may use (EventBridge user guide, input transformation)."""
    envelope = {"detailType" if key == "detail-type" else key: value
                for key, value in event.items() if key != "detail"}
    return {
        "aws.events.rule-arn": rule_arn, "aws.events.rule-name": rule_arn.rpartition("/")[2],
        "aws.events.event.ingestion-time": event.get("time", ""),
        "aws.events.event": envelope, "aws.events.event.json": dict(event),
    }


def _filled(transformer: Mapping[str, Any], event: Mapping[str, Any], rule_arn: str) -> str:
    values = reserved(event, rule_arn)
    for name, path in transformer.get("InputPathsMap", {}).items():
        found = at(event, path)
        values[name] = "" if found is MISSING else found
    text = _substitute(transformer["InputTemplate"], values)
    try:
        json.loads(text)
    except ValueError as error:
        if _is_lines_of_strings(text):
            return text
        raise InvalidInput(f"the filled input template is no JSON: {error}") from error
    return text


def _substitute(template: str, values: Mapping[str, Any]) -> str:
    """Variables inside a quoted string become text, those outside become JSON."""
    pieces, inside, last = [], False, 0
    for found in PLACEHOLDER.finditer(template):
        between = template[last:found.start()]
        inside = inside ^ (len(re.findall(r'(?<!\\)"', between)) % 2 == 1)
        name, last = found[1], found.end()
        pieces.append(between)
        alone = between.endswith('"') and template[last:last + 1] == '"'
        pieces.append(_piece(values[name], inside, alone) if name in values else found[0])
    return "".join([*pieces, template[last:]])


def _piece(value: Any, inside: bool, alone: bool) -> str:
    """One value. An object that fills a quoted string alone breaks it, as it does at AWS."""
    if not inside:
        return f'"{value}"' if isinstance(value, str) else compact(value)
    if isinstance(value, Mapping | list):
        return compact(value) if alone else compact(value).replace('"', "")
    return value if isinstance(value, str) else compact(value)


def _is_lines_of_strings(text: str) -> bool:
    return all(line.startswith('"') and line.endswith('"') and len(line) > 1
               for line in text.strip().splitlines())
