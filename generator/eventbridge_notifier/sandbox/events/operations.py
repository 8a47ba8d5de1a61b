"""Operations that the sandbox answers itself, or refuses where moto would accept them."""

from __future__ import annotations

from eventbridge_notifier.patterns import PatternError, compile
from eventbridge_notifier.sandbox.core.interfaces import Operations
from eventbridge_notifier.sandbox.core.model import Call, Outcome
from eventbridge_notifier.sandbox.events.put_events import Put, put_events, put_partner_events
from eventbridge_notifier.sandbox.events.rules import Rules


def operations(put: Put, rules: Rules) -> Operations:
    """Operations of EventBridge."""
    return {
        ("events", "PutEvents"): lambda call: put_events(call, put),
        ("events", "PutPartnerEvents"): lambda call: put_partner_events(
            call, put, rules.buses_named),
        ("events", "TestEventPattern"): test_event_pattern,
        ("events", "PutRule"): refuse_pattern,
        ("events", "CreateArchive"): refuse_pattern,
        ("events", "UpdateArchive"): refuse_pattern,
    }


def test_event_pattern(call: Call) -> Outcome:
    """moto answers nothing here."""
    if refused := refuse_pattern(call):
        return refused
    try:
        matched = compile(call.params["EventPattern"]).matches(call.params["Event"])
    except PatternError as error:
        return Outcome(400, {}, "InvalidEventPatternException", str(error))
    return Outcome(200, {"Result": matched})


def refuse_pattern(call: Call) -> Outcome | None:
    """AWS refuses a pattern that it cannot compile; moto takes anything."""
    pattern = call.params.get("EventPattern")
    if not pattern:
        return None
    try:
        compile(pattern)
    except PatternError as error:
        return Outcome(400, {}, "InvalidEventPatternException",
                       f"Event pattern is not valid. Reason: {error}")
    return None
