"""docs/tutorial.md, as it stands: every command and every file of it, but for the installing."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

TUTORIAL = Path(__file__).parents[2] / "docs/tutorial.md"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)
FILES = {"yaml": "my-watches/watches.yaml", "json": "record.json"}
INSTALLED = ("python3 -m venv", ". .venv/", "pip install")  # as this environment is
SERVERS = ("eventbridge-notifier sandbox", "eventbridge-notifier console")
PATIENCE = 60.0  # seconds until a record is there
# Beginning of a command -> what its output must hold.
ANSWERS = {
    "eventbridge-notifier explain": "matches",
    "terraform -chdir=my-watches apply": "Apply complete!",
    "eventbridge-notifier records": "DeleteBucket",
    "eventbridge-notifier resources": "last change: ",
}


@pytest.mark.slow
def test_the_tutorial_finds_out_who_deleted_the_bucket(tmp_path: Path) -> None:
    if not shutil.which("aws"):
        pytest.skip("the tutorial needs the AWS CLI")
    environ = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    said: dict[str, str] = {}
    with servers() as serve:
        for kind, text in BLOCK.findall(TUTORIAL.read_text()):
            if kind in FILES:
                (tmp_path / FILES[kind]).write_text(text)
                continue
            for command in (line[2:] for line in text.splitlines()):
                if command in SERVERS:
                    environ |= exports(serve(command, tmp_path, environ))
                elif not command.startswith(INSTALLED):
                    said[command] = done(command, tmp_path, environ)
    story = said["eventbridge-notifier resources arn:aws:s3:::reports"]
    assert "S3::Bucket: deleted" in story
    assert re.search("last change: .*user/mallory: DeleteBucket", story)
    assert re.search("created: .*user/sandbox-admin: CreateBucket", story)


def done(command: str, folder: Path, environ: Mapping[str, str]) -> str:
    """What a command says, once it holds what it must."""
    wanted = next((text for start, text in ANSWERS.items() if command.startswith(start)), "")
    end = time.monotonic() + PATIENCE
    while True:
        ran = subprocess.run(["bash", "-c", command], cwd=folder, env=environ, text=True,
                             capture_output=True, check=False)
        if wanted in ran.stdout or time.monotonic() > end:
            break
        time.sleep(1)
    if command != "eventbridge-notifier doctor":  # which may find something on this machine
        assert ran.returncode == 0, (command, ran.stdout, ran.stderr)
    assert wanted in ran.stdout, (command, ran.stdout, ran.stderr)
    return ran.stdout


@contextmanager
def servers() -> Iterator[Callable[..., str]]:
    """Starts commands that stay; gives what they say before they wait. Ends them afterwards."""
    running: list[subprocess.Popen[str]] = []

    def start(command: str, folder: Path, environ: Mapping[str, str]) -> str:
        port = ["--port", "0"] if command.endswith("console") else []
        process = subprocess.Popen([*shlex.split(command), *port], cwd=folder, env=environ,
                                   text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        running.append(process)
        assert process.stdout is not None
        lines = []
        for line in process.stdout:
            lines.append(line)
            if "Ctrl-C" in line:
                break
        assert "http://127.0.0.1:" in "".join(lines), lines
        return "".join(lines)

    try:
        yield start
    finally:
        for process in reversed(running):
            process.send_signal(signal.SIGINT)
            process.wait(timeout=20)


def exports(said: str) -> dict[str, str]:
    """The lines that somebody pastes into another terminal."""
    return {name: shlex.split(value)[0] if value else ""
            for name, value in re.findall(r"^\s*export (\w+)=(.*)$", said, re.M)}
