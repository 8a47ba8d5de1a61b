"""Fields that a watch has conditions on or records, and whether events have them. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from eventbridge_notifier import aws
from eventbridge_notifier.aws.services import models
from eventbridge_notifier.checks.pattern import values
from eventbridge_notifier.compiler.alternatives import Alternative, Constraint
from eventbridge_notifier.compiler.operations import first
from eventbridge_notifier.compiler.rule import Rule
from eventbridge_notifier.compiler.subject import Subject
from eventbridge_notifier.diagnostics.finding import Finding
from eventbridge_notifier.record_format.paths import without_elements

_ENVELOPE = ("version", "id", "detail-type", "source", "account", "time", "region", "resources",
             "detail", "replay-name")
_TEXT_FIELDS = ("version", "id", "detail-type", "source", "account", "time", "region")
_SIDES = ("requestParameters", "responseElements")

Tell = Callable[[str, str, str], Finding]
"""Makes the finding: (code, message, suggestion)."""


def conditions(rule: Rule, alternative: Alternative, subject: Subject) -> Iterator[Finding]:
    """Fields below `detail` that one alternative has conditions on, and their values.

    The conditions that `on` and `outcome` became are ours, and sound.
    """
    for constraint in alternative.values():
        path = constraint.path.removeprefix("detail.")
        ours = rule.watch.pattern is None and path not in rule.watch.where
        if path == constraint.path or ours:
            continue
        field, found = look_up(subject, path, _teller(rule, constraint))
        yield from found
        if field:
            yield from values.conditions(rule, constraint, field,
                                         is_json=_is_json(subject, path))


def _is_json(subject: Subject, path: str) -> bool:
    """Whether `path` is a parameter of calls whose services all speak JSON."""
    return path.split(".")[0] in _SIDES and bool(subject.calls) and all(
        models.protocol(call.service).endswith("json") for call in subject.calls)


def envelope(rule: Rule, alternative: Alternative, _: Subject) -> Iterator[Finding]:
    """Every field of the envelope holds text; YAML reads an account id as a number."""
    for name in _TEXT_FIELDS:
        conditions = alternative[name].conditions if name in alternative else ()
        for index, one in enumerate(conditions):
            if one is None or isinstance(one, bool | int | float):
                place = (*alternative[name].place, index)
                yield rule.finding(place, "wrong-type",
                                   f"{name} holds text, and a condition of another type never "
                                   "matches it",
                                   suggestion=f'"{rule.text(place, one)}"')


def _teller(rule: Rule, constraint: Constraint) -> Tell:
    return lambda code, message, suggestion: rule.finding(
        constraint.place, code, message, suggestion=suggestion)


def record(rule: Rule) -> Iterator[Finding]:
    """Paths of `record` that no event of the watch has; that some events lack one does no harm."""
    for name, path in rule.watch.record.items():
        def tell(code: str, message: str, suggestion: str, name: str = name) -> Finding:
            return rule.watch.finding(("record", name), code, message, suggestion=suggestion)
        if path.startswith("$."):
            yield from _envelope(path, tell)
            if not path.startswith("$.detail."):
                continue
        elif path.split(".")[0] == "detail":
            yield tell("path", "paths begin below `detail`; the recorder would look for "
                       f"detail.{path}", path.removeprefix("detail").removeprefix("."))
            continue
        field = without_elements(path.removeprefix("$.detail."))
        found = [look_up(one, field, tell) for one in rule.subjects]
        if found and all(doubts and field is None for field, doubts in found):
            yield from found[0][1]


def _envelope(path: str, tell: Tell) -> Iterator[Finding]:
    head = path.split(".")[1]
    if head not in _ENVELOPE:
        near = aws.closest(head, _ENVELOPE)
        yield tell("unknown-record-field",
                   f"no event has a field {head} at the top level; allowed are "
                   f"{', '.join(_ENVELOPE)}", f"$.{near[0]}" if near else "")


def look_up(subject: Subject, path: str, tell: Tell) -> tuple[aws.Parameter | None, list[Finding]]:
    """The field at `path` below `detail`, None where nothing is known of it, and findings."""
    if subject.via_cloudtrail:
        if path.split(".")[0] in _SIDES:
            return _parameter(subject.calls, path, tell) if subject.calls else (
                None, list(_of_any_call(subject, path, tell)))
        return _record_field(path, tell, subject.calls)
    if subject.natives and all(one.fields for one in subject.natives):
        return _native_field(subject.natives, path, tell)
    return None, []


def _record_field(path: str, tell: Tell, calls: tuple[aws.Operation, ...]) -> tuple[
        aws.Parameter | None, list[Finding]]:
    try:
        field = aws.record_field(path)
    except aws.Unknown as unknown:
        return None, [tell("unknown-record-field", f"no CloudTrail record has a field {path}",
                           first((*_of_request(calls, path), *unknown.suggestions)))]
    if field.certain:
        return field, []
    return None, [tell("unverified-record-field",
                       f"CloudTrail's record contents do not list {path}",
                       first((*_of_request(calls, path), *field.suggestions)))]


def _of_request(calls: tuple[aws.Operation, ...], path: str) -> Iterator[str]:
    """The parameters of the calls that are called so: `requestParameters` was left out."""
    yield from filter(None, (aws.request_path(one.service, one.name, path) for one in calls))


def _native_field(natives: tuple[aws.Native, ...], path: str, tell: Tell) -> tuple[
        aws.Parameter | None, list[Finding]]:
    slip = None
    doubtful = None
    for one in natives:
        try:
            field = aws.native_field(one, path)
        except aws.Unknown as unknown:
            slip = unknown
            continue
        if field.certain:
            return field, []
        doubtful = field
    kind = natives[0].detail_type
    if doubtful or slip is None:
        near = first(doubtful.suggestions) if doubtful else ""
        return None, [tell("unverified-field",
                           f"the reference of {kind!r} does not list a field {path} below detail",
                           near)]
    return None, [tell("unknown-field", f"{kind!r} has no field {path} below detail; allowed are "
                       f"{', '.join(natives[0].fields)}", first(slip.suggestions))]


def _parameter(calls: tuple[aws.Operation, ...], path: str, tell: Tell) -> tuple[
        aws.Parameter | None, list[Finding]]:
    """The field of the calls that have it. Those that surely or maybe lack it give one finding."""
    fields: list[aws.Parameter] = []
    lacking: list[tuple[aws.Operation, tuple[str, ...], bool]] = []
    for call in calls:
        try:
            field = aws.parameter(call.service, call.name, path)
        except aws.Unknown as unknown:
            lacking.append((call, unknown.suggestions, True))
            continue
        fields.append(field)
        if not field.certain:
            lacking.append((call, field.suggestions, False))
    merged = _merged([one for one in fields if one.certain]) if fields else None
    if not lacking:
        return merged, []
    certain = len(lacking) == len(calls) and all(sure for _, _, sure in lacking)
    return merged, [_missing(path, lacking, certain, tell)]


def _of_any_call(subject: Subject, path: str, tell: Tell) -> Iterator[Finding]:
    """A parameter misspelt where no call is named: AWS's schema registry has some of the source."""
    rows = [aws.Native(aws.envelope_source(source), kind)
            for source in subject.sources for kind in subject.detail_types]
    slips = []
    for row in rows if all(row.fields for row in rows) else ():
        try:
            aws.native_field(row, path)
        except aws.Unknown as unknown:
            slips.append(unknown)
    if slips and len(slips) == len(rows):
        yield tell("unverified-parameter", f"AWS's schema registry spells {path} otherwise",
                   first(slips[0].suggestions))


def _missing(path: str, lacking: list[tuple[aws.Operation, tuple[str, ...], bool]], certain: bool,
             tell: Tell) -> Finding:
    names = ", ".join(f"{call.service}:{call.name}" for call, _, _ in lacking[:3])
    names += f" and {len(lacking) - 3} more" if len(lacking) > 3 else ""
    near = next((near for _, near, _ in lacking if near), ())
    if certain:
        return tell("unknown-parameter", f"{names} has no {path}", first(near))
    return tell("unverified-parameter", f"{names} writes no {path}, as far as is known",
                first(near))


def _merged(fields: list[aws.Parameter]) -> aws.Parameter | None:
    """The field as all calls together have it: values of any, the kind where they agree."""
    if not fields:
        return None
    kinds = {one.kind for one in fields}
    closed = all(one.enum for one in fields)
    enum = tuple(dict.fromkeys(text for one in fields for text in one.enum)) if closed else ()
    return aws.Parameter(fields[0].path, fields[0].kind if len(kinds) == 1 else "", enum,
                         suggestions=fields[0].suggestions)
