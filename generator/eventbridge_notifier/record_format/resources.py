"""What an event is about: its resources, and what became of the main one. Pure.

What an API call acts on is known when a watch is compiled (eventbridge_notifier/aws/resources) and
travels in the input of the rule's target, as rows:

    {"aws.iam": {"CreateRole": ["created", "AWS::IAM::Role",
                                ["{response.role.arn}", "arn:{partition}:iam::..."], []]}}

that is envelope's source -> eventName, or detail-type of a native event -> [change, type of the
main resource, templates of it, of which the first that can be filled in counts, templates of other
resources]. What stands in braces is a path: below requestParameters (`request.`),
responseElements (`response.`) or the event's detail (`detail.`); `{path/}` is what comes after the
last slash of the value, `{path!word}` is absent where the value is that word. A template that makes
a resource of another type begins with that and an equals sign. Without a row only what AWS itself
says is told: CloudTrail's `resources`, the envelope's, the resource that a refusal names.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from eventbridge_notifier.record_format.changes import change_of
from eventbridge_notifier.record_format.templates import filled, is_usable

Row = Sequence[Any]
Rows = Mapping[str, Mapping[str, Row]]

MOST = 20  # resources of a record
_REFUSED = re.compile(r"on resource: (arn:[^\s,]+)")


class Resources(NamedTuple):
    """`main` and its `type` are "" where they are not known; `every` holds the main one first."""

    main: str
    type: str
    every: tuple[str, ...]
    change: str


def resources_of(event: dict[str, Any], rows: Rows) -> Resources:
    """The resources of an event: ARNs where they can be made, else `type/id`."""
    said = event.get("detail")
    detail = said if isinstance(said, dict) else {}
    row = _row(event, detail, rows)
    change, kind, templates, others = row or (change_of(event), "", (), ())
    named = _of_cloudtrail(detail)
    kind, made = _first(event, kind, templates)
    refused = [] if named or made else _of_refusal(detail)
    main = _main(named, kind) or next(iter(made or refused or _of_envelope(event)), "")
    if named and main:
        kind = dict(named).get(main) or kind
    elif refused and not _is_kind(main, kind, templates):
        kind = ""
    rest = [arn for one in others for arn in filled(event, "", one) if arn.startswith("arn:")]
    every = dict.fromkeys(filter(None, (main, *[arn for arn, _ in named], *made, *rest)))
    return Resources(main, kind if main else "", tuple(every)[:MOST], change)


def _row(event: dict[str, Any], detail: dict[str, Any], rows: Rows) -> Row | None:
    of_source = rows.get(str(event.get("source")))
    if not isinstance(of_source, Mapping):
        return None
    row = of_source.get(str(detail.get("eventName") or event.get("detail-type")))
    return row if _is_row(row) else None


def _is_row(row: Any) -> bool:
    """A record is worth more than its resource: what is no row is as if it were not there."""
    if not isinstance(row, list | tuple) or len(row) != 4:
        return False
    change, kind, templates, others = row
    return isinstance(templates, list | tuple) and isinstance(others, list | tuple) and {
        str}.issuperset(map(type, (change, kind, *templates, *others)))


def _whole(arn: str) -> str:
    """The function of a version or an alias of it: what is answered depends on the call."""
    parts = arn.split(":")
    return ":".join(parts[:7]) if parts[2:3] == ["lambda"] and parts[5:6] == ["function"] else arn


def _of_cloudtrail(detail: dict[str, Any]) -> list[tuple[str, str]]:
    """(ARN, type) of the resources that CloudTrail names itself."""
    named = detail.get("resources")
    found: list[tuple[str, str]] = []
    for one in named if isinstance(named, list) else ():
        arn = one.get("ARN") if isinstance(one, dict) else None
        if isinstance(arn, str) and is_usable(arn):
            kind = one.get("type")
            found.append((arn, kind if isinstance(kind, str) else ""))
    return found


def _main(named: list[tuple[str, str]], kind: str) -> str:
    """Of what CloudTrail names: the one of the row's type, else the first."""
    return next((arn for arn, its in named if its == kind), named[0][0]) if named else ""


def _of_envelope(event: dict[str, Any]) -> list[str]:
    named = event.get("resources")
    return [one for one in (named if isinstance(named, list) else ())
            if isinstance(one, str) and is_usable(one)]


def _of_refusal(detail: dict[str, Any]) -> list[str]:
    """The resource that IAM says the caller may not touch; the request is often left out then."""
    said = detail.get("errorMessage")
    found = _REFUSED.search(said) if isinstance(said, str) else None
    arn = found[1].rstrip(".").removesuffix(":log-stream:") if found else ""
    return [arn] if arn and is_usable(arn) else []


def _is_kind(arn: str, kind: str, templates: Sequence[str]) -> bool:
    """Whether an ARN is of a row's type: its templates begin so, or it holds the type's name."""
    begins = (one.partition("{account}")[2].partition("{")[0] for one in templates)
    after = arn.split(":", 5)[-1]
    return any(one != ":" and one and f":{after}".startswith(one) for one in begins) or (
        kind.rpartition("::")[2].lower() in after.lower().replace("-", ""))


def _first(event: dict[str, Any], kind: str, templates: Sequence[str]) -> tuple[str, list[str]]:
    """The type, and what the first template makes that can be filled in."""
    for one in templates:
        own, _, template = one.rpartition("=") if one.startswith("AWS::") else (kind, "", one)
        if made := [_whole(name) for name in filled(event, own, template)]:
            return own, made
    return kind, []
