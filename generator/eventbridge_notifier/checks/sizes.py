"""What AWS limits: of one rule, and of all rules of a bus together. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from eventbridge_notifier import aws, patterns
from eventbridge_notifier.checks.context import Stack
from eventbridge_notifier.compiler import exclusions, packing
from eventbridge_notifier.compiler.rule import Rule
from eventbridge_notifier.diagnostics.finding import Finding

EVENT = "<aws.events.event.json>"


def pattern_size(rule: Rule) -> Iterator[Finding]:
    """Patterns above the account's quota; those above the limit, the compiler refused."""
    size, quota = len(rule.compact), aws.LIMITS["event pattern quota"].value
    if size > quota:
        path = ("pattern",) if rule.watch.pattern is not None else ("where",)
        yield rule.watch.finding(path, "pattern-size",
                                 f"the pattern has {size} characters; above {quota} the account's "
                                 "quota must be raised first")


def template_size(rule: Rule) -> Iterator[Finding]:
    """The input template that the module makes of the rule."""
    size, limit = template_characters(rule), aws.LIMITS["input template"].value
    if size > limit:
        yield rule.watch.finding(("record",), "template-size",
                                 f"the target's input template would have {size} characters; "
                                 f"EventBridge takes {limit}")


def template_characters(rule: Rule) -> int:
    constant = {"watch": rule.name, "severity": rule.severity, "record": rule.record, "event": ""}
    return patterns.compact_size(constant) + len(EVENT)


def rules_per_bus(stack: Stack) -> Iterator[Finding]:
    """The quota of rules on a bus, at home and wherever forwarders stand."""
    quota = _quota(stack.spec.home_region)
    for bus, count in sorted(Counter(one.bus for one in stack.plan.layout.standing).items()):
        if count > quota:
            yield _finding(stack.rules, "quota",
                           f"{count} rules on bus {bus}; AWS's quota is {quota}: "
                           f"{_fewer(stack)}have it raised first")
    for where, regions in (("here", stack.plan.forward), ("in each member", stack.plan.members)):
        for region in regions:
            if (count := len(stack.plan.sending[region])) > _quota(region):
                yield _finding(stack.rules, "quota",
                               f"{count} rules of the forwarder {where} on the default bus of "
                               f"{region}; AWS's quota is {_quota(region)}: {_fewer(stack)}have it "
                               "raised first")


def _fewer(stack: Stack) -> str:
    return "say `rules: packed`, or " if stack.spec.rules == packing.SEPARATE else ""


def _quota(region: str | None) -> int:
    """Some regions have a lower one than others."""
    return aws.RULES_PER_BUS.get(region or "", aws.LIMITS["rules per bus"].value)


def wildcards_per_bus(stack: Stack) -> Iterator[Finding]:
    """The limit of rules with a wildcard on a bus."""
    most = aws.LIMITS["rules with a wildcard per bus"].value
    with_wildcard = (one for one in stack.plan.layout.separate
                     if patterns.uses_wildcard(one.compiled))
    for bus, rules in _beyond(most, with_wildcard):
        yield _finding(rules, "limit", f"{len(rules)} rules with a wildcard on bus {bus}; AWS's "
                       f"limit is {most} and cannot be raised: {_instead(bus, rules)}")


def _beyond(most: int, rules: Iterable[Rule]) -> Iterator[tuple[str, list[Rule]]]:
    """The buses that have more than `most` of `rules`, with those."""
    buses: dict[str, list[Rule]] = {}
    for rule in rules:
        buses.setdefault(rule.bus, []).append(rule)
    yield from ((bus, some) for bus, some in sorted(buses.items()) if len(some) > most)


def _finding(rules: Sequence[Rule], code: str, message: str) -> Finding:
    return rules[0].watch.file.finding(("watches",), code, message)


def _instead(bus: str, rules: Iterable[Rule]) -> str:
    """How to do with fewer wildcards. AWS's own events arrive on the default bus alone."""
    ways = ["use lists of exact texts, prefix or suffix"]
    excluding = [rule for rule in rules if '"wildcard"' in patterns.compact(
        exclusions.of(rule.watch))]
    if excluding:
        ways.append(f"{len(excluding)} have it from `exclude`, which needs no wildcard if the "
                    "texts of a key are all exact, all …* or all *…")
    if bus != "default":
        ways.append("or put some watches on another bus")
    return "; ".join(ways)
