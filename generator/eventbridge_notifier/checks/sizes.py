"""What AWS limits: of one rule, and of all rules of a bus together. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from eventbridge_notifier import aws, patterns
from eventbridge_notifier.compiler import exclusions
from eventbridge_notifier.compiler.rule import Rule
from eventbridge_notifier.diagnostics.finding import Finding

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
    quota = aws.LIMITS["rules per bus"]
    most = aws.RULES_PER_BUS.get(home or "", quota.value)
    for bus, some in _beyond(most, rules):
        yield _finding(some, f"{len(some)} rules on bus {bus}; AWS's quota is {most}: have it "
                       "raised first", quota)
    limit = aws.LIMITS["rules with a wildcard per bus"]
    most = limit.value
    for bus, some in _beyond(most, (one for one in rules if patterns.uses_wildcard(one.compiled))):
        yield _finding(some, f"{len(some)} rules with a wildcard on bus {bus}; AWS takes {most} "
                       f"and never more: {_instead(bus, some)}", limit)


def _beyond(most: int, rules: Iterable[Rule]) -> Iterator[tuple[str, list[Rule]]]:
    """The buses that have more than `most` of `rules`, with those."""
    buses: dict[str, list[Rule]] = {}
    for rule in rules:
        buses.setdefault(rule.bus, []).append(rule)
    yield from ((bus, some) for bus, some in sorted(buses.items()) if len(some) > most)


def _finding(rules: Sequence[Rule], message: str, limit: aws.Limit) -> Finding:
    level = "warning" if limit.adjustable else "error"
    return rules[0].watch.place.finding(("watches",), "quota", message, level=level)


def _instead(bus: str, rules: Iterable[Rule]) -> str:
    """How to do with fewer wildcards. AWS's own events arrive on the default bus alone."""
    ways = ["ask for lists of exact texts, for prefix or suffix"]
    excluding = [rule for rule in rules if '"wildcard"' in patterns.compact(
        exclusions.of(rule.watch))]
    if excluding:
        ways.append(f"{len(excluding)} have theirs from `exclude`, which needs none where the "
                    "texts of a switch are all exact, all …* or all *…")
    if bus != "default":
        ways.append("or put some watches on another bus")
    return "; ".join(ways)
