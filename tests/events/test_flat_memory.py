"""Memory stays flat, and time grows with the log: a hundredth of what bench/ measures."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bench.generate import COMMAND, LAUNCHER, ROOT
from tests.events.test_backtest import record
from tests.generator.specs import spec


def streamed(folder: Path, megabytes: int) -> tuple[float, float, int]:
    """Seconds of processor time, MiB at the peak and events, of a log piped into the command."""
    text = "".join(json.dumps(record(n, "Other" if n % 10 else "CreateFunction")) + "\n"
                   for n in range(1_000)).encode()
    times = megabytes * 1_000_000 // len(text)
    said = folder / "said"
    command = [sys.executable, "-S", "-c", LAUNCHER, said, *COMMAND, "backtest", folder / "w.yaml",
               "-", "--json", "--processes", "1"]
    with subprocess.Popen([*map(str, command)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                          cwd=ROOT) as child:
        assert child.stdin
        assert child.stdout
        for _ in range(times):
            child.stdin.write(text)
        child.stdin.close()
        code, _, processor, peak = json.loads(child.stdout.read())
    assert code == 0, said.read_text()
    return processor, peak, json.loads(said.read_text())["events"]


@pytest.mark.slow
def test_a_stream_of_a_hundred_megabytes_takes_no_more_memory_than_one_of_ten(tmp_path: Path
                                                                             ) -> None:
    (tmp_path / "w.yaml").write_text(spec({"on": "lambda:CreateFunction"}))
    few, many = streamed(tmp_path, 10), streamed(tmp_path, 100)
    assert many[2] > 9 * few[2]
    assert many[1] < few[1] + 20
    assert many[0] < 20 * few[0]
