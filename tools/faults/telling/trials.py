"""What goes wrong in each trial, and what the notifier is told to do. Tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tools.faults.telling.edges import Faults

START = 1_700_000_000.0
WATCHES = ("lone", "grouped", "first", "five", "staged", "quiet")
ACTORS = tuple(f"arn:aws:iam::111122223333:user/{name}" for name in ("alice", "bob", "carol"))
_ACTOR = ["userIdentity.arn"]

CONFIG: dict[str, Any] = {
    "stack": "n", "region": "eu-west-1", "channels": {"ops": {"kind": "webhook"}},
    "quiet": [{"name": "holiday", "until": START + 400 * 86_400, "watches": ["quiet"]}],
    "policies": {
        "lone": {"channels": ["ops"]},
        "grouped": {"channels": ["ops"], "group_by": _ACTOR, "every": 600},
        "first": {"channels": ["ops"], "when": {"first_by": _ACTOR, "within": 900}},
        "five": {"channels": ["ops"], "group_by": _ACTOR, "every": 300,
                 "when": {"at_least": 5, "by": _ACTOR, "within": 600}},
        "staged": {"channels": ["ops"], "stage": 400 * 86_400},
        "quiet": {"channels": ["ops"]},
    },
}


NONE = Faults()


@dataclass(frozen=True)
class Trial:
    """`again` is the share of batches that come twice; `disorder`, by how many seconds events are
    out of order; `poisoned`, the share of records that cannot be read."""

    name: str
    faults: Faults = NONE
    again: float = 0.0
    disorder: float = 0.0
    poisoned: float = 0.0


TRIALS = (
    Trial("nothing"),
    Trial("killed in mid-batch", Faults(killed=0.03)),
    Trial("state table throttles", Faults(throttled=0.05)),
    Trial("state changed by others", Faults(changed_by_others=0.3)),
    Trial("bus refuses", Faults(bus_refuses=0.3)),
    Trial("endpoint down for an hour", Faults(down_for=3600.0)),
    Trial("twice and out of order", again=0.5, disorder=300.0),
    Trial("poisoned records", poisoned=0.02),
    Trial("all together", Faults(killed=0.01, throttled=0.02, changed_by_others=0.1,
                                 bus_refuses=0.1, down_for=1200.0), again=0.3, disorder=300.0,
          poisoned=0.01),
)
