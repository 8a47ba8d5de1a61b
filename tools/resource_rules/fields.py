"""The values of an operation's request and answer, as CloudTrail spells them. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from eventbridge_notifier.aws.cloudtrail import dialects
from eventbridge_notifier.aws.cloudtrail.dialects.shapes import Place

from tools.resource_rules.names import Named, flat, named

DEPTH, MOST = 4, 4000
SIDES = {"request": dialects.REQUEST, "response": dialects.RESPONSE}
# What says nothing of what is in it: EC2's wrappers, every list, and the likes of `summary`.
_WRAPPER = re.compile(r"^(items|.*Set|.*(Request|Response)|summary|metadata|details|description|"
                      r"resource|configuration|info|output)$")
_VALUES = ("", "string", "integer", "long", "list")


class Field(NamedTuple):
    """`path` begins with request or response, and so does `other`, by the model's own name;
    `above` is what the field stands in, "" at the top."""

    path: str
    other: str
    named: Named
    above: str
    depth: int

    @property
    def base(self) -> str:
        return self.named.base or self.above


@cache
def fields(service: str, operation: str) -> tuple[Field, ...]:
    """Every value of both sides, the shallow ones first."""
    found: list[Field] = []
    for side, name in SIDES.items():
        root = dialects.of(service).root(service, operation, name)
        if root is not None:
            found += list(_below(service, root, side))
    return tuple(sorted(found, key=lambda one: one.depth))


def _below(service: str, root: Place, side: str) -> Iterator[Field]:
    waiting: list[tuple[Place, str, str, int]] = [(root, side, "", 1)]
    dialect, count = dialects.of(service), 0
    while waiting and count < MOST:
        place, path, above, depth = waiting.pop(0)
        for member in dialect.members(place):
            count += 1
            name = member.spellings[0]
            called = member.words[0] if member.words else name
            inside = dialect.members(member.place) if depth < DEPTH else ()
            wrapper = _WRAPPER.match(name)
            if inside and not any(one.spellings[0] == "content" for one in inside):
                waiting.append((member.place, f"{path}.{name}", above if wrapper else flat(called),
                                depth if wrapper else depth + 1))
            elif inside or dialect.kind(member.place) in _VALUES:
                yield Field(f"{path}.{name}", f"{path}.{called[:1].lower() + called[1:]}",
                            named(called), above, depth)
