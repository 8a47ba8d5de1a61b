"""The trials: what goes wrong in each. A table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace

from eventbridge_notifier.sandbox.core.faults import (
    Dropped,
    Fault,
    Mishap,
    Refusal,
    Repeated,
    Slow,
    Undeliverable,
)

from tools.faults.stage import Lasts, Stage

PUT, RECORDER = "dynamodb:*Item", "*-recorder-*"  # the role, by region
BIG = 900_000  # bytes of an event that neither an item nor a small queue holds
HUNDRED, SOME, FEW = 1.0, 0.3, 0.02  # shares of the whole
CALM = 1.0  # seconds

Upset = Callable[[Stage], AbstractContextManager[Lasts | None]]


def _calm(stage: Stage) -> AbstractContextManager[None]:
    return nullcontext()


@dataclass(frozen=True)
class Trial:
    """`faults` last for the whole stream, the `upset` for its first half, or as long as it says.

    `share` is how many of a usual trial's events come; `weight` the least bytes of each; `pause`
    the seconds between two batches.
    """

    name: str
    faults: tuple[Fault, ...] = ()
    upset: Upset = _calm
    share: float = 1.0
    weight: int = 0
    pause: float = 0.0


def _gone(name: str, share: float = 1.0) -> Refusal:
    return Refusal(name, share, PUT, "ResourceNotFoundException", 400, RECORDER)


THROTTLED = Refusal("table throttles", 0.4, PUT, "ProvisionedThroughputExceededException", 400,
                    RECORDER)
ERRORS = Refusal("table errs", 0.3, PUT, "InternalServerError", 500, RECORDER)
DROPPED = Dropped("answer lost after the write", 0.2, PUT, RECORDER)
SLOW = Slow("table slow", 0.05, PUT, RECORDER, seconds=0.4)
CRASH = Mishap("recorder crashes at work", 0.08, "crash")
TIMEOUT = Mishap("recorder times out", 0.08, "timeout")
BUSY = Mishap("recorder throttled", 0.3, "throttle")
TWICE = Repeated("twice and out of order", 0.5)
UNREACHED = Undeliverable("Lambda unavailable to the rule", 0.3)
NO_SPILL = Refusal("spill bucket errs", 1.0, "s3:PutObject", "AccessDenied", 403, RECORDER,
                   "events/")

TRIALS: tuple[Trial, ...] = (
    Trial("nothing"),
    Trial(THROTTLED.name, (THROTTLED,)),
    Trial(ERRORS.name, (ERRORS,)),
    Trial(DROPPED.name, (DROPPED,)),
    Trial(SLOW.name, (SLOW,)),
    Trial("table not found", (_gone("table not found", 0.5),)),
    Trial(CRASH.name, (CRASH,)),
    Trial(TIMEOUT.name, (TIMEOUT,)),
    Trial(BUSY.name, (BUSY,)),
    Trial(UNREACHED.name, (UNREACHED,)),
    Trial("recorder's permission lost", upset=Stage.without_permission),
    Trial("key disabled", upset=Stage.without_key),
    Trial("failure bucket refuses", (_gone("table not found, no bucket"),),
          upset=Stage.without_bucket, share=0.1),
    Trial("rule may not invoke", upset=Stage.uninvited),
    Trial("recorder deployed again", upset=Stage.redeployed),
    Trial(TWICE.name, (TWICE,)),
    Trial("1 MB, rule may not invoke", upset=Stage.uninvited, share=FEW, weight=BIG),
    Trial("1 MB, recorder throttled", (Mishap("1 MB throttle", 0.7, "throttle"),), share=FEW,
          weight=BIG),
    Trial("1 MB, recorder crashes", (Mishap("1 MB crash", 0.7, "crash"),), share=FEW, weight=BIG),
    Trial("1 MB, spill bucket errs", (NO_SPILL,), share=FEW, weight=BIG),
    Trial("1 MB, table not found", (_gone("1 MB not found"),), share=FEW, weight=BIG),
)


def _again(where: str) -> Iterator[Trial]:
    """Faults of the kinds that matter most, in another layout or delivery, with fewer events."""
    throttled = replace(THROTTLED, on="dynamodb:*", share=0.7)  # a batch is one request
    for fault in (throttled, replace(CRASH, share=0.5), TWICE):
        name = f"{where}: {fault.name}"
        yield Trial(name, (replace(fault, name=name),), share=SOME)
    yield Trial(f"{where}: permission lost", upset=Stage.without_permission, share=SOME)


# All at a third of their strength, so that events meet several and still arrive today; every upset
# has its turn besides.
_ALL = tuple(replace(fault, share=fault.share / 3) for trial in TRIALS if not trial.weight
             for fault in trial.faults if fault.share < 1)
TOGETHER = (Trial("all together", _ALL, share=2.0),
            Trial("1 MB, all together", _ALL, share=0.04, weight=BIG))


@dataclass(frozen=True)
class Lane:
    """Trials on one stack, which Terraform makes with these `variables` first. `nice` is how far
    its processes step back behind a longer lane's."""

    name: str
    trials: tuple[Trial, ...]
    variables: dict[str, str] = field(default_factory=dict)
    nice: int = 0


# Side by side. Each change of a stack is a trial: events come meanwhile.
LANES = (
    Lane("direct", (*TRIALS, *TOGETHER), nice=3),
    Lane("changed", (
        Trial("the stack is changed", upset=Stage.changed, share=SOME, pause=CALM),
        *_again("queue"),
        Trial("and changed back", upset=Stage.changed_back, share=SOME, pause=CALM)), nice=8),
    Lane("packed", (
        Trial("packed, queue", upset=Stage.packed, share=SOME, pause=CALM),
        *_again("packed, queue"),
        Trial("packed", upset=Stage.changed_back, share=SOME, pause=CALM),
        *_again("packed"),
        Trial("separate again", upset=Stage.separate, share=SOME, pause=CALM)),
        {"delivery": "queue"}),
)


def upsets_for(trial: Trial) -> list[Upset]:
    """The trial's own; where all come together, everybody's that its events can survive.

    An event above what the recorder's queue holds has the bucket alone: without that, it is lost
    but for the archive.
    """
    if trial not in TOGETHER:
        return [trial.upset]
    closed = (Stage.without_key, Stage.without_bucket) if trial.weight else ()
    return [one.upset for one in TRIALS
            if one.upset is not Trial.upset and one.upset not in closed]
