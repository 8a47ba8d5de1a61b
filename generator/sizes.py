"""What AWS limits: of one rule, and of all rules of a bus together. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from generator import aws, patterns
from generator.findings import Finding
from generator.rule import Rule

EVENT = "<aws.events.event.json>"


def of_rule(rule: Rule) -> Iterator[Finding]:
    """Quotas that one rule exceeds; what EventBridge refuses outright, its compiler refused."""
    size, quota = patterns.compact_size(rule.pattern), aws.LIMITS["event pattern quota"].value
    if size > quota:
        path = ("pattern",) if rule.watch.pattern is not None else ("where",)
        yield rule.watch.finding(path, "pattern-size", f"the pattern has {size} characters; above "
                                 f"{quota} the account's quota must be raised first",
                                 level="warning")
    size, limit = template_size(rule), aws.LIMITS["input template"].value
    if size > limit:
        yield rule.watch.finding(("record",), "template-size", f"the target's input template would "
                                 f"have {size} characters; EventBridge takes {limit}")


def template_size(rule: Rule) -> int:
    """Characters of the input template that the module makes of the rule."""
    constant = {"watch": rule.name, "severity": rule.severity, "record": rule.record, "event": ""}
    return patterns.compact_size(constant) + len(EVENT)


def together(home: str | None, rules: Iterable[Rule]) -> Iterator[Finding]:
    """Quotas that the rules of one bus share; some regions have a lower one than others."""
    rules = tuple(rules)
    wild = [rule for rule in rules if patterns.uses_wildcard(rule.compiled)]
    for some, what in ((rules, "rules per bus"), (wild, "rules with a wildcard per bus")):
        limit = aws.LIMITS[what]
        most = aws.RULES_PER_BUS.get(home or "", limit.value) if some is rules else limit.value
        buses = Counter(rule.bus for rule in some)
        for bus, count in sorted(buses.items()):
            if count > most:
                watch = next(rule.watch for rule in some if rule.bus == bus)
                raised = ("have it raised first" if limit.adjustable else "AWS does not raise it; "
                          "put some watches on another bus, or ask for prefix and suffix instead")
                yield watch.place.finding(
                    ("watches",), "quota", f"{count} {what.removesuffix(' per bus')} on bus {bus}; "
                    f"AWS's quota is {most}: {raised}", level="warning")
