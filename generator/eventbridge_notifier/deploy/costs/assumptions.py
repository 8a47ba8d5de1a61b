"""What an estimate of costs takes for granted: defaults of the command `cost`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Assumptions:
    """What an estimate takes for granted. `trail_events` is 0 where no trail is made;
    `vain_events` are those that forwarders send home and no watch matches; `forward_rules` is the
    most that a region has of their rules, `all_reads` of how many sources they send all reads;
    `people` look at the hosted page, which is not there without any."""

    item_kb: float = 3.0
    index_kb: float = 0.5
    indexes: int = 3
    memory_mb: int = 256
    duration_ms: float = 100.0
    months_kept: int = 12
    log_kb: float = 0.5
    trail_events: int = 100_000
    trail_event_kb: float = 1.5
    trail_compression: float = 10.0
    trail_months_kept: int = 13
    regions: int = 1
    kms_requests: int = 10_000
    alarms: int = 10
    vain_events: float = 0.0
    forward_rules: int = 0
    all_reads: int = 0
    data_events: float = 0.0
    people: int = 0
