"""The places of EC2's requests and answers, see ec2.py. Pure.

Several spellings are taken where records show several, or none shows which. Source of the rules:
attested records; EC2 user guide, "Log Amazon EC2 API calls with CloudTrail".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from eventbridge_notifier.aws.cloudtrail.dialects.ec2 import encode as ec2
from eventbridge_notifier.aws.cloudtrail.dialects.ec2 import names as ec2_names
from eventbridge_notifier.aws.cloudtrail.dialects.shapes import (
    Member,
    Place,
    described,
    structure,
    unique,
)
from eventbridge_notifier.aws.services import models

# How the forms begin of what EC2 got or gave as XML, and CloudTrail made JSON of.
FROM_XML = ("Request", "Response", "newer")

# Fields of an answer beside the model's. Source: attested records.
_ANSWERED = ("requestId", "requestID", "_return", "return", "xmlns")


def request(service: str, operation: str) -> Place:
    """The place of requestParameters."""
    shape = models.input_shape(service, operation) or ""
    if operation == "RunInstances":
        return Place(service, operation, shape, "run-instances")
    return Place(service, operation, shape, "older" if ec2.is_older(operation) else "Request")


def answer(service: str, operation: str) -> Place:
    """The place of responseElements."""
    shape = models.output_shape(service, operation) or ""
    form = "older-answer" if ec2.is_older(operation) else "Response"
    return Place(service, operation, shape, form)


def members(place: Place) -> tuple[Member, ...]:
    """The fields that stand right below a place."""
    return tuple(_FORMS[place.form](place))


def _wrapped(place: Place) -> Iterator[Member]:
    """`<Operation>Request`, with the request of the wire in it."""
    inside = "newer" if place.form == "Request" else "newer-answer"
    yield Member((place.operation + place.form,), place._replace(form=inside))


def _older(place: Place) -> Iterator[Member]:
    if described(place)["type"] == "list":
        entry = place._replace(shape=described(place)["member"]["shape"], form="entry")
        yield Member(("items", "item"), entry)
    elif place.shape not in ec2_names.BLOBS:
        yield from _older_structure(place)


def _entry(place: Place) -> Iterator[Member]:
    if described(place)["type"] == "structure":
        yield from _older_structure(place)
    else:
        yield Member(place.keys, place._replace(form="older"))


def _older_structure(place: Place) -> Iterator[Member]:
    for member, entry in structure(place):
        child = place._replace(shape=entry["shape"], form="older", keys=())
        is_list = described(child)["type"] == "list"
        spellings = _spellings(place, member, entry, is_list)
        if is_list:
            inner = described(child)["member"]
            child = child._replace(keys=_keys(spellings, member, inner))
        if spellings[0] == ec2_names.BARE:
            child = child._replace(shape=described(child)["member"]["shape"])
        if (place.operation, spellings[0]) in ec2_names.TEXTS:
            child = child._replace(shape="String")
        yield Member(spellings, child, (member, ec2.lowered(member), _single(member)))


def _spellings(place: Place, member: str, entry: dict[str, Any], is_list: bool) -> tuple[str, ...]:
    usual = ec2.name_of(place.operation, member, entry, place.shape)
    wire = ec2.lowered(entry.get("locationName", member))
    if not is_list:
        return unique(usual, wire, ec2.lowered(member))
    if ec2.has_name(place.operation, member, place.shape):
        return (usual,)
    single = _single(member)
    return unique(usual, f"{single}Set", f"{single.removesuffix('Id')}Set",
                  f"{ec2.lowered(member)}Set", ec2.lowered(member), single)


def _single(member: str) -> str:
    ending = "es" if member.endswith(("sses", "xes")) else "s"
    return ec2.lowered(member.removesuffix(ending))


def _keys(spellings: tuple[str, ...], member: str, inner: dict[str, Any]) -> tuple[str, ...]:
    """What the entries of a list of texts may be called."""
    also = (ec2_names.ALSO_ITEMS.get(name, "") for name in spellings)
    return unique(*(ec2.item_key(name, inner) for name in spellings), *also, _single(member))


def _run_instances(place: Place) -> Iterator[Member]:
    """Image and counts stand in one entry of instancesSet, the placement beside them."""
    yield Member(("instancesSet",), place._replace(form="launched"))
    for one in _older_structure(place):
        if "placement" in one.spellings:
            yield from _older_structure(one.place)
        elif not set(one.spellings) & set(ec2_names.LAUNCHED):
            yield one


def _launched(place: Place) -> Iterator[Member]:
    yield Member(("items", "item"), place._replace(form="launched-entry"))


def _launched_entry(place: Place) -> Iterator[Member]:
    yield from (one for one in _older_structure(place)
                if set(one.spellings) & set(ec2_names.LAUNCHED))


def _newer(place: Place) -> Iterator[Member]:
    for member, entry in structure(place):
        child = place._replace(shape=entry["shape"], form="newer")
        if described(child)["type"] == "list":
            child = child._replace(shape=described(child)["member"]["shape"], form="newer-entry")
        spellings = (ec2.wire_name(member, entry),)
        yield Member(spellings, child, (member, ec2.lowered(member), _single(member)))


def _newer_entry(place: Place) -> Iterator[Member]:
    if described(place)["type"] == "structure":
        yield from _newer(place)
    else:
        yield Member(("content",), place._replace(form="newer"))
    yield Member(("tag",), Place("ec2", place.operation))


def _answer(place: Place) -> Iterator[Member]:
    """A list of an answer holds its entries under items, or item where it came as XML."""
    inside = "newer-answer" if place.form.startswith("newer") else "older-answer"
    if described(place)["type"] == "list":
        inner = place._replace(shape=described(place)["member"]["shape"], form=f"{inside}-entry")
        yield Member(("items", "item") if inside == "older-answer" else ("item", "items"), inner)
        return
    also = place._replace(shape=ec2_names.ALSO_ANSWERED.get(place.shape, ""))
    for member, entry in (*structure(place), *structure(also)):
        wire = ec2.lowered(entry.get("locationName", member))
        spellings = unique(wire, ec2_names.ANSWERED.get((place.operation, member), ""))
        yield Member(spellings, place._replace(shape=entry["shape"], form=f"{inside}-entry"),
                     (member,))
    if not place.form.endswith("-entry"):
        yield from (Member((name,), Place("ec2", place.operation)) for name in _ANSWERED)


_FORMS: dict[str, Callable[[Place], Iterator[Member]]] = {
    "Request": _wrapped, "Response": _wrapped, "older": _older, "entry": _entry,
    "run-instances": _run_instances, "launched": _launched, "launched-entry": _launched_entry,
    "newer": _newer, "newer-entry": _newer_entry, "older-answer": _answer,
    "newer-answer": _answer, "older-answer-entry": _answer, "newer-answer-entry": _answer,
    "": lambda _: iter(()),
}


def kind(place: Place) -> str:
    """The type of a value in JSON, "" where it is not known.

    What came as XML (newer operations) is a number or a boolean where it looks like one, whatever
    the model says; of answers, records have counts as text. Source: attested records.
    """
    found: str = described(place)["type"]
    if place.shape in ec2_names.BLOBS:
        return "string"
    if place.form.endswith(("answer", "answer-entry")):
        return found if found == "boolean" else ""
    return "" if found == "string" and place.form.startswith("newer") else found
