"""What is told, and that every record ends in exactly one place."""

from __future__ import annotations

from eventbridge_notifier.alerts import group
from eventbridge_notifier.alerts.books import balance
from eventbridge_notifier.alerts.decide import Config, decide
from eventbridge_notifier.alerts.due import digests, sent
from eventbridge_notifier.alerts.policy import AtLeast, FirstBy, Quiet
from eventbridge_notifier.alerts.store import Memory, change

from tests.alerts.builders import START, arrival, policy


def config(*policies, **more):
    return Config({one.watch: one for one in policies}, **more)


def test_an_event_is_told_at_once():
    (alert,) = decide([arrival()], config(policy()), Memory(), START)
    assert (alert.kind, alert.watches, alert.total) == ("news", ("w",), 1)


def test_one_event_that_two_watches_match_is_one_message_of_the_more_severe():
    both = config(policy("a"), policy("b", severity="high"))
    (alert,) = decide([arrival("a", id="x"), arrival("b", id="x")], both, Memory(), START)
    assert (alert.watches, alert.severity) == (("b", "a"), "high")


def test_a_second_watch_of_an_event_that_was_told_joins_its_alert():
    both, store = config(policy("a"), policy("b")), Memory()
    assert decide([arrival("a", id="x")], both, store, START)
    assert decide([arrival("b", id="x")], both, store, START) == []
    (told,) = (item for key, (item, _) in store.items.items() if key.startswith("told#"))
    assert told["folded"][0] == 1


def test_channels_of_their_own_are_each_told_once():
    both = config(policy("a", channels=("ops", "audit")), policy("b"))
    alerts = decide([arrival("a", id="x"), arrival("b", id="x")], both, Memory(), START)
    assert {alert.channel: alert.watches for alert in alerts} == {
        "ops": ("a", "b"), "audit": ("a",)}


def test_a_group_is_told_at_once_and_then_by_digest():
    one, store = config(policy(group_by=("userIdentity.arn",), every=600)), Memory()
    many = [arrival(detail={"userIdentity": {"arn": "alice"}}, time=second)
            for second in range(38)]
    (first,) = decide(many, one, store, START + 40)
    assert first.records[0] == many[0]
    assert digests(one, store, START + 300) == []
    (ready,) = digests(one, store, START + 700)
    (alert,) = ready.alerts
    assert (alert.kind, alert.total, alert.group) == ("digest", 37, ("alice",))
    assert alert.last == START + 37
    assert alert.id == f"{first.id}-1"


def test_a_digest_that_was_not_sent_comes_again_with_the_same_id():
    one, store = config(policy(group_by=("userIdentity.arn",), every=600)), Memory()
    decide([arrival(), arrival()], one, store, START)
    (ready,), (again,) = digests(one, store, START + 700), digests(one, store, START + 701)
    assert ready == again
    sent(ready.key, store)
    assert digests(one, store, START + 702) == []


def test_a_group_that_went_quiet_is_news_again():
    one, store = config(policy(group_by=("userIdentity.arn",), every=600)), Memory()
    decide([arrival()], one, store, START)
    assert digests(one, store, START + 700) == []
    assert len(decide([arrival(time=800)], one, store, START + 800)) == 1


def test_a_batch_that_comes_again_is_told_again_under_its_id_and_counted_once():
    one, store = config(policy(group_by=("userIdentity.arn",), every=600)), Memory()
    batch = [arrival(), arrival(), arrival()]
    assert decide(batch, one, store, START) == decide(batch, one, store, START + 5)
    (ready,) = digests(one, store, START + 700)
    assert ready.alerts[0].total == 2


def test_the_first_of_its_kind_is_told_and_later_ones_are_tallied():
    rule = FirstBy(("userIdentity.arn",), 3600)
    one, store = config(policy(when=rule)), Memory()
    assert len(decide([arrival()], one, store, START)) == 1
    assert decide([arrival(time=3599)], one, store, START + 3599) == []
    assert len(decide([arrival(time=3599 + 3600)], one, store, START + 7200)) == 1


