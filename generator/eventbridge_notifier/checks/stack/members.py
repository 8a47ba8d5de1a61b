"""What AWS limits of an organization: who may send home, and the template of member accounts. Pure.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from eventbridge_notifier import aws
from eventbridge_notifier.checks.context import Stack
from eventbridge_notifier.deploy import cloudformation
from eventbridge_notifier.deploy.forwarders import stack_of
from eventbridge_notifier.diagnostics.finding import Finding


def bus_policy(stack: Stack) -> Iterator[Finding]:
    """The policy of the bus at home, which has a statement for each account."""
    size, limit = _policy_characters(stack), aws.LIMITS["bus policy"].value
    if stack.rules and size > limit:
        yield stack.rules[0].watch.file.finding(
            ("accounts",), "bus-policy", f"{len(stack.spec.accounts)} accounts make a policy of "
            f"{size:,} characters for the bus at home, and EventBridge takes {limit:,}; "
            "`organization` admits all accounts of yours in one statement")


def _policy_characters(stack: Stack) -> int:
    name, region = stack_of(stack.texts).name, stack.spec.home_region or ""
    statements = [{
        "Sid": f"{name}-account-{account}", "Effect": "Allow",
        "Principal": {"AWS": f"arn:aws:iam::{account}:root"}, "Action": "events:PutEvents",
        "Resource": f"arn:aws:events:{region}:{'0' * 12}:event-bus/default",
    } for account in stack.spec.accounts]
    policy = {"Version": "2012-10-17", "Statement": statements}
    return len(json.dumps(policy, separators=(",", ":")))


def template(stack: Stack) -> Iterator[Finding]:
    """The template of member accounts, which CloudFormation takes up to a size."""
    if not stack.plan.members or not stack.rules:
        return
    text = cloudformation.template(stack.plan, stack.rules)
    for name, count in (("template resources", len(json.loads(text)["Resources"])),
                        ("template", len(text.encode()))):
        limit = aws.LIMITS[name]
        if count > limit.value:
            yield stack.rules[0].watch.file.finding(
                ("watches",), "template-limit", f"the template of member accounts has {count:,} "
                f"{limit.unit}, and CloudFormation takes {limit.value:,}: split the watches into "
                "stacks of their own, each with a name and a StackSet")
