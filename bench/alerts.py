"""What all packs would tell of real records, and what telling costs:
`python -m bench.alerts FOLDER`, a folder of CloudTrail logs.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from eventbridge_notifier.alerts.arrival import Arrival
from eventbridge_notifier.alerts.decide import Config
from eventbridge_notifier.alerts.group import waits
from eventbridge_notifier.alerts.policy import Policy, policy
from eventbridge_notifier.compiler.rule import Rule
from eventbridge_notifier.events import logs, telling
from eventbridge_notifier.events.backtest import Player
from eventbridge_notifier.pipeline.generate import compile_texts
from eventbridge_notifier.spec.packs import PACKS

MOST_MESSAGES = 80
DOLLARS = 0.625
"""For a million write units on demand (DynamoDB pricing, us-east-1)."""
SPEC = "version: 1\nhome_region: us-east-1\npacks:\n" + "".join(
    f"  {name}: {{notify: [ops]}}\n" for name in PACKS)


def main(folder: Path) -> bool:
    """Prints everything; whether the bars are met."""
    rules = compile_texts([("watches.yaml", SPEC)]).rules
    player = Player(rules, tell=True)
    for path in logs.find([folder]):
        for value in logs.read(path):
            player.see(value)
    return all([told(rules, player.arrivals), *writes(), speed(rules, player.arrivals)])


def told(rules: tuple[Rule, ...], arrivals: list[Arrival]) -> bool:
    """Messages of the packs, and whether each pair of watch and actor is named in one."""
    alerts = list(telling.play(arrivals, Config(telling.policies(rules)), telling.Clocked()))
    pairs = {_pair(one) for one in arrivals}
    named = {_pair(one) for alert in alerts for one in alert.records}
    events = len({one.id for one in arrivals})
    print(f"{len(arrivals)} records of {events} events: {len(alerts)} messages "
          f"(at most {MOST_MESSAGES}); {len(named & pairs)} of {len(pairs)} pairs of watch and "
          "actor are named")
    return len(alerts) <= MOST_MESSAGES and named >= pairs


def _pair(one: Arrival) -> tuple[str, str]:
    return one.watch, one.values(["userIdentity.arn"])[0]


def writes() -> list[bool]:
    """Writes a record: where ten gather, and where one comes alone with everything."""
    event = {"time": "2026-01-01T00:00:00Z", "detail": {
        "eventName": "CreateUser", "userIdentity": {"arn": "arn:aws:iam::111122223333:user/a"}}}
    first = telling.arrival("w", event, 0)
    rule = policy("w", {"channels": ["ops"], "group_by": ["userIdentity.arn"],
                                "every": 900})
    batch = [first._replace(id=f"e{number}", sequence=number) for number in range(100)]
    whole = policy("w", {"channels": ["ops"], "group_by": ["userIdentity.arn"],
                                 "every": 900, "stage": 0,
                                 "when": {"first_by": ["eventName"], "within": 86400}})
    gathered = _writes(batch, rule)
    return [_said("groups of 100", gathered, 1.0), _said("groups of 10", _writes(batch[:10], rule),
                                                         1.0),
            _said("alone, with first_by and group_by", _writes(batch[:1], whole), 4.0)]


def _writes(batch: list[Arrival], rule: Policy) -> float:
    """Write units a record: of items, and of the index `by_due`, where a moved entry is two."""
    store = Metered()
    list(telling.play(batch, Config({"w": rule}), store))
    return store.units / len(batch)


class Metered(telling.Clocked):
    """Counts write units as DynamoDB does, for items below 1 KB."""

    units = 0

    def put(self, key: str, item: dict[str, object], version: int) -> bool:
        before, _ = self.get(key)
        old, new = (one.get("until", 0) if waits(one) else None for one in (before, item))
        self.units += 1 + (0 if old == new else (old is not None) + (new is not None))
        return super().put(key, item, version)


def _said(what: str, count: float, most: float) -> bool:
    print(f"{what}: {count:.2f} write units a record (at most {most:g}), "
          f"{count * DOLLARS:.2f} USD for a million")
    return count <= most


def speed(rules: tuple[Rule, ...], arrivals: list[Arrival], seconds: float = 3.0) -> bool:
    """Records a second of processor time, decided in memory in batches as they come."""
    policies, count, start = telling.policies(rules), 0, time.process_time()
    while time.process_time() - start < seconds:
        list(telling.play(arrivals, Config(policies), telling.Clocked()))
        count += len(arrivals)
    rate = count / (time.process_time() - start)
    print(f"{rate:,.0f} records a second decided (at least 1,000)")
    return rate >= 1000


if __name__ == "__main__":
    sys.exit(0 if main(Path(sys.argv[1])) else 1)