def test_five_within_ten_minutes_are_one_alert_of_five():
    rule = AtLeast(5, ("sourceIPAddress",), 600)
    one, store = config(policy(when=rule)), Memory()
    many = [arrival(time=60 * minute) for minute in range(5)]
    assert decide(many[:4], one, store, START) == []
    (alert,) = decide(many[4:], one, store, START)
    assert alert.total == 5


def test_five_in_more_than_ten_minutes_are_none():
    one, store = config(policy(when=AtLeast(5, (), 600))), Memory()
    assert decide([arrival(time=160 * number) for number in range(12)], one, store, START) == []


def test_distinct_values_are_counted_once_each():
    one, store = config(policy(when=AtLeast(3, (), 600, "recipientAccountId"))), Memory()
    same = [arrival(detail={"recipientAccountId": "1"}) for _ in range(10)]
    assert decide(same, one, store, START) == []
    others = [arrival(detail={"recipientAccountId": account}) for account in "23"]
    (alert,) = decide(others, one, store, START)
    assert alert.total == 12


def test_what_is_quiet_is_counted_and_not_told():
    until = Quiet("migration", START + 100, watches=("w*",), actors=("deploy",))
    one, store = config(policy(), quiet=(until,)), Memory()
    by = {"actor": "arn:aws:sts::1:assumed-role/deploy/session"}
    assert decide([arrival(summary=by)], one, store, START) == []
    assert store.items["quiet#migration#w"][0]["held"][0] == 1
    eve = {"actor": "arn:aws:iam::1:user/eve"}
    assert len(decide([arrival(summary=eve)], one, store, START)) == 1
    assert len(decide([arrival(summary=by, time=101)], one, store, START)) == 1


def test_a_record_that_arrives_late_is_told_as_late_and_grouped():
    one, store = config(policy()), Memory()
    old = [arrival(created=7200) for _ in range(5)]
    (alert,) = decide(old, one, store, START + 7200)
    assert alert.kind == "late"
    (ready,) = digests(one, store, START + 7200 + 1000)
    assert ready.alerts[0].total == 4


def test_a_staged_watch_counts_and_tells_nobody():
    one, store = config(policy(stage=100)), Memory()
    assert decide([arrival()], one, store, START) == []
    assert store.items["staged#w"][0]["messages"][0] == 1
    assert len(decide([arrival(time=101)], one, store, START + 101)) == 1


def test_an_acknowledged_group_is_told_again_only_after_it_was_silent():
    one, store = config(policy(group_by=("userIdentity.arn",), every=600)), Memory()
    decide([arrival(), arrival()], one, store, START)
    (key,) = (key for key in store.items if key.startswith("group#"))
    change(store, key, group.acknowledge)
    assert digests(one, store, START + 700) == []
    assert decide([arrival(time=800)], one, store, START + 800) == []
    assert digests(one, store, START + 1400) == digests(one, store, START + 2100) == []
    assert len(decide([arrival(time=2200)], one, store, START + 2200)) == 1


def test_a_resolved_group_is_news_when_more_comes():
    one, store = config(policy(group_by=("userIdentity.arn",), every=600)), Memory()
    decide([arrival(), arrival()], one, store, START)
    (key,) = (key for key in store.items if key.startswith("group#"))
    change(store, key, group.resolve)
    assert len(decide([arrival(time=10)], one, store, START + 10)) == 1
    assert balance(item for item, _ in store.items.values())[0] == 3


def test_a_group_of_one_waits_for_no_clock_and_costs_no_further_write():
    one, store = config(policy(group_by=("userIdentity.arn",), every=600)), Memory()
    decide([arrival()], one, store, START)
    written = store.writes
    assert digests(one, store, START + 700) == []
    assert store.writes == written == 2


def test_what_a_watch_that_is_gone_still_held_is_kept_quiet():
    one, store = config(policy(group_by=("userIdentity.arn",), every=600)), Memory()
    decide([arrival(), arrival()], one, store, START)
    assert digests(config(), store, START + 700) == digests(config(), store, START + 701) == []
    assert store.due(START + 9_999) == []
    assert balance(item for item, _ in store.items.values())[0] == 2
