"""Targets of a rule, and whether EventBridge delivers to them. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from eventbridge_notifier import aws
from eventbridge_notifier.checks.context import Stack
from eventbridge_notifier.diagnostics.finding import Finding
from eventbridge_notifier.spec.model import Watch

# The targets of a rule besides those of `targets`: the recorder.
OWN_TARGETS = 1


@dataclass(frozen=True)
class TargetType:
    """`form` is that of an ARN's end; `needs_role` where EventBridge must act in a role."""

    service: str
    form: str
    words: str
    needs_role: bool = False


# Sources: EventBridge user guide, "targets", which rules SNS's FIFO topics out; PutTargets, which
# asks for a MessageGroupId for a FIFO queue, and for a role for a bus or an API destination.
TARGET_TYPES = (
    TargetType("events", r"event-bus/.+", "a bus", needs_role=True),
    TargetType("events", r"api-destination/.+", "an API destination", needs_role=True),
    TargetType("lambda", r"function:.+", "a function"),
    TargetType("logs", r"log-group:.+", "a log group"),
    TargetType("sns", r"[A-Za-z0-9_-]+", "a topic"),
    TargetType("sqs", r"[A-Za-z0-9_-]+", "a queue"),
)

# Ends of ARNs that have a reason of their own to be refused.
_REASONS = (
    ("sqs", r".+\.fifo", "a FIFO queue needs a message group, which a rule made here does not set; "
     "use a standard queue"),
    ("sns", r".+\.fifo", "EventBridge does not deliver to FIFO topics; use a standard one"),
    ("sns", r"[^:]+:.+", "that is a subscription; give the topic that it is of"),
    ("events", r"rule/.+", "that is a rule, which cannot be a target; give a bus"),
)


def possible(watch: Watch, _: tuple[aws.Operation, ...]) -> Iterator[Finding]:
    """Targets that AWS refuses wherever the rule is."""
    most = aws.LIMITS["targets per rule"].value
    if OWN_TARGETS + len(watch.targets) > most:
        yield watch.finding(("targets",), "targets", f"{len(watch.targets)} further targets; a "
                            f"rule has at most {most}, and the recorder is one of them")
    for name, one in watch.targets.items():
        if wrong := _wrong(one["arn"], "role_arn" in one):
            yield watch.finding(("targets", name), "targets", wrong)


def in_region(stack: Stack) -> Iterator[Finding]:
    """Targets in another region than the rule: only a bus may be elsewhere (EventBridge user
    guide, "targets")."""
    spec = stack.spec
    for watch in spec.watches:
        for name, one in watch.targets.items():
            service, region, end = _parts(one["arn"])
            is_bus = service == "events" and end.startswith("event-bus/")
            if spec.home_region not in (None, region) and not is_bus:
                yield watch.finding(
                    ("targets", name), "targets", f"it is in {region}, and the rule is in "
                    f"{spec.home_region}, the home_region: only a bus may be in another region; "
                    "use one there, with a rule that forwards the events")


def _wrong(arn: str, has_role: bool) -> str:
    """Why EventBridge refuses the target, or ""."""
    service, _, end = _parts(arn)
    for reason in _REASONS:
        if reason[0] == service and re.fullmatch(reason[1], end):
            return reason[2]
    ours = [target for target in TARGET_TYPES if target.service == service]
    target = next((target for target in ours if re.fullmatch(target.form, end)), None)
    if not target:
        return f"{arn} cannot be a target; of {service} it must be " + " or ".join(
            target.words for target in ours)
    if target.needs_role and not has_role:
        return f"{target.words} as a target needs a role that may use it: give arn and role_arn"
    return ""


def _parts(arn: str) -> tuple[str, str, str]:
    """(service, region, what stands behind the account); the schema has seen to its form."""
    _, _, service, region, _, end = arn.split(":", 5)
    return service, region, end
