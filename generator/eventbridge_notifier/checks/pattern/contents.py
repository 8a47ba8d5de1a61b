"""What a parameter of a call holds, where its type does not tell. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from eventbridge_notifier import aws
from eventbridge_notifier.compiler.alternatives import Alternative, Constraint
from eventbridge_notifier.compiler.operations import first
from eventbridge_notifier.compiler.rule import Rule
from eventbridge_notifier.compiler.subject import Subject
from eventbridge_notifier.diagnostics.finding import Finding


def parameters(rule: Rule, alternative: Alternative, subject: Subject) -> Iterator[Finding]:
    """Conditions that parameters of such a kind do not meet."""
    for constraint in alternative.values() if subject.via_cloudtrail else ():
        if constraint.path.startswith(("detail.requestParameters.", "detail.responseElements.")):
            yield from _blocks(rule, constraint)
            for call in subject.calls:
                yield from _sub_resource(rule, constraint, call)


def _blocks(rule: Rule, constraint: Constraint) -> Iterator[Finding]:
    """`cidr` is met by an address, and cidrIp and its like hold blocks: event-ruler 2.0.1."""
    for index, one in enumerate(constraint.conditions):
        is_block = "cidr" in constraint.path.rpartition(".")[2].lower()
        if is_block and isinstance(one, Mapping) and "cidr" in one:
            yield rule.finding(
                (*constraint.place, index), "unverified-value",
                f"{_name(constraint)} holds a block of addresses, and `cidr` only matches single "
                "addresses; write the block as text",
                               suggestion=str(one["cidr"]))


def _sub_resource(rule: Rule, constraint: Constraint, call: aws.Operation) -> Iterator[Finding]:
    """S3's `acl: ""` names what the call is about; what it sets stands in other parameters."""
    path = _name(constraint)
    if not aws.is_sub_resource(call.service, call.name, path):
        return
    for index, one in enumerate(constraint.conditions):
        if one == "" or (isinstance(one, Mapping) and one.keys() & {"exists", "anything-but"}):
            continue
        near = aws.holding(call.service, call.name, one) if isinstance(one, str) else ()
        yield rule.finding(
            (*constraint.place, index), "unverified-value",
            f"{path} only says what the call is about, and is always empty; the value that the "
            "call sets is in another parameter",
            suggestion=first(near))


def _name(constraint: Constraint) -> str:
    return constraint.path.removeprefix("detail.")
