"""Cloud Custodian's policies: the modes that become rules of EventBridge's.

Source: Cloud Custodian's documentation, "AWS Modes"; its short names of events.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from eventbridge_notifier import aws
from eventbridge_notifier.lint.candidate import Candidate, Found
from eventbridge_notifier.lint.finders import event_filters, shared
from eventbridge_notifier.lint.languages import to_pattern
from eventbridge_notifier.lint.languages.conditions import Condition, Test, all_of, either_of
from eventbridge_notifier.lint.nodes import Node

VARIABLE = re.compile(r"\{\{[^{}]*\}\}|\{[A-Za-z_][^{}\"':,]*\}")

# Short names of events that a policy may list, with their eventSource; CreateFunction stands for
# the name that CloudTrail writes.
SHORT = {
    "ConsoleLogin": "signin", "CreateAutoScalingGroup": "autoscaling",
    "UpdateAutoScalingGroup": "autoscaling", "CreateBucket": "s3", "CreateCluster": "redshift",
    "CreateLoadBalancer": "elasticloadbalancing", "CreateDBInstance": "rds",
    "CreateLoadBalancerPolicy": "elasticloadbalancing", "CreateVolume": "ec2",
    "SetLoadBalancerPoliciesOfListener": "elasticloadbalancing", "CreateTable": "dynamodb",
    "CreateElasticsearchDomain": "es", "RunInstances": "ec2",
    "CreateNotebookInstance": "sagemaker", "CreateFunction": "lambda",
}
_CLOUDTRAIL_NAMES = {"CreateFunction": "CreateFunction20150331"}
_DETAIL_TYPES = {"ec2-instance-state": ("aws.ec2", "EC2 Instance State-change Notification"),
                 "guard-duty": ("aws.guardduty", "GuardDuty Finding")}


def find(root: Node) -> Iterator[Found]:
    """A candidate for each policy whose mode waits for events."""
    for policy in (root.get("policies") or Node([], (1, 1))).elements():
        mode = policy.get("mode")
        name = policy.get("name")
        kind = mode.get("type") if mode else None
        if mode is None or kind is None:
            continue
        condition = condition_of(str(kind.value), shared.with_holes(mode, VARIABLE))
        if condition is None:
            continue
        asked, others = event_filters.of(shared.with_holes(policy, VARIABLE))
        pattern, left = to_pattern.pattern_of(all_of([condition, *asked]), mode.position)
        left += others
        if pattern is not None:
            lines = (policy.position[0], policy.line_of("mode"), mode.line_of("events"))
            yield Candidate(str(name.value) if name else "policy", pattern, lines,
                            translated=True, left=tuple(left),
                            facts=shared.facts(description=policy.get("description")))


def condition_of(kind: str, mode: Node) -> Condition | None:
    """What a mode of `kind` waits for; None where it waits for no event."""
    events = list((mode.get("events") or Node([], (1, 1))).elements())
    if kind == "cloudtrail":
        calls = [one for one in map(_call, events) if one]
        return either_of(calls) if calls else None
    if kind in _DETAIL_TYPES:
        source, detail_type = _DETAIL_TYPES[kind]
        at = mode.position
        parts: list[Condition] = [Test("source", (source,), (at,)),
                                  Test("detail-type", (detail_type,), (at,))]
        if kind == "ec2-instance-state" and events:
            parts.append(shared.exactly("detail.state", *events))
        return all_of(parts)
    return None


def _call(event: Node) -> Condition | None:
    """One call: a short name, or {source, event, ids}."""
    if event.text in SHORT:
        source = SHORT[event.text] + aws.SUFFIX
        name = _CLOUDTRAIL_NAMES.get(event.text, event.text)
        return _named(source, name, event, event)
    given, name_node = event.get("source"), event.get("event")
    if given is None or name_node is None:
        return None
    if given.text is None or name_node.text is None:
        return all_of([])
    return _named(given.text, name_node.text, given, name_node)


def _named(source: str, name: str, at: Node, name_at: Node) -> Condition:
    kinds = aws.SIGN_IN if source == aws.SIGN_IN_SOURCE else (aws.API_CALL,)
    return all_of([Test("source", ({"prefix": aws.SERVICES},), (at.position,)),
                   Test("detail-type", tuple(kinds), (at.position,) * len(kinds)),
                   Test("detail.eventSource", (source,), (at.position,)),
                   Test("detail.eventName", (name,), (name_at.position,))])
