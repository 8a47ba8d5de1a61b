"""The share of a processor that Lambda gives to a function of so much memory.

1,769 MB are one processor (Lambda developer guide, "Configure Lambda function memory"); less is a
quota in every period of 20 ms. Linux has the same: a control group with a quota. Where none can be
made, the process is stopped and continued in the same rhythm. As on Lambda, only invokes are slowed
down; a start has a processor of its own.
"""

from __future__ import annotations

import contextlib
import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

PROCESSOR_MB = 1769
PERIOD = 0.02  # seconds
CGROUPS = Path("/sys/fs/cgroup")


def on_one_processor() -> None:
    """This process and all that it starts from now on share the last processor that it may use."""
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def processors() -> str:
    """How many there are for this process, in words."""
    count = len(os.sched_getaffinity(0))
    return f"{count} processor{'s' * (count != 1)}"


def means() -> str:
    """How `slowed` does it on this machine."""
    return "a control group's quota" if _parent() else "stopping and continuing the process"


def slowed(pid: int, memory_mb: int) -> AbstractContextManager[None]:
    """A process and its threads have the share of `memory_mb` meanwhile."""
    share = memory_mb / PROCESSOR_MB
    parent = _parent()
    return _grouped(parent, pid, share) if parent else _stopped_and_continued(pid, share)


def _parent() -> Path | None:
    """Where groups can be made: version 1's folder of the processor, or version 2's only one."""
    first, second = CGROUPS / "cpu", CGROUPS / "cgroup.subtree_control"
    if (first / "cpu.cfs_quota_us").exists() and os.access(first, os.W_OK):
        return first
    if second.exists() and os.access(CGROUPS, os.W_OK) and "cpu" in second.read_text().split():
        return CGROUPS
    return None


@contextmanager
def _grouped(parent: Path, pid: int, share: float) -> Iterator[None]:
    group = parent / f"eventbridge-notifier-bench-{pid}"
    group.mkdir()
    period, quota = int(PERIOD * 1e6), int(PERIOD * share * 1e6)
    try:
        if (group / "cpu.max").exists():
            (group / "cpu.max").write_text(f"{quota} {period}")
        else:
            (group / "cpu.cfs_period_us").write_text(str(period))
            (group / "cpu.cfs_quota_us").write_text(str(quota))
        (group / "cgroup.procs").write_text(str(pid))
        yield
    finally:
        with contextlib.suppress(OSError):  # it may have ended
            (parent / "cgroup.procs").write_text(str(pid))
        group.rmdir()


@contextmanager
def _stopped_and_continued(pid: int, share: float) -> Iterator[None]:
    over = threading.Event()

    def rhythm() -> None:
        while not over.is_set():
            os.kill(pid, signal.SIGCONT)
            time.sleep(PERIOD * share)
            os.kill(pid, signal.SIGSTOP)
            over.wait(PERIOD * (1 - share))

    beating = threading.Thread(target=rhythm, daemon=True)
    beating.start()
    try:
        yield
    finally:
        over.set()
        beating.join()
        os.kill(pid, signal.SIGCONT)
