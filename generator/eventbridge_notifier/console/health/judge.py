"""Whether a deployment records: facts in, findings out. Pure; `collect` gathers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from eventbridge_notifier.console.health.bus_policy import Senders
from eventbridge_notifier.console.health.facts import (
    BAD,
    OK,
    WARNING,
    Facts,
    Finding,
    ForwardFacts,
    QueueFacts,
)
from eventbridge_notifier.console.health.judge_heartbeat import heartbeat
from eventbridge_notifier.console.health.judge_notifier import notifier
from eventbridge_notifier.console.health.judge_trail import names, trail, unknown

STALE = 3600  # seconds; a dead letter older than this has been overlooked


def findings(facts: Facts) -> list[Finding]:
    """The answer, in the order in which an event travels."""
    return [finding for judge in JUDGES for finding in judge(facts)]


def healthy(found: Iterable[Finding]) -> bool:
    return all(one.level != BAD for one in found)


def _rules(facts: Facts) -> Iterator[Finding]:
    if facts.rules is None:
        yield unknown("rules", "events:ListRules, events:ListTargetsByRule")
        return
    disabled = [rule for rule in facts.rules if rule.state == "DISABLED"]
    off = [rule.name for rule in disabled if not rule.on_purpose]
    aimless = [rule.name for rule in facts.rules if not rule.has_target]
    if off:
        yield Finding("rules", BAD, f"disabled: {names(off)}")
    if aimless:
        yield Finding("rules", BAD, f"without the recorder as a target: {names(aimless)}")
    if not facts.rules:
        yield Finding("rules", BAD, "there are no rules")
    elif not off and not aimless:
        meant = [rule.name for rule in disabled]
        more = f"; disabled on purpose: {names(meant)}" if meant else ""
        yield Finding("rules", OK, f"{len(facts.rules) - len(meant)} enabled{more}")


def _deliveries(facts: Facts) -> Iterator[Finding]:
    if facts.failed_deliveries is None:
        yield unknown("deliveries", "cloudwatch:GetMetricData")
    elif facts.failed_deliveries:
        yield Finding("deliveries", BAD, f"{facts.failed_deliveries} from rule to recorder failed "
                                         "in the last day; see the dead-letter queue")
    else:
        yield Finding("deliveries", OK, "none failed in the last day")
    if facts.looped is None:
        yield unknown("loops", "cloudwatch:GetMetricData")
    elif facts.looped:
        yield Finding("loops", BAD, f"EventBridge held back {facts.looped} events in the last day: "
                      "a target's own calls match the rule that invoked it (DeadLetterInvocations)")
    else:
        yield Finding("loops", OK, "no rule matches what its own target does")


def _recorder(facts: Facts) -> Iterator[Finding]:
    if facts.function_state is None:
        yield unknown("recorder", "lambda:GetFunctionConfiguration")
    elif facts.function_state not in ("Active", "Inactive"):  # inactive: asleep, wakes on demand
        yield Finding("recorder", BAD, f"its state is {facts.function_state}")
    elif facts.reserved_concurrency == 0:
        yield Finding("recorder", BAD, "its reserved concurrency is 0: it cannot run")
    elif facts.dropped:
        yield Finding("recorder", BAD, f"Lambda dropped {facts.dropped} events in the last day "
                                       "or could not hand them to the failure destination")
    elif facts.dropped is None:
        yield unknown("recorder", "cloudwatch:GetMetricData")
    else:
        yield Finding("recorder", OK, "ready")


def _table(facts: Facts) -> Iterator[Finding]:
    if facts.table_state is None:
        yield unknown("table", "dynamodb:DescribeTable")
    else:
        level = OK if facts.table_state in ("ACTIVE", "UPDATING") else BAD
        yield Finding("table", level, f"its state is {facts.table_state}")


def _dead_letters(facts: Facts) -> Iterator[Finding]:
    if facts.queues is None:
        yield unknown("dead letters", "sqs:ListQueues, sqs:GetQueueAttributes")
    elif not facts.queues:
        yield Finding("dead letters", BAD, "there is no dead-letter queue")
    for queue in facts.queues or ():
        yield _queue(queue, queue.name, "run redrive")
    for name in facts.foreign_queues:
        yield Finding("dead letters", WARNING, f"{name} has the name of a dead-letter queue of "
                      "this stack but is not one: redrive takes nothing from it")
    if facts.failed_invokes is None:
        yield unknown("dead letters", "s3:ListBucket on the spill bucket")
    elif facts.failed_invokes:
        yield Finding("dead letters", BAD,
                      f"{facts.failed_invokes} failed invokes in the spill bucket; run redrive")


def _queue(queue: QueueFacts, name: str, what_to_do: str) -> Finding:
    if queue.depth:
        age = "" if queue.age is None else f", the oldest {_age(queue.age)} old"
        return Finding("dead letters", BAD, f"{queue.depth} in {name}{age}; {what_to_do}")
    if queue.age is not None and queue.age > STALE:
        return Finding("dead letters", WARNING, f"{name} had one {_age(queue.age)} old")
    return Finding("dead letters", OK, f"{name} is empty")


def _forwarded(facts: Facts) -> Iterator[Finding]:
    for one in facts.forwarded:
        yield _forward(one)


def _forward(one: ForwardFacts) -> Finding:
    if one.queue:
        return _queue(one.queue, f"{one.queue.name} of {one.place}",
                      f"run redrive --forwarded-from {one.place}")
    if one.absent:
        return Finding("dead letters", BAD, f"there is no queue for them in {one.place}: no event "
                                            "is forwarded from there")
    return Finding("dead letters", WARNING, f"of {one.place} could not be read: {one.trouble}")


def _people(facts: Facts) -> Iterator[Finding]:
    """Topics that nobody hears, and messages that did not arrive."""
    if facts.undelivered is None:
        yield unknown("messages", "sqs:ListQueues, sqs:GetQueueAttributes")
    for queue in facts.undelivered or ():
        if queue.depth:
            yield Finding("messages", BAD, f"{queue.depth} in {queue.name}: topics, webhooks or "
                          "further targets did not take them; the records are written")
    if facts.subscribers is None:
        yield unknown("topics", "sns:ListSubscriptionsByTopic")
        return
    unheard = [topic.rsplit(":", 1)[-1]
               for topic, subscriptions in facts.subscribers.items() if not subscriptions]
    if unheard:
        yield Finding("topics", WARNING, f"nobody is subscribed to {names(unheard)}, or nobody has "
                      "confirmed it")
    elif facts.subscribers:
        yield Finding("topics", OK, f"{len(facts.subscribers)} with subscribers")


def _key(facts: Facts) -> Iterator[Finding]:
    if facts.key is None:
        yield unknown("key", "kms:GetKeyPolicy")
    elif facts.key.lacking:
        yield Finding("key", BAD, f"its policy does not let {', '.join(facts.key.lacking)} use it: "
                      "add what the module's output key_statements says")
    elif facts.key.arn:
        yield Finding("key", OK, "its policy names the services that use it")


def _senders(facts: Facts) -> Iterator[Finding]:
    """Statements of a policy that were added at the same time may have got lost, unsaid."""
    if facts.senders is None:
        yield unknown("senders", "events:DescribeEventBus")
    elif not any(facts.senders):
        yield Finding("senders", OK, "no other account may send events here")
    elif "*" in facts.senders.others:
        yield Finding("senders", WARNING,
                      f"{_admitted(facts.senders)}; see the default bus's policy")
    else:
        hint = "" if facts.forwarded else "; see what they could not send: --forwarded-from"
        yield Finding("senders", OK, _admitted(facts.senders) + hint)


def _admitted(senders: Senders) -> str:
    """All of them by name: what is missing is to be seen."""
    others = ["everybody" if one == "*" else one for one in senders.others]
    groups = (("accounts", senders.accounts), ("organization", senders.organizations),
              ("others", others))
    return "; ".join(f"{what} admitted: {', '.join(names)}" for what, names in groups if names)


def _alarms(facts: Facts) -> Iterator[Finding]:
    if facts.alarms is None:
        yield unknown("alarms", "cloudwatch:DescribeAlarms")
        return
    ringing = [alarm.name for alarm in facts.alarms if alarm.state == "ALARM"]
    mute = [alarm.name for alarm in facts.alarms if not alarm.has_action]
    if ringing:
        yield Finding("alarms", BAD, f"in alarm: {names(ringing)}")
    if not facts.alarms:
        yield Finding("alarms", WARNING, "there are no alarms")
    elif mute:
        yield Finding("alarms", WARNING, f"without an action: {names(mute)}; set alarm_actions")
    elif not ringing:
        yield Finding("alarms", OK, f"{len(facts.alarms)} quiet")


def _silent(facts: Facts) -> Iterator[Finding]:
    if facts.silent is None:
        yield unknown("records", "dynamodb:Query on the index by_watch")
    elif facts.silent:
        yield Finding("records", WARNING, f"no record yet of: {names(facts.silent)}")
    else:
        yield Finding("records", OK, "every watch has recorded something")


JUDGES: tuple[Callable[[Facts], Iterator[Finding]], ...] = (
    trail, _rules, _deliveries, _recorder, _table, _dead_letters, _forwarded, notifier,
    _people, _key, _senders, _alarms, _silent, heartbeat)


def _age(seconds: float) -> str:
    for unit, length in (("d", 86_400), ("h", 3_600), ("min", 60)):
        if seconds >= length:
            return f"{seconds / length:.0f} {unit}"
    return f"{seconds:.0f} s"
