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
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import unquote

from eventbridge_notifier.record_format.changes import change_of

Row = Sequence[Any]
Rows = Mapping[str, Mapping[str, Row]]

LONGEST, MOST = 1024, 20  # bytes of a resource's name; resources of a record
_HOLES = re.compile(r"\{([^}]*)\}")
_REFUSED = re.compile(r"on resource: (arn:[^\s,]+)")
_SIDES = {"request": "requestParameters", "response": "responseElements"}
_PARTITIONS = {"cn-": "aws-cn", "us-gov-": "aws-us-gov", "eusc-": "aws-eusc", "us-iso-": "aws-iso",
               "us-isob-": "aws-iso-b", "us-isof-": "aws-iso-f", "eu-isoe-": "aws-iso-e"}
_HIDDEN = ("***", "HIDDEN_DUE_TO", "*")


class Resources(NamedTuple):
    """`main` and its `type` are "" where they are not known; `every` holds the main one first."""

    main: str
    type: str
    every: tuple[str, ...]
    change: str


def resources_of(event: dict[str, Any], rows: Rows) -> Resources:
    """The resources of an event: ARNs where they can be made, else `type/id`."""
    change, kind, templates, others = _row(event, rows) or (change_of(event), "", (), ())
    named = list(_of_cloudtrail(event))
    kind, made = _first(event, kind, templates)
    refused = () if named or made else tuple(_of_refusal(event))
    main = _main(named, kind) or next(iter((*made, *refused, *_of_envelope(event))), "")
    if named and main:
        kind = dict(named).get(main) or kind
    elif refused and not _is_kind(main, kind, templates):
        kind = ""
    rest = (arn for one in others for arn in _filled(event, "", one) if arn.startswith("arn:"))
    every = dict.fromkeys(one for one in (main, *(arn for arn, _ in named), *made, *rest) if one)
    return Resources(main, kind if main else "", tuple(every)[:MOST], change)


def _row(event: dict[str, Any], rows: Rows) -> Row | None:
    of_source = rows.get(str(event.get("source")))
    if not isinstance(of_source, Mapping):
        return None
    row = of_source.get(str(_detail(event).get("eventName") or event.get("detail-type")))
    return row if _is_row(row) else None


def _is_row(row: Any) -> bool:
    """A record is worth more than its resource: what is no row is as if it were not there."""
    if not isinstance(row, list | tuple) or len(row) != 4:
        return False
    change, kind, *lists = row
    return isinstance(change, str) and isinstance(kind, str) and all(
        isinstance(one, list | tuple) and all(isinstance(text, str) for text in one)
        for one in lists)


def _detail(event: dict[str, Any]) -> dict[str, Any]:
    detail = event.get("detail")
    return detail if isinstance(detail, dict) else {}


def _whole(arn: str) -> str:
    """The function of a version or an alias of it: what is answered depends on the call."""
    parts = arn.split(":")
    return ":".join(parts[:7]) if parts[2:3] == ["lambda"] and parts[5:6] == ["function"] else arn


def _of_cloudtrail(event: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """(ARN, type) of the resources that CloudTrail names itself."""
    named = _detail(event).get("resources")
    for one in named if isinstance(named, list) else ():
        arn = one.get("ARN") if isinstance(one, dict) else None
        if isinstance(arn, str) and _usable(arn):
            kind = one.get("type")
            yield arn, kind if isinstance(kind, str) else ""


def _main(named: list[tuple[str, str]], kind: str) -> str:
    """Of what CloudTrail names: the one of the row's type, else the first."""
    return next((arn for arn, its in named if its == kind), named[0][0] if named else "")


def _of_envelope(event: dict[str, Any]) -> Iterator[str]:
    named = event.get("resources")
    yield from (one for one in (named if isinstance(named, list) else ())
                if isinstance(one, str) and _usable(one))


def _of_refusal(event: dict[str, Any]) -> Iterator[str]:
    """The resource that IAM says the caller may not touch; the request is often left out then."""
    said = _detail(event).get("errorMessage")
    found = _REFUSED.search(said) if isinstance(said, str) else None
    if found and _usable(arn := found[1].rstrip(".").removesuffix(":log-stream:")):
        yield arn


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
        if made := [_whole(name) for name in _filled(event, own, template)]:
            return own, made
    return kind, []


def _filled(event: dict[str, Any], kind: str, template: str) -> Iterator[str]:
    """A template with every value of its last path, and the first of each other."""
    paths = _paths(template)
    if not paths:
        return
    *before, last = paths
    values = {path: next(_values(event, path), "") for path in before}
    if not all(values.values()):
        return
    start = template[:template.rindex("{")].rpartition(":")[2]
    for value in _values(event, last):
        filled = values | {last: _without(start, value)}
        made = value if value.startswith("arn:") else _HOLES.sub(
            lambda hole, filled=filled: filled[hole[1]], template)  # type: ignore[misc]
        made = made if made.startswith("arn:") else f"{kind}/{made}"
        if (kind or made.startswith("arn:")) and _usable(made):
            yield made


@lru_cache(maxsize=1000)
def _paths(template: str) -> tuple[str, ...]:
    return tuple(_HOLES.findall(template))


def _without(start: str, value: str) -> str:
    """`alias/x` in a template that ends in `alias/`, and `/a/b` of a parameter: each said once."""
    return value.removeprefix(start).lstrip("/") if start.endswith("/") else value


def _values(event: dict[str, Any], path: str) -> Iterator[str]:
    """The texts and whole numbers at a path; through a list they are those of all entries."""
    if path in ("account", "region", "partition"):
        yield from _of_place(event, path)
        return
    path, _, unless = path.partition("!")
    bare = path.removesuffix("/")
    side, *names = bare.split(".")
    detail = _detail(event)
    for value in _walk(detail if side == "detail" else detail.get(_SIDES.get(side, "")), names):
        text = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
        text = unquote(text) if text.startswith("arn%3A") else text
        text = text if bare == path else text.rpartition("/")[2]
        if text and text != unless and not text.startswith(_HIDDEN):
            yield text


def _of_place(event: dict[str, Any], name: str) -> Iterator[str]:
    detail = _detail(event)
    region = event.get("region") or detail.get("awsRegion") or ""
    if name == "partition":
        yield next((partition for prefix, partition in _PARTITIONS.items()
                    if str(region).startswith(prefix)), "aws")
    elif said := region if name == "region" else (
            detail.get("recipientAccountId") or event.get("account")):
        yield str(said)


def _walk(value: Any, names: Sequence[str]) -> Iterator[Any]:
    if isinstance(value, list):
        for one in value:
            yield from _walk(one, names)
    elif not names:
        # EC2 writes what came as XML with attributes so: {"tag": 1, "content": "fl-..."}.
        yield value.get("content") if isinstance(value, dict) else value
    elif isinstance(value, dict):
        yield from _walk(_member(value, names[0]), names[1:])


def _member(value: dict[str, Any], name: str) -> Any:
    """Services differ in the case of the first letter."""
    return value[name] if name in value else value.get(name[:1].swapcase() + name[1:])


def _usable(name: str) -> bool:
    return name.isprintable() and "*" not in name and len(name.encode()) <= LONGEST
