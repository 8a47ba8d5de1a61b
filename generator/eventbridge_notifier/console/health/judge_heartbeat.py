"""Whether the heartbeats of all places come home. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from eventbridge_notifier.console.health.facts import BAD, OK, Facts, Finding
from eventbridge_notifier.console.health.judge_trail import names, unknown


def heartbeat(facts: Facts) -> Iterator[Finding]:
    """Nothing is said where the heartbeat is off."""
    found = facts.heartbeat
    if found is None:
        yield unknown("heartbeat", "lambda:GetFunctionConfiguration on the heartbeat's function")
    elif found.silent:
        yield Finding("heartbeat", BAD, f"silent: {names(list(found.silent))}: two calls, "
                      f"{found.minutes} minutes apart, have not come home")
    elif found.minutes:
        took = "" if found.slowest is None else f", the slowest in {found.slowest:.0f} s"
        yield Finding("heartbeat", OK, f"{found.beats} come home every {found.minutes} minutes"
                      + took)
