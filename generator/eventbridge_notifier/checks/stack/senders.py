"""Whether the stack has what forwarding and alarms need. Without any file of it nothing is missed.

Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from eventbridge_notifier.checks.context import Stack
from eventbridge_notifier.deploy.forwarders import missing_aliases
from eventbridge_notifier.deploy.placement import Plan
from eventbridge_notifier.diagnostics.finding import Finding, SourceFile


def providers(stack: Stack) -> Iterator[Finding]:
    """A provider for each region that forwards."""
    if stack.texts and (missing := missing_aliases(stack.plan, stack.texts)):
        yield _at(stack, "provider-alias",
                  f"events also appear in {', '.join(missing)}, but the stack has no provider for "
                  "it; `generate` prints the block to add")


def accounts(stack: Stack) -> Iterator[Finding]:
    """The accounts or the organization that may put events on the bus at home."""
    plan = stack.plan
    for key, given in (("accounts", plan.accounts), ("organization_id", plan.organization)):
        if stack.texts and given and not _mentions(stack.texts, f"local.{key}"):
            yield _at(stack, "stack-senders",
                      f"the spec names {key.partition('_')[0]}, and the stack does not pass them "
                      f"on: the bus would refuse their events; add {key} = local.{key} to the "
                      "module")


def alerting(stack: Stack) -> Iterator[Finding]:
    """The names of accounts, and who is not told for a while."""
    plan = stack.plan
    for key, given in (("account_names", plan.account_names), ("quiet", plan.quiet)):
        if stack.texts and given and not _mentions(stack.texts, f"local.{key}"):
            yield _at(stack, "stack-alerting",
                      f"the stack does not pass local.{key} to the module; add {key} = local.{key}")


def packed(stack: Stack) -> Iterator[Finding]:
    """The packed rules, without which most watches have none."""
    if stack.texts and stack.plan.layout.packs and not _mentions(stack.texts, "local.packed"):
        yield _at(stack, "stack-packed",
                  f"the spec says `rules: {stack.spec.rules}`, but the stack does not pass the "
                  "packed rules to the module; add packed = local.packed")


def alarm_topics(stack: Stack) -> Iterator[Finding]:
    """Alarms whose region has no topic, and topics whose region has no alarm."""
    if stack.texts and stack.plan.alarm_topics:
        for message in _unheard(stack.plan, stack.texts):
            yield _at(stack, "alarm-topics", message)


def _unheard(plan: Plan, texts: Mapping[str, str]) -> Iterator[str]:
    alarmed = {None, plan.home} | plan.forward.keys()
    regions = {arn.split(":")[3] for arn in plan.alarm_topics if arn.count(":") > 3}
    if idle := regions - alarmed if plan.home else ():
        yield (f"alarm_topics has topics in {', '.join(sorted(idle))}, where there is no alarm: "
               "an alarm can only notify topics of its own region")
    if mute := [region for region in plan.forward if not plan.topics(region)]:
        yield (f"alarm_topics has no topic in {', '.join(mute)}: nobody is notified when events "
               "cannot be sent home from there")
    if plan.topics(plan.home) and not _mentions(texts, "local.alarm_actions"):
        yield ("alarm_topics has topics of the home region, but the stack does not pass them to "
               "the module; add alarm_actions = local.alarm_actions to the module")


def _mentions(texts: Mapping[str, str], word: str) -> bool:
    return any(word in text for text in texts.values())


def _at(stack: Stack, code: str, message: str) -> Finding:
    return SourceFile(min(stack.texts), {}).finding((), code, message)
