"""Conditions on CloudTrail's records as `on`, `outcome` and `where`. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from eventbridge_notifier import aws
from eventbridge_notifier.lint.languages.to_pattern import Left
from eventbridge_notifier.lint.nodes import Position

At = Callable[..., Position]
"""The position of a path of the pattern."""

_SUCCEEDED, _FAILED = [{"exists": False}], [{"exists": True}]
_AWS = {"prefix": aws.SERVICES}


class NoCall(Exception):
    """Nothing can be made of the conditions; `notes` say why, line by line."""

    def __init__(self, message: str, notes: list[Left]) -> None:
        super().__init__(message)
        self.notes = notes


def keys(pattern: Mapping[str, Any], at: At) -> tuple[dict[str, Any], list[Left]]:
    """The keys of a watch for events of CloudTrail's that meet `pattern`, and what was changed.

    Raises NoCall where no event would be left.
    """
    detail = pattern.get("detail")
    if not set(pattern.get("detail-type", ())) <= set(aws.VIA_CLOUDTRAIL):
        return _native(pattern), []
    if not isinstance(detail, dict) or set(pattern) - {"detail", "source", "detail-type"}:
        return {"pattern": _with_envelope(pattern)}, []
    notes: list[Left] = []
    fields = dict(_flat(detail, ()))
    if any("$or" in path for path in fields):
        return {"pattern": _with_envelope(pattern)}, []
    names, sources = fields.get(("eventName",)), fields.get(("eventSource",))
    if names is None or not all(isinstance(one, str) for one in names):
        return _by_source(fields), []
    if sources is None and not all(len(aws.having(name)) == 1 for name in names):
        return _by_source(fields), []
    operations = list(_operations(names, sources, at, notes))
    if not operations and sources is None:
        return _by_source(fields), []
    if not operations:
        raise NoCall("none of its calls exists", notes)
    if sources is not None and not all(isinstance(one, str) for one in sources):
        return _by_source(fields), notes
    rest = {path: value for path, value in fields.items()
            if path not in (("eventName",), ("eventSource",))}
    outcome = _outcome(rest)
    on = list(dict.fromkeys(operations))
    found: dict[str, Any] = {"on": on if len(on) > 1 else on[0], "outcome": outcome}
    return found | _where({path: _typed(path, value, on) for path, value in rest.items()}), notes


def _native(pattern: Mapping[str, Any]) -> dict[str, Any]:
    """The keys of a watch for events that services send without CloudTrail."""
    fields = dict(_flat(pattern.get("detail", {}), ()))
    if any("$or" in path for path in fields) or set(pattern) - {"source", "detail-type", "detail"}:
        return {"pattern": _with_envelope(pattern)}
    return {"on": {"source": pattern.get("source", [_AWS]), "detail-type": pattern["detail-type"]}
            } | _where(fields)


def _flat(detail: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...],
                                                                            Any]]:
    for key, value in detail.items():
        if isinstance(value, dict):
            yield from _flat(value, (*path, key))
        else:
            yield (*path, key), value


def _operations(names: list[str], sources: list[Any] | None, at: At,
                notes: list[Left]) -> Iterator[str]:
    """`service:Operation` for each name that a service has, of those that are asked for."""
    for index, name in enumerate(names):
        given = [one for one in sources if isinstance(one, str)] if sources else [
            service + aws.SUFFIX for service in aws.having(name)]
        found = [one for one in (_operation(source, name) for source in given) if one]
        certain = [one for one in found if one.certain]
        for one in certain or found[:1]:
            yield f"{one.service}:{one.name}"
        if not found and sources is not None:
            notes.append(Left(at("detail", "eventName", index), f"{name}: no such call of "
                              f"{' or '.join(given)}{_near(given, name)}; left out"))
        elif certain and (written := aws.misnamed(certain[0], name)[0]):
            notes.append(Left(at("detail", "eventName", index), f"{name}: CloudTrail calls it "
                              f"{written[0]}, and the watch does so"))


def _operation(source: str, name: str) -> aws.Operation | None:
    try:
        return aws.operation(source, name)
    except aws.Unknown:
        return None


def _near(sources: list[str], name: str) -> str:
    for source in sources:
        try:
            aws.operation(source, name)
        except aws.Unknown as unknown:
            if unknown.suggestions:
                return f" (did you mean {unknown.suggestions[0]}?)"
    return ""


def _outcome(fields: dict[tuple[str, ...], Any]) -> str:
    """What the conditions say of success; takes what they say of nothing else."""
    asked = fields.get(("errorCode",))
    if asked in (_SUCCEEDED, _FAILED):
        del fields[("errorCode",)]
        return "succeeded" if asked == _SUCCEEDED else "failed"
    return "any"


def _typed(path: tuple[str, ...], values: Any, operations: list[str]) -> Any:
    """The values as the API model has them, where a rule takes 5 and "5" for the same."""
    if not isinstance(values, list) or not any(isinstance(one, bool | int | float)
                                               for one in values):
        return values
    kinds = {_kind(operation, ".".join(path)) for operation in operations}
    if kinds == {"string"}:
        return [one for one in values if isinstance(one, str | dict)] or values
    if kinds <= {"boolean", "integer", "long", "float", "double"}:
        return [one for one in values if not isinstance(one, str)]
    return values


def _kind(operation: str, path: str) -> str:
    service, _, name = operation.partition(":")
    try:
        return aws.parameter(service, name, path).kind
    except aws.Unknown:
        return ""


def _by_source(fields: Mapping[tuple[str, ...], Any]) -> dict[str, Any]:
    """Conditions on records of which no calls are named."""
    sources = fields.get(("eventSource",))
    exact = isinstance(sources, list) and all(isinstance(one, str) for one in sources)
    source = [aws.envelope_source(one) for one in sources] if exact and sources else [_AWS]
    on = {"source": source if len(source) > 1 else source[0],
          "detail-type": list(aws.VIA_CLOUDTRAIL)}
    return {"on": on} | _where(fields)


def _where(fields: Mapping[tuple[str, ...], Any]) -> dict[str, Any]:
    where = {".".join(path): value[0] if isinstance(value, list) and len(value) == 1
             and value[0] is not None else value for path, value in fields.items()}
    return {"where": where} if where else {}


def _with_envelope(pattern: Mapping[str, Any]) -> dict[str, Any]:
    """The pattern with the source and detail-types that CloudTrail's events have."""
    return {"source": pattern.get("source", [_AWS]),
            "detail-type": pattern.get("detail-type", list(aws.VIA_CLOUDTRAIL)),
            **{key: value for key, value in pattern.items()
               if key not in ("source", "detail-type")}}
