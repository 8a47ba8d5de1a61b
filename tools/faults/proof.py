"""Before the rule: what CloudTrail logs and EventBridge never gets is found, and recorded.

People sign in by the thousand while a share of the events is not delivered, the rule is disabled
behind our back, the trail is stopped, and a region is not armed. `reconcile` has to name every
event that is missing, and to bring it; the heartbeat's alarm has to ring.
"""

from __future__ import annotations

import time
from collections import Counter
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from eventbridge_notifier.console.deployment import discover
from eventbridge_notifier.console.reconcile import build
from eventbridge_notifier.console.reconcile.build import Account, Wanted
from eventbridge_notifier.console.reconcile.run import Missing
from eventbridge_notifier.console.reconcile.span import Span
from eventbridge_notifier.console.redrive.recorder import Recorder
from eventbridge_notifier.sandbox.core.faults import Doubled, Unsent

from tools.faults.books import stored
from tools.faults.run import Tell
from tools.faults.stage import CLOCK, FORWARDED, NAME, REGION, SIGN_INS, Stage

EVENTS, UNARMED = 5_000, "us-east-2"
LOST, TWICE = Unsent("not delivered", 0.05, on="signin:*"), Doubled("twice", 0.05, on="signin:*")
ALARM, RULE = f"{NAME}-silence", f"{NAME}-{SIGN_INS}"
PATIENCE = 300.0  # seconds of the wall
SECOND = 1.05
REGIONS = (REGION, FORWARDED, UNARMED)


@dataclass
class Proof:
    """`missing` counts, by reason, what was not recorded; `absent` and `doubled` are of the table
    afterwards; `silence` is how long the alarm took, in minutes of the sandbox, or None."""

    events: int = 0
    missing: Counter[str] = field(default_factory=Counter)
    expected: int = 0
    recorded: int = 0
    absent: int = 0
    doubled: int = 0
    silence: float | None = None
    seconds: float = 0.0

    @property
    def even(self) -> bool:
        """Everything that is missing was named, all of it is there once, and the alarm rang."""
        return (self.missing.total() == self.expected == self.recorded
                and not self.absent and not self.doubled and self.silence is not None)


def proof(stage: Stage, events: int, tell: Tell) -> Proof:
    """The whole stage before the rule. Raises TimeoutError."""
    start, began, found = time.monotonic(), datetime.now(UTC), Proof()
    stage.beats_by_the_sandboxs_clock()
    _wait_for(stage, "OK")
    tell(f"the heartbeat beats: {time.monotonic() - start:.0f} s")
    _go_wrong(stage, events, found)
    tell(f"everything went wrong: {time.monotonic() - start:.0f} s")
    before = len(_records(stage))
    missing = [one for wanted in (Wanted(), Wanted(history=True, regions=REGIONS))
               for one in _reconciled(stage, wanted, began)]
    found.missing = Counter(one.reason for one in missing)
    found.expected = found.events - before
    found.recorded = sum(one.state == "recorded" for one in missing)
    ids = _records(stage)
    found.absent, found.doubled = found.events - len(set(ids)), len(ids) - len(set(ids))
    found.seconds = time.monotonic() - start
    tell(f"reconciled: {found.seconds:.0f} s")
    return found


def _go_wrong(stage: Stage, events: int, found: Proof) -> None:
    """The trail first: a beat reads the table, which takes the sandbox long once it is full."""
    faults, rules = stage.sandbox.faults, stage.client("events")
    _stop_the_trail(stage, events // 10, found)
    stage.beats_no_more()
    _sign_in(stage, found, events * 6 // 10, REGION, faults.during(LOST, TWICE))
    _sign_in(stage, found, events // 10, FORWARDED, faults.during(LOST, TWICE))
    _sign_in(stage, found, events // 10, UNARMED)
    rules.disable_rule(Name=RULE)
    _sign_in(stage, found, events // 10, REGION)
    rules.enable_rule(Name=RULE)


def _stop_the_trail(stage: Stage, events: int, found: Proof) -> None:
    """Until the heartbeat's alarm rings."""
    trail, stopped = stage.client("cloudtrail"), time.monotonic()
    trail.stop_logging(Name=NAME)
    _sign_in(stage, found, events, REGION)
    _wait_for(stage, "ALARM")
    found.silence = (time.monotonic() - stopped) * CLOCK / 60
    trail.start_logging(Name=NAME)


def _sign_in(stage: Stage, found: Proof, count: int, region: str,
             during: AbstractContextManager[None] | None = None) -> None:
    """A second apart from what happens before and after: CloudTrail's times are whole seconds."""
    time.sleep(SECOND)
    with during or nullcontext():
        for number in range(count):
            stage.sandbox.sign_in(region, f"user-{found.events + number}")
        if not stage.sandbox.drain(PATIENCE):
            raise TimeoutError(f"sign-ins are still under way after {PATIENCE:.0f} s")
    found.events += count
    time.sleep(SECOND)


def _wait_for(stage: Stage, state: str) -> None:
    client, end = stage.client("cloudwatch"), time.monotonic() + PATIENCE
    while client.describe_alarms(AlarmNames=[ALARM])["MetricAlarms"][0]["StateValue"] != state:
        if time.monotonic() > end:
            raise TimeoutError(f"the alarm {ALARM} is not {state} after {PATIENCE:.0f} s")
        time.sleep(0.1)


def _reconciled(stage: Stage, wanted: Wanted, began: datetime) -> list[Missing]:
    """As `reconcile --yes` does it, but for the half hour that files may still take."""
    stage.sandbox.deliver_trail_files()
    now = datetime.now(UTC)
    span = Span(began, now + timedelta(hours=1))
    deployment = discover(NAME, stage.client)
    account = Account(deployment, stage.client,
                      lambda region: lambda service: stage.sandbox.client(service, region),
                      rate=2 * CLOCK)
    matched = build.matcher(account, [SIGN_INS])
    run = build.reconcile(account, matched, span, now, wanted,
                          Recorder(stage.client("lambda"), deployment.function).refusal)
    return list(run.run(build.parts(account, matched.watches, span, wanted)))


def _records(stage: Stage) -> list[str]:
    """Ids of the sign-ins in the table: the event's own, under whatever key."""
    return [item["id"]["S"] for item in stored(stage, ProjectionExpression="id, watch")
            if item["watch"]["S"] == SIGN_INS]
