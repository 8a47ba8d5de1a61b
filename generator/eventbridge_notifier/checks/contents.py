"""What a field of a call can hold, where its type does not tell. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from eventbridge_notifier import aws
from eventbridge_notifier.compiler.alternatives import Alternative, Asked
from eventbridge_notifier.compiler.operations import first
from eventbridge_notifier.compiler.rule import Rule
from eventbridge_notifier.compiler.subject import Subject
from eventbridge_notifier.diagnostics.finding import Finding


def check(rule: Rule, alternative: Alternative, subject: Subject) -> Iterator[Finding]:
    """Findings for conditions that the fields of calls never meet."""
    for asked in alternative.values() if subject.via_cloudtrail else ():
        if asked.path.startswith(("detail.requestParameters.", "detail.responseElements.")):
            yield from _blocks(rule, asked)
            for call in subject.calls:
                yield from _sub_resource(rule, asked, call)


def _blocks(rule: Rule, asked: Asked) -> Iterator[Finding]:
    """`cidr` is met by an address, and cidrIp and its like hold blocks: event-ruler 2.0.1."""
    for index, one in enumerate(asked.conditions):
        is_block = "cidr" in asked.path.rpartition(".")[2].lower()
        if is_block and isinstance(one, Mapping) and "cidr" in one:
            yield rule.finding((*asked.place, index), "unverified-value", f"{_name(asked)} holds a "
                               "block of addresses, and `cidr` is met by a single address only; "
                               "ask for the block as text", level="warning",
                               suggestion=str(one["cidr"]))


def _sub_resource(rule: Rule, asked: Asked, call: aws.Operation) -> Iterator[Finding]:
    """S3's `acl: ""` says what the call is about; what it sets stands elsewhere."""
    path = _name(asked)
    if not aws.is_sub_resource(call.service, call.name, path):
        return
    for index, one in enumerate(asked.conditions):
        if one == "" or (isinstance(one, Mapping) and one.keys() & {"exists", "anything-but"}):
            continue
        near = aws.holding(call.service, call.name, one) if isinstance(one, str) else ()
        yield rule.finding((*asked.place, index), "unverified-value", f"{path} names what the call "
                           "is about, and is always empty; what the call sets stands in another "
                           "parameter", level="warning", suggestion=first(near))


def _name(asked: Asked) -> str:
    return asked.path.removeprefix("detail.")
