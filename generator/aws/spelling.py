"""How CloudTrail spells the members of a shape. By protocol; exceptions are rows. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from generator.aws import models

# Protocols of which CloudTrail writes a shape of its own, which the model does not give away.
_LOOSE_SERVICES = frozenset({"ec2", "s3", "s3control", "route53", "cloudfront"})

# Services whose parameters keep their capital letter (attested records).
_PASCAL = frozenset({"ce", "resource-explorer-2", "securityhub", "health", "cur"})


def is_loose(service: str) -> bool:
    return service in _LOOSE_SERVICES


def lowered(name: str) -> str:
    """First letter lowered, the rest as it is: DBInstanceIdentifier to dBInstanceIdentifier."""
    return name[:1].lower() + name[1:]


@cache
def children(service: str, shape: str) -> dict[str, str]:
    """The names of a shape's members as CloudTrail writes them, to their shapes.

    A list is looked through, as a pattern does.
    """
    described = _described(service, shape)
    if described["type"] == "list":
        return children(service, described["member"]["shape"])
    found: dict[str, str] = {}
    for name, member in described.get("members", {}).items():
        for spelt in _spellings(service, name, member):
            found.setdefault(spelt, member["shape"])
    return found


def usual(service: str, name: str, member: dict[str, Any]) -> str:
    """The spelling of a member that CloudTrail uses."""
    return _spellings(service, name, member)[0]


def _spellings(service: str, name: str, member: dict[str, Any]) -> list[str]:
    """The usual one first. `locationName` is the name on the wire, and in CloudTrail too."""
    wire = member.get("locationName", name)
    if member.get("location") == "header" or "-" in wire:
        wire = name
    usual = [lowered(wire), lowered(name)]
    return [wire, name, *usual] if service in _PASCAL else usual


def takes_any_key(service: str, shape: str) -> bool:
    """A map, or a document: no key can be wrong."""
    described = _described(service, shape)
    if described["type"] == "list":
        return takes_any_key(service, described["member"]["shape"])
    return described["type"] == "map" or bool(described.get("document"))


def enum(service: str, shape: str) -> tuple[str, ...]:
    """The values of a text shape, or of the texts in a list; () where it is open."""
    described = _described(service, shape)
    if described["type"] == "list":
        return enum(service, described["member"]["shape"])
    return tuple(described.get("enum", ()))


def all_members(service: str, shape: str) -> Iterator[tuple[str, str]]:
    """(name, shape) of every member at any depth, each name as model, wire and query say it."""
    seen: set[str] = set()
    waiting = [shape]
    while waiting:
        current = waiting.pop()
        if current in seen:
            continue
        seen.add(current)
        described = _described(service, current)
        for name, member in described.get("members", {}).items():
            for one in {name, member.get("locationName", name), member.get("queryName", name)}:
                yield one, member["shape"]
        waiting += _next(described)


def all_names(service: str, shape: str) -> Iterator[str]:
    yield from (name for name, _ in all_members(service, shape))


def _next(described: dict[str, Any]) -> list[str]:
    below = [member["shape"] for member in described.get("members", {}).values()]
    return below + [described[key]["shape"] for key in ("member", "key", "value")
                    if key in described]


def folded(name: str) -> str:
    """A name without what CloudTrail adds or drops: case, `Set`, `Ids`, plural, hyphens."""
    short = name.lower().replace("-", "").replace("_", "")
    for end in ("sets", "set", "ids", "id", "s"):
        if short.endswith(end) and len(short) > len(end) + 1:
            short = short.removesuffix(end).rstrip("s")
    return short.removesuffix("ie").removesuffix("y")


def _described(service: str, shape: str) -> dict[str, Any]:
    described: dict[str, Any] = models.load(service)["shapes"][shape]
    return described
