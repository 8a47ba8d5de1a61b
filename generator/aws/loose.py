"""The words of EC2's and S3's own shapes in CloudTrail. Pure.

Where in the request a word may stand cannot be told from the model for sure, but which words it
may have can: each member's spellings, at any depth.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from generator.aws import ec2, models, s3, spelling
from generator.aws.parameter_rows import WORDS

LOOSE = frozenset({"ec2", "s3", "s3control", "s3outposts"})

# Words that an EC2 list brings with it. Source: attested records; older and newer requests.
_OLDER = frozenset({"items", "item", "filterSet", "maxResults", "nextToken", "clientToken"})
_NEWER = frozenset({"content", "tag", "xmlns", "Name", "Value", "Filter"})


def is_loose(service: str) -> bool:
    return service in LOOSE


def wrapper(service: str, operation: str, side: str) -> str | None:
    """`<Operation>Request` or `<Operation>Response` of a newer EC2 operation."""
    known = service == "ec2" and operation in models.load("ec2")["operations"]
    if not known or ec2.is_older(operation):
        return None
    return operation + side.removesuffix("Parameters").removesuffix("Elements").capitalize()


def is_metadata(service: str, name: str) -> bool:
    """Is it a header under which S3 keeps the caller's own words?"""
    return service != "ec2" and name.startswith("x-amz-meta-")


@cache
def words(service: str, operation: str, side: str) -> dict[str, None]:
    """Every word of the request or the answer, as an ordered set."""
    found = dict.fromkeys(name for name, _ in _spelt(service, operation, side))
    return found | dict.fromkeys((*WORDS.get(service, ()), *_frame(service, operation, side)))


@cache
def _enums(service: str, operation: str, side: str) -> dict[str, tuple[str, ...]]:
    """A word's values, where all its members of that name are closed lists."""
    found: dict[str, dict[str, None]] = {}
    open_words = set()
    for name, shape in _spelt(service, operation, side):
        if values := spelling.enum(service, shape):
            found.setdefault(name, {}).update(dict.fromkeys(values))
        else:
            open_words.add(name)
    return {name: tuple(values) for name, values in found.items() if name not in open_words}


def enum(service: str, operation: str, side: str, names: list[str]) -> tuple[str, ...]:
    """The values of the field at `names`; what an EC2 list wraps its values in is passed over."""
    last = next((name for name in reversed(names) if name not in ("content", "items", "item")), "")
    return _enums(service, operation, side).get(last, ())


def _frame(service: str, operation: str, side: str) -> Iterator[str]:
    if service == "ec2":
        yield from _OLDER if ec2.is_older(operation) else _NEWER
        yield from ("requestId", "_return", "items", "xmlns") if side != "requestParameters" else ()
        return
    if described := models.load(service)["operations"].get(operation):
        yield from s3.sub_resources(described)
    if side == "requestParameters":
        yield from s3.headers()


def _spelt(service: str, operation: str, side: str) -> Iterator[tuple[str, str]]:
    asked = side == "requestParameters"
    shape = (models.input_shape if asked else models.output_shape)(service, operation)
    for member, described in _members(service, shape) if shape else ():
        if service != "ec2":
            names = _wire_names(member, described)
        elif not asked:
            names = {ec2.lowered(described.get("locationName", member))}
        elif ec2.is_older(operation):
            is_list = _shape(service, described["shape"])["type"] == "list"
            names = _older_names(operation, member, described, is_list)
        else:
            names = {ec2.wire_name(member, described)}
        for name in sorted(names):
            yield name, described["shape"]


def _wire_names(member: str, described: Mapping[str, Any]) -> set[str]:
    wire = described.get("locationName", member)
    return {s3.NAMES.get(member, wire), wire}


def _older_names(operation: str, member: str, described: Mapping[str, Any],
                 is_list: bool) -> set[str]:
    name = ec2.name_of(operation, member, described)
    names = {name, ec2.lowered(member), ec2.lowered(described.get("locationName", member))}
    if is_list:
        single = ec2.lowered(member.removesuffix("s"))
        names |= {f"{single}Set", f"{ec2.lowered(member)}Set", single}
        names.add(single.removesuffix("Id") + "Set")
    return names | {ec2.ITEMS[one] for one in names & ec2.ITEMS.keys()}


def _members(service: str, shape: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """(name, description) of every member at any depth."""
    seen: set[str] = set()
    waiting = [shape]
    while waiting:
        current = waiting.pop()
        if current in seen:
            continue
        seen.add(current)
        described = _shape(service, current)
        yield from described.get("members", {}).items()
        inner = described.get("member", {})
        if "locationName" in inner and described["type"] == "list":
            yield inner["locationName"], inner
        waiting += [member["shape"] for member in described.get("members", {}).values()]
        waiting += [described[key]["shape"] for key in ("member", "value") if key in described]


def _shape(service: str, name: str) -> dict[str, Any]:
    shape: dict[str, Any] = models.load(service)["shapes"][name]
    return shape
