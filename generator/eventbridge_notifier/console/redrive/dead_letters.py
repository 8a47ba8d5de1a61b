"""Failed events in their stored forms, turned into what the recorder takes. Pure.

A rule's target leaves the bare event, with message attributes; the function's dead-letter queue
holds its input, with others; its on-failure destination leaves a report of the invoke, with the
input in it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from eventbridge_notifier.console.target_input import target_input
from eventbridge_notifier.deploy import sending
from eventbridge_notifier.record_format.packed import PREFIX

# With what Lambda begins the message of a time-out or a crash: of this one invoke, and of no use.
# Lambda developer guide, "Troubleshoot execution issues".
_OF_ONE_INVOKE = re.compile(r"^(\S+Z )?(RequestId: )?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12} ")


# How the rules of coarse forwarders are called after the stack's name.
COARSE = sending.PREFIX


class Unreadable(ValueError):
    """A message that holds no event to record; it stays where it is."""


class Rule(NamedTuple):
    """A rule, as its ARN names it."""

    bus: str
    name: str
    region: str = ""
    account: str = ""


class Origin(NamedTuple):
    """The queue that holds a message. `forwarded`: it may be another account's."""

    rule_prefix: str
    region: str
    account: str
    forwarded: bool = False


TODAY = "its packed rule's watches are gone: recorded by those of today"


class FailedEvent(NamedTuple):
    """`payloads` are for the recorder, one for each watch; `watch` and `reason` are for people."""

    watch: str
    reason: str
    payloads: tuple[dict[str, Any], ...]


# Rule -> the input template of its recorder target, or None when the rule is gone.
Template = Callable[[Rule], str | None]
# Event -> (watch, input template) of each rule at home that takes it.
Taking = Callable[[dict[str, Any]], list[tuple[str, str | None]]]


def failed_event(body: str, attributes: Mapping[str, str], origin: Origin, template: Template,
                 taking: Taking) -> FailedEvent:
    """The event in a queue's message or a bucket's object. Raises Unreadable.

    The owner of a forwarding account may put anything into its queue: only events of that account
    are taken, and only for a rule of that account and region. A coarse forwarder's rule stands for
    several watches: those at home say which.
    """
    try:
        held = json.loads(body)
    except (ValueError, RecursionError):
        raise Unreadable("it is not JSON") from None
    reason = attributes.get("ERROR_CODE") or _message(attributes) or _reason(held)
    while isinstance(held, dict) and "requestPayload" in held and not origin.forwarded:
        held = held["requestPayload"]
    if not isinstance(held, dict):
        raise Unreadable("it holds no event")
    if "watch" in held and "event" in held and not origin.forwarded:
        return FailedEvent(str(held["watch"]), reason, (held,))
    if isinstance(held.get("event"), dict) and "packed" in held and not origin.forwarded:
        return FailedEvent(str(held["packed"]), reason, (held,))
    if "detail-type" not in held or "RULE_ARN" not in attributes:
        raise Unreadable("it is neither an event with its rule nor a failed invoke")
    rule = _own_rule(attributes["RULE_ARN"], origin)
    if origin.forwarded:
        _require_account(held, origin.account)
        if rule.name.startswith(origin.rule_prefix + COARSE) and template(rule) is None:
            return of_several(held, reason, taking(held))
    name = rule.name.removeprefix(origin.rule_prefix)
    if name.startswith(PREFIX) and template(rule) is None:
        return of_several(held, f"{reason}; {TODAY}", taking(held))
    payload = target_input(template(rule), held, name)
    return FailedEvent(name, reason, (payload,))


def of_several(event: dict[str, Any], reason: str, taking: list[tuple[str, str | None]]
                ) -> FailedEvent:
    """Of the watches at home that take an event; without one it needs no record."""
    return FailedEvent(", ".join(watch for watch, _ in taking),
                       reason if taking else "no watch matches it",
                       tuple(target_input(template, event, watch) for watch, template in taking))


def rule_of(arn: str) -> Rule:
    """`...:rule/name` is on the default bus, `...:rule/bus/name` on another (with slashes too)."""
    bus, _, name = arn.partition(":rule/")[2].rpartition("/")
    region, account = (*arn.split(":")[3:5], "", "")[:2]
    return Rule(bus or "default", name, region, account)


def _own_rule(arn: str, origin: Origin) -> Rule:
    """The rule of an attribute RULE_ARN. Raises Unreadable where it is not this deployment's."""
    rule = rule_of(arn)
    if (rule.region, rule.account) != (origin.region, origin.account):
        raise Unreadable(f"its rule is in {rule.region or '?'}, account {rule.account or '?'}; "
                         f"the queue is in {origin.region}, account {origin.account}")
    if not rule.name.startswith(origin.rule_prefix):
        raise Unreadable(f"its rule {rule.name or '?'} is not one of {origin.rule_prefix}*")
    return rule


def _require_account(event: Mapping[str, Any], account: str) -> None:
    """Raises Unreadable for an event that claims to be another account's."""
    detail = event.get("detail")
    recipient = detail.get("recipientAccountId", account) if isinstance(detail, dict) else account
    for claimed in (event.get("account"), recipient):
        if claimed != account:
            raise Unreadable(f"it claims to be an event of account {claimed}; the queue is "
                             f"account {account}'s")


def _message(attributes: Mapping[str, str]) -> str:
    """Lambda developer guide, "Adding a dead-letter queue": RequestID, ErrorCode, ErrorMessage."""
    return _OF_ONE_INVOKE.sub("", attributes.get("ErrorMessage", ""))


def _reason(held: object) -> str:
    """Lambda user guide, "Capturing records of asynchronous invocations"."""
    if not isinstance(held, dict):
        return "unknown"
    answer, context = held.get("responsePayload"), held.get("requestContext")
    said = answer.get("errorType") if isinstance(answer, dict) else None
    condition = context.get("condition") if isinstance(context, dict) else None
    return str(said or condition or "unknown")
