"""Every record ends in exactly one place, whatever goes wrong: the books balance."""

from __future__ import annotations

import random

from eventbridge_notifier.alerts.arrival import checksum
from eventbridge_notifier.alerts.books import balance
from eventbridge_notifier.alerts.decide import Config, decide
from eventbridge_notifier.alerts.due import digests, sent
from eventbridge_notifier.alerts.policy import AtLeast, FirstBy, Quiet
from eventbridge_notifier.alerts.store import Contended, Memory
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.alerts.builders import START, arrival, policy

POLICIES = (
    policy("alone"),
    policy("grouped", group_by=("userIdentity.arn",), every=600),
    policy("first", when=FirstBy(("userIdentity.arn",), 900)),
    policy("five", when=AtLeast(5, ("userIdentity.arn",), 600), group_by=("userIdentity.arn",),
           every=300),
    policy("distinct", when=AtLeast(3, (), 600, "sourceIPAddress")),
    policy("staged", stage=100_000),
)
CONFIG = Config({one.watch: one for one in POLICIES},
                quiet=(Quiet("holiday", START + 500, watches=("grouped",), actors=("bob",)),))


class Shaky(Memory):
    """A store that somebody else changes at the same time, now and then, and that throttles."""

    def __init__(self, chance: random.Random) -> None:
        super().__init__()
        self.chance = chance

    def put(self, key, item, version):
        if self.chance.random() < 0.2:
            return False
        if self.chance.random() < 0.05:
            raise TimeoutError("throttled")
        return super().put(key, item, version)


def records(chance: random.Random, number: int):
    """Records of four shards, out of order in time, some late, some of one event."""
    found = []
    for index in range(number):
        time = index * 7 + chance.uniform(-300, 300)
        late = 5000 if chance.random() < 0.05 else 0
        actor = chance.choice(["alice", "bob", "carol"])
        found.append(arrival(
            chance.choice(POLICIES).watch, id=f"event-{index // 2}", time=time, created=time + late,
            source=f"shard-{chance.randrange(4)}",
            summary={"actor": f"arn:aws:iam::1:user/{actor}"},
            detail={"userIdentity": {"arn": actor}, "sourceIPAddress": str(chance.randrange(4))}))
    unique = {one.key: one for one in found}
    return list(unique.values())


def deliver(batch, store, now, chance, alerts):
    """As Lambda does: the batch again after a failure, in halves, some of it twice."""
    for _ in range(50):
        try:
            made = decide(batch, CONFIG, store, now + chance.uniform(-60, 60))
        except (Contended, TimeoutError):
            if len(batch) > 1 and chance.random() < 0.5:
                half = len(batch) // 2
                deliver(batch[:half], store, now, chance, alerts)
                batch = batch[half:]
            continue
        if chance.random() < 0.3:  # killed before it sent them
            continue
        alerts += made
        return
    raise AssertionError("never delivered")


def run(seed: int, number: int):
    chance = random.Random(seed)
    store, alerts = Shaky(chance), []
    arrivals = records(chance, number)
    by_shard = {}
    for one in arrivals:
        by_shard.setdefault(one.source, []).append(one)
    now = START
    while any(by_shard.values()):
        shard = chance.choice([name for name, those in by_shard.items() if those])
        size = chance.randrange(1, 20)
        batch, by_shard[shard] = by_shard[shard][:size], by_shard[shard][size:]
        now += chance.uniform(-10, 60)
        deliver(batch, store, now, chance, alerts)
        alerts += tick(store, now, chance)
    return arrivals, store, alerts


def tick(store, now, chance):
    try:
        made = digests(CONFIG, store, now)
        if chance.random() < 0.2:
            return []
        for ready in made:
            sent(ready.key, store)
        return [alert for ready in made for alert in ready.alerts]
    except (Contended, TimeoutError):
        return []


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 2**32), number=st.integers(1, 120))
def test_the_books_balance_under_crashes_contention_disorder_and_duplicates(seed, number):
    arrivals, store, _ = run(seed, number)
    assert balance(item for item, _ in store.items.values()) == (
        len(arrivals), checksum(one.key for one in arrivals))


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 2**32), number=st.integers(1, 120))
def test_every_group_and_every_lone_event_has_a_message(seed, number):
    _, store, alerts = run(seed, number)
    ids = {alert.id.partition("-")[0] for alert in alerts}
    loud = {one.watch for one in POLICIES if one.watch != "staged"}
    opened = {alert for item, _ in store.items.values() if item.get("watch") in loud
              for alert in item.get("opened", {}).values()}
    told = {item["alert"]: item["by"] for key, (item, _) in store.items.items()
            if key.startswith("told#")}
    folded = {alert for alert in opened if alert not in ids}
    assert set(told) <= ids
    for alert in folded:  # its opening event was told by another watch's message
        keys = {key for item, _ in store.items.values()
                for key, name in item.get("opened", {}).items() if name == alert}
        assert all(any(key.split("\n")[0] == other.split("\n")[0] for by in told.values()
                       for other in by) for key in keys)
