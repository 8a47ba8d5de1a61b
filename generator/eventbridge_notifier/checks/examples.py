"""Examples: events that a watch must match, and events that it must not. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from eventbridge_notifier.compiler.rule import Rule
from eventbridge_notifier.diagnostics.finding import Finding
from eventbridge_notifier.events import merge, synthetic
from eventbridge_notifier.patterns import show

Event = dict[str, Any]


def given(rule: Rule) -> Iterator[Finding]:
    """Examples that the pattern answers otherwise than the spec says."""
    yield from _wrong(rule, "match", True)
    yield from _wrong(rule, "no_match", False)


def base(rule: Rule, part: Mapping[str, Any]) -> Event:
    """A whole event of the kind that `rule` watches, and that `part` of an event belongs to."""
    name = _detail(part).get("eventName")
    named = [one for one in rule.operations if name in one.event_names]
    return synthetic.base(rule, (named or rule.operations)[0] if rule.operations else None)


def whole(rule: Rule, part: Mapping[str, Any]) -> Event:
    """`part`, an event or what matters of its detail, laid over a realistic event."""
    envelope = part if is_envelope(part) else {"detail": part}
    return merge.over(base(rule, part), envelope)


def is_envelope(part: Mapping[str, Any]) -> bool:
    """Is it written as an event, and not as the detail of one?"""
    return "detail-type" in part or isinstance(part.get("detail"), Mapping)


def _wrong(rule: Rule, key: str, wanted: bool) -> Iterator[Finding]:
    parts = rule.watch.match if wanted else rule.watch.no_match
    for index, part in enumerate(parts):
        event = whole(rule, part)
        if rule.compiled.matches(event) != wanted:
            answer = (f"does not match: {show.brief(rule.compiled.explain(event))}" if wanted
                      else "matches, and should not")
            yield rule.watch.finding(("examples", key, index), "example",
                                     f"example {index + 1} of {key} {answer}")


def _detail(part: Mapping[str, Any]) -> Mapping[str, Any]:
    detail = part["detail"] if is_envelope(part) else part
    return detail if isinstance(detail, Mapping) else {}


def synthetic_event(rule: Rule) -> Iterator[Finding]:
    """A watch without an example must match an event that is made for it."""
    if rule.watch.match or synthetic.match(rule):
        return
    key = "pattern" if rule.watch.pattern is not None else "where"
    yield rule.watch.finding((key,), "unverified-example",
                             "no sample event could be made that it matches: its conditions may "
                             "contradict each other; add an event to `examples`")
