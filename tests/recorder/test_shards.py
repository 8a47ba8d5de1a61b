"""Records spread over the shards of an index, and readers ask for all of them."""

from __future__ import annotations

from collections import Counter
from uuid import UUID

from eventbridge_notifier.record_format.shards import shard, shard_key, shard_keys

IDS = [str(UUID(int=number * 0x9E3779B97F4A7C15F39CC0605CEDC834 % 2**128))
       for number in range(8000)]


def test_shards_are_about_equally_full() -> None:
    full = Counter(shard(one, 8) for one in IDS)
    assert sorted(full) == list(range(8))
    assert max(full.values()) < 1.2 * min(full.values())


def test_readers_ask_for_every_key_that_a_record_may_have() -> None:
    assert {shard_key("2026-12-01", one, 4) for one in IDS} == set(shard_keys("2026-12-01", 4))


def test_the_shard_of_an_id_never_changes() -> None:
    assert [shard("61a1d8f4-0000-4000-8000-000000000001", count) for count in (1, 2, 8)] == [
        0, 0, 2]
