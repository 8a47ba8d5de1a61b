"""Whether a trail logs the data events that watches ask for. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from eventbridge_notifier import aws
from eventbridge_notifier.checks.context import Stack
from eventbridge_notifier.compiler.rule import Rule
from eventbridge_notifier.deploy import data_events, trail_events
from eventbridge_notifier.deploy.data_events import DataResource
from eventbridge_notifier.diagnostics.finding import Finding

ARMED = "local.data_resources"
"""What a stack hands to the module's trail; `generate` writes it."""

_NO_TRAIL = re.compile(r"^\s*create_trail\s*=\s*false\b", re.M)


def logged(stack: Stack) -> Iterator[Finding]:
    """Operations that CloudTrail logs as data events, while no known trail has a selector."""
    for rule in stack.rules:
        for kind in dict.fromkeys(one.type for one in needed(stack, rule)):
            if "data-event" in rule.watch.accept or _is_armed(stack.texts, kind):
                continue
            if any(_NO_TRAIL.search(text) for text in stack.texts.values()):
                yield _finding(rule, "stack-selectors",
                               f"{_calls(rule)} needs data events of {kind}, and the trail is not "
                               "the module's: give that trail a selector with eventCategory Data "
                               f"and resources.type {kind}")
            else:
                yield _finding(rule, "data-event",
                               f"CloudTrail logs {_calls(rule)} as a data event of {kind}, and a "
                               "trail only logs those that it selects: give the module `trail = "
                               f"{{ data_selectors = {ARMED} }}`, which `generate` writes for the "
                               "resources that the watches name (0.10 USD per 100,000 events); if "
                               "another trail logs them, add `accept: {data-event: <reason>}`")


def further(stack: Stack) -> Iterator[Finding]:
    """Network activity and Insights, which a trail logs only where it is told to, as well."""
    for what, name, needed_of, price in _FURTHER:
        armed = f"local.{name}"
        for rule in stack.rules:
            wanted = needed_of([rule])
            if not wanted or "data-event" in rule.watch.accept or all(
                    _has(stack.texts, armed, one) for one in wanted):
                continue
            of = ", ".join(wanted)
            if any(_NO_TRAIL.search(text) for text in stack.texts.values()):
                yield _finding(rule, "stack-selectors",
                               f"the watch needs {what} of {of}, and the trail is not the "
                               "module's: configure that trail to log them")
            else:
                yield _finding(rule, "data-event",
                               f"the watch asks for {what} of {of}, and a trail only logs those "
                               "that it selects: give the module `trail = "
                               f"{{ {name} = {armed} }}`, which `generate` writes ({price}); if "
                               "another trail logs them, add `accept: {data-event: <reason>}`")


def selector_values(stack: Stack) -> Iterator[Finding]:
    """More values than the selectors of one trail take."""
    count = sum(one.values for one in stack.plan.data_resources)
    if stack.rules and count > data_events.MOST_VALUES:
        yield stack.rules[0].watch.file.finding(
            ("watches",), "selector-values",
            f"the watches need {count} values in the trail's selectors for data events, and a "
            f"trail takes {data_events.MOST_VALUES}; use prefixes, or all resources of a type")


_FURTHER = (
    ("network activity events", "network_activity", trail_events.network_activity,
     "0.10 USD per 100,000 events"),
    ("Insights", "insights", trail_events.insights,
     "0.35 USD per 100,000 events that CloudTrail looks at"),
)


def needed(stack: Stack, rule: Rule) -> Iterator[DataResource]:
    return data_events.of_rule(rule, (), "aws")


def _is_armed(texts: Mapping[str, str], kind: str) -> bool:
    return _has(texts, ARMED, kind)


def _has(texts: Mapping[str, str], armed: str, named: str) -> bool:
    """Whether the stack hands the generated list to the trail, or names the one by itself."""
    return any(armed in text or f'"{named}"' in text for text in texts.values())


def _calls(rule: Rule) -> str:
    calls = [f"{one.service}:{one.name}" for one in rule.operations
             if aws.is_data_event(one.service, one.name)]
    return ", ".join(calls[:3]) or "what the pattern asks for"


def _finding(rule: Rule, code: str, message: str) -> Finding:
    key = "pattern" if rule.watch.pattern is not None else "on"
    return rule.watch.finding((key,), code, message)
