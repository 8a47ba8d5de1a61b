"""What AWS limits of an organization: who may send home, and the template of member accounts. Pure.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from eventbridge_notifier import aws
from eventbridge_notifier.checks.context import Stack
from eventbridge_notifier.deploy import cloudformation, coarse, reads
from eventbridge_notifier.deploy.forwarders import stack_of
from eventbridge_notifier.diagnostics.finding import Finding, SourceFile

NAMED = 3  # sources in a message; `watches` lists them all
_OWN = re.compile(r'^\s*receiving_bus\s*=\s*"own"', re.M)


def bus_policy(stack: Stack) -> Iterator[Finding]:
    """The policy of the bus at home: a statement for all accounts on the stack's own bus, one for
    each on the default bus."""
    size, limit = _policy_characters(stack), aws.LIMITS["bus policy"].value
    if stack.rules and size > limit:
        more = "" if receives_on_own_bus(stack) else (
            '`receiving_bus = "own"` in the stack takes more than 600 accounts, and ')
        yield stack.rules[0].watch.file.finding(
            ("accounts",), "bus-policy", f"{len(stack.spec.accounts)} accounts make a policy of "
            f"{size:,} characters for the bus at home, and EventBridge takes {limit:,}; {more}"
            "`organization` allows all your accounts in one statement")


def own_bus(stack: Stack) -> Iterator[Finding]:
    """Events of other regions and accounts on the default bus, where all rules see them."""
    if stack.plan.forwarded and not receives_on_own_bus(stack):
        yield SourceFile(min(stack.texts), {}).finding(
            (), "default-bus", "events of other regions and accounts arrive on the default "
            "bus, where all other rules of this account match them too; set "
            '`receiving_bus = "own"` in the module. An existing stack needs two applies: '
            'docs/operations.md, "A bus of its own"')


def receives_on_own_bus(stack: Stack) -> bool:
    """Whether the stack says so; new ones do."""
    return not stack.texts or any(_OWN.search(text) for text in stack.texts.values())


def _policy_characters(stack: Stack) -> int:
    name, region = stack_of(stack.texts).name, stack.spec.home_region or ""
    own = receives_on_own_bus(stack)
    bus = f"arn:aws:events:{region}:{'0' * 12}:event-bus/{name if own else 'default'}"
    policy = {"Version": "2012-10-17", "Statement": list(
        _own_statements(stack, bus) if own else _default_statements(stack, name, bus))}
    return len(json.dumps(policy, separators=(",", ":")))


def _own_statements(stack: Stack, bus: str) -> Iterator[dict[str, object]]:
    """As modules/eventbridge_notifier/bus.tf has them."""
    admitted = (("Accounts", "aws:PrincipalAccount", list(stack.spec.accounts)),
                ("Organization", "aws:PrincipalOrgID", stack.spec.organization))
    for who, key, value in admitted:
        if value:
            yield {"Sid": f"{who}Sends", "Effect": "Allow", "Principal": "*",
                   "Action": "events:PutEvents", "Resource": bus,
                   "Condition": {"StringEquals": {key: value}}}


def _default_statements(stack: Stack, name: str, bus: str) -> Iterator[dict[str, object]]:
    for account in stack.spec.accounts:
        yield {"Sid": f"{name}-account-{account}", "Effect": "Allow",
               "Principal": {"AWS": f"arn:aws:iam::{account}:root"},
               "Action": "events:PutEvents", "Resource": bus}


def _fewer(stack: Stack) -> str:
    split = "split the watches into stacks of their own, each with a name and a StackSet"
    return split if stack.plan.coarse else f"say `forward: coarse`, or {split}"


def everything(stack: Stack) -> Iterator[Finding]:
    """Coarse forwarders that had to give up narrowing."""
    regions = [region for region, rules in stack.plan.sending.items()
               if coarse.sends_everything(rules)]
    if regions and stack.rules:
        names = [rule.name for rule in stack.rules if coarse.is_without_field(rule)]
        yield stack.rules[0].watch.file.finding(
            ("watches",), "forwards-everything",
            f"{', '.join(regions)} would send every event home: "
            f"{' and '.join(names[:3]) or 'the watches together'} cannot be forwarded by a source "
            "or by a field such as errorCode or eventName; add a source, or use `forward: exact`")


def all_reads(stack: Stack) -> Iterator[Finding]:
    """Reads that coarse forwarders send whether they are watched or not."""
    if sources := stack.plan.all_reads:
        more = len(sources) - NAMED
        named = ", ".join(sources[:NAMED]) + (f" and {more} more" if more > 0 else "")
        yield stack.rules[0].watch.file.finding(
            ("watches",), "forwards-all-reads",
            f"all reads of {named} are sent home, watched or not: those that are watched cannot be "
            f"listed in {reads.MOST_RULES} rules a region. Watch fewer reads, or use `forward: "
            "exact`")


def template(stack: Stack) -> Iterator[Finding]:
    """The template of member accounts, which CloudFormation takes up to a size."""
    if not stack.plan.members or not stack.rules:
        return
    text = cloudformation.template(stack.plan)
    for name, count in (("template resources", len(json.loads(text)["Resources"])),
                        ("template", len(text.encode()))):
        limit = aws.LIMITS[name]
        if count > limit.value:
            yield stack.rules[0].watch.file.finding(
                ("watches",), "template-limit",
                f"the template of member accounts has {count:,} {limit.unit}, and CloudFormation "
                f"takes {limit.value:,}: {_fewer(stack)}")
