"""Groups, first-seen, thresholds and quiet against oracles that count naively."""

from __future__ import annotations

from eventbridge_notifier.alerts import first_seen, threshold
from eventbridge_notifier.alerts.decide import Config, decide
from eventbridge_notifier.alerts.due import digests, sent
from eventbridge_notifier.alerts.policy import AtLeast, FirstBy, Quiet
from eventbridge_notifier.alerts.store import Memory
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.alerts.builders import START, arrival, policy

TIMES = st.lists(st.integers(0, 400), min_size=1, max_size=60)


def fed(step, arrivals, when, size):
    """The keys that passed, in batches of `size`, each of which comes twice."""
    item, passed = {}, []
    for start in range(0, len(arrivals), size):
        for _ in range(2):
            item, news = step(item, arrivals[start:start + size], when)
            passed += [one if isinstance(one, str) else one.key for one in news]
    return item, list(dict.fromkeys(passed))


@settings(max_examples=300, deadline=None)
@given(times=TIMES, within=st.integers(1, 120), size=st.integers(1, 7))
def test_a_record_is_news_when_none_before_it_was_near(times, within, size):
    arrivals = [arrival(time=time) for time in times]
    _, passed = fed(first_seen.step, arrivals, FirstBy((), within), size)
    expected, low, high = [], None, None
    for one in arrivals:
        if high is None or one.time >= high + within:
            expected, low, high = [*expected, one.key], one.time, one.time
        else:
            low, high = min(low, one.time), max(high, one.time)
    assert passed == expected


@settings(max_examples=300, deadline=None)
@given(times=TIMES.map(sorted), within=st.integers(1, 120), size=st.integers(1, 7))
def test_in_order_a_record_is_news_when_the_last_one_was_long_ago(times, within, size):
    arrivals = [arrival(time=time) for time in times]
    _, passed = fed(first_seen.step, arrivals, FirstBy((), within), size)
    gaps = [index == 0 or times[index] - times[index - 1] >= within for index in range(len(times))]
    assert passed == [one.key for one, news in zip(arrivals, gaps, strict=True) if news]


def naive_threshold(arrivals, when):
    """Every record is kept; a threshold takes the earliest span that holds the new record."""
    free, fired = [], {}
    for one in arrivals:
        free.append(one)
        free.sort(key=lambda other: other.time)
        for start in free:
            span = [other for other in free if start.time <= other.time <= start.time + when.within]
            if len(span) >= when.count and one in span:
                fired[one.key] = {other.key for other in span}
                free = [other for other in free if other not in span]
                break
    return fired


@settings(max_examples=300, deadline=None)
@given(jumps=st.lists(st.integers(-20, 60), min_size=1, max_size=60), count=st.integers(2, 6),
       size=st.integers(1, 7))
def test_a_threshold_fires_when_a_span_holds_enough_records(jumps, count, size):
    """Disorder reaches back less than the span: what is older no longer counts."""
    time, arrivals = 0, []
    for jump in jumps:
        time += max(jump, 0)
        arrivals.append(arrival(time=time + min(jump, 0)))
    when = AtLeast(count, (), 100)
    item, passed = fed(threshold.step, arrivals, when, size)
    expected = naive_threshold(arrivals, when)
    assert passed == list(expected)
    left = {key for entry in item.get("entries", ()) for key in entry[2]}
    taken = {key for keys in expected.values() for key in keys}
    below = item.get("below", (0, 0))[0]
    assert len(left) + len(taken) + below == len(arrivals)


def naive_group(moments, every):
    """What is told when: each record is held while its span lasts, or while others are held."""
    told, held, until = [], 0, None
    for now, is_tick in moments:
        if not is_tick and until is not None and (held or now < until):
            held += 1
        elif not is_tick:
            told.append((now, "news", 1))
            until = now + every
        elif held and now >= until:
            told.append((now, "digest", held))
            held, until = 0, now + every
    return told


@settings(max_examples=300, deadline=None)
@given(moments=st.lists(st.tuples(st.integers(0, 300), st.booleans()), max_size=60).map(sorted),
       every=st.integers(1, 120), crash=st.booleans())
def test_a_group_tells_at_once_and_then_by_digest(moments, every, crash):
    store, told = Memory(), []
    given_ = Config({"w": policy(group_by=("eventName",), every=every)})
    for moment, is_tick in moments:
        now = START + moment
        if is_tick:
            for ready in digests(given_, store, now) and digests(given_, store, now):
                told += [(moment, alert.kind, alert.total) for alert in ready.alerts]
                sent(ready.key, store)
            continue
        one = arrival(time=moment)
        if crash:
            decide([one], given_, store, now)
        told += [(moment, alert.kind, alert.total) for alert in decide([one], given_, store, now)]
    assert told == naive_group(moments, every)


@settings(max_examples=200, deadline=None)
@given(times=TIMES, until=st.integers(0, 400), since=st.integers(0, 400), lag=st.integers(0, 50))
def test_a_record_is_quiet_by_its_own_time_and_not_by_the_clocks(times, until, since, lag):
    entry = Quiet("q", START + until, START + since)
    arrivals = [arrival(time=time, created=time + lag) for time in times]
    config = Config({"w": policy()}, (entry,))
    told = {one.records[0].key for one in decide(arrivals, config, Memory(), START + 10_000)}
    assert told == {one.key for one, time in zip(arrivals, times, strict=True)
                    if time >= until or time + lag < since}
