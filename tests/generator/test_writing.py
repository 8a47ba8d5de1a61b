"""`generate` leaves nothing behind when it is killed, or when the disk is full."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.generator.specs import spec

MANY = spec(*({"on": "kms:CreateKey", "description": "d" * 500} for _ in range(300)))
COMMAND = [sys.executable, "-m", "eventbridge_notifier", "generate", "w.yaml"]


def hidden(folder: Path) -> list[Path]:
    return list(folder.rglob(".*"))


def killed(folder: Path) -> bool:
    """Whether a run was killed while it wrote; what it left is made an hour old."""
    with subprocess.Popen(COMMAND, cwd=folder, stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL) as running:
        while running.poll() is None and len(hidden(folder)) < 20:
            time.sleep(0.0005)
        running.send_signal(signal.SIGKILL)
    before = time.time() - 3600
    for path in hidden(folder):
        os.utime(path, (before, before))
    return bool(hidden(folder))


def test_what_a_killed_run_left_is_gone_after_the_next(tmp_path: Path) -> None:
    (tmp_path / "w.yaml").write_text(MANY)
    assert any(killed(tmp_path) for _ in range(5))
    subprocess.run(COMMAND, cwd=tmp_path, check=True, capture_output=True)
    assert hidden(tmp_path) == []
    assert len(list((tmp_path / "patterns").iterdir())) == 300


def test_what_another_run_is_writing_stays(tmp_path: Path) -> None:
    (tmp_path / "w.yaml").write_text(spec({"on": "kms:CreateKey"}))
    other = tmp_path / ".watches.tf.0123456789abcdef.new"
    other.touch()
    subprocess.run(COMMAND, cwd=tmp_path, check=True, capture_output=True)
    assert other.exists()


def test_a_full_disk_leaves_nothing(tmp_path: Path) -> None:
    """A limit to the size of files stands for the disk: writing fails in the middle of one."""
    (tmp_path / "w.yaml").write_text(MANY)
    done = subprocess.run(
        COMMAND, cwd=tmp_path, capture_output=True, text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)))
    assert done.returncode == 2
    assert "cannot be written to" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["w.yaml"]


def test_a_spec_whose_name_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    name = os.fsdecode(b"w\xff.yaml")
    (tmp_path / name).write_text(spec({"on": "kms:CreateKey"}))
    for named in (name, "."):
        done = subprocess.run([*COMMAND[:-1], named], cwd=tmp_path, capture_output=True)
        assert done.returncode == 2
        assert b"not UTF-8; rename it" in done.stderr
        assert b"Traceback" not in done.stderr
    assert not (tmp_path / "watches.tf").exists()
