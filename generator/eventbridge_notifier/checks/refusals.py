"""What the pattern's compiler refuses and what its lint finds, as findings in the spec. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from eventbridge_notifier import aws, patterns
from eventbridge_notifier.aws.suggest import meant
from eventbridge_notifier.compiler import source_map
from eventbridge_notifier.compiler.rule import Rule
from eventbridge_notifier.diagnostics.finding import Finding, KeyPath
from eventbridge_notifier.patterns.lint import ENVELOPE
from eventbridge_notifier.patterns.operators import OPERATORS
from eventbridge_notifier.spec.model import Watch


def refused(watch: Watch, error: patterns.PatternError) -> Finding:
    """The finding for a pattern that EventBridge would refuse."""
    parts = re.split(r"[.\[]", error.position.path.replace("]", ""))
    place: KeyPath = tuple(
        int(part) if re.fullmatch("[0-9]{1,9}", part) else part for part in parts)
    return watch.finding(source_map.path(watch, place), "pattern",
                         f"EventBridge refuses the pattern: {error.reason}")


def traps(rule: Rule) -> Iterator[Finding]:
    """What AWS accepts in a pattern and hardly anybody means."""
    for trap in patterns.lint(rule.pattern):
        if rule.operations and trap.code in ("wrong-event-source", "unverified-source"):
            continue  # the watch names that source, and the real one stands beside it
        if trap.code == "literal-star" and "eventName" in trap.path:
            continue  # the check of event names says so
        if trap.code == "literal-star" and set(trap.path) & OPERATORS.keys():
            continue  # an operator that is used as a field: its own check says so
        near = trap.suggestion or _envelope_field(trap)
        yield rule.finding(trap.path, trap.code, trap.message, suggestion=near)


def _envelope_field(trap: patterns.Trap) -> str:
    """The field of the envelope that was likely meant."""
    if trap.code != "unknown-envelope-key":
        return ""
    return meant(str(trap.path[0]).split(".")[0], ENVELOPE)


def reads(rule: Rule) -> Iterator[Finding]:
    """Rules in the state that shows them every read. A service's own events are few."""
    calls = [one for one in rule.operations
             if one.read_only and aws.has_operation(one.service, one.name)]
    if rule.state == aws.ALL_MANAGEMENT_EVENTS and (calls or not rule.operations):
        key = "pattern" if rule.watch.pattern is not None else "on"
        yield rule.watch.finding((key,), "read-only-volume",
                                 "the rule also gets read-only calls, of which a busy account may "
                                 "make thousands an hour")


def dynamic_references(rule: Rule) -> Iterator[Finding]:
    """Text that CloudFormation would replace by a secret, in the template of member accounts
    (CloudFormation user guide, "Get values stored in other services using dynamic references")."""
    own = ("pattern",) if rule.watch.pattern is not None else ("where",)
    for path, text in ((("description",), rule.description or ""),
                       (own, rule.compact)):
        if "{{resolve:" in text:
            yield rule.watch.finding(path, "dynamic-reference",
                                     "CloudFormation replaces `{{resolve:…}}` by a parameter or a "
                                     "secret of the member account; write it differently")
