"""`eventbridge-notifier sandbox`: starts fast, on loopback alone, and leaves nothing behind."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import boto3

from tests.sandbox.stack import zipped

SECONDS_TO_START = 5
COMMAND = [sys.executable, "-m", "eventbridge_notifier", "sandbox"]


@contextmanager
def started(*options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The running command and its URL."""
    process = subprocess.Popen([*COMMAND, *options], text=True,
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    try:
        assert process.stdout is not None
        found = re.search(r"http://127\.0\.0\.1:\d+", process.stdout.readline())
        assert found
        yield process, found[0]
    finally:
        process.kill()
        process.wait()


def ended(process: subprocess.Popen[str]) -> str:
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=10) == 0
    assert process.stdout is not None
    return process.stdout.read()


def test_it_answers_within_seconds_and_ends_on_ctrl_c() -> None:
    start = time.monotonic()
    with started() as (process, url):
        assert time.monotonic() - start < SECONDS_TO_START
        assert client("sts", url).get_caller_identity()["Account"] == "123456789012"
        assert "AWS_ENDPOINT_URL=" + url in ended(process)


def test_each_event_is_a_line_and_no_process_stays_behind() -> None:
    with started("--verbose") as (process, url):
        role = client("iam", url).create_role(
            RoleName="role", AssumeRolePolicyDocument="{}")["Role"]["Arn"]
        functions = client("lambda", url)
        functions.create_function(
            FunctionName="f", Runtime="python3.13", Role=role, Handler="code.handle",
            Code={"ZipFile": zipped("import os\ndef handle(event, context): return os.getpid()")})
        answer = functions.invoke(FunctionName="f")
        pid = json.loads(answer["Payload"].read())
        said = ended(process)
    assert "CreateFunction20150331 in 123456789012 eu-west-1: no event" in said
    assert not alive(pid)


def test_it_listens_on_loopback_alone() -> None:
    with started() as (process, url):
        port = int(url.rpartition(":")[2])
        listening = listeners(port)
        assert listening == ["0100007F"], "the address 127.0.0.1, as the kernel writes it"
        ended(process)


def test_a_port_that_is_taken_is_said_so() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = subprocess.run([*COMMAND, "--port", str(port)], capture_output=True, text=True,
                                timeout=30)
    assert result.returncode == 2
    assert f"port {port} cannot be had" in result.stderr
    assert "Traceback" not in result.stderr


def client(service: str, url: str):  # type: ignore[no-untyped-def]
    return boto3.client(service, endpoint_url=url, region_name="eu-west-1",
                        aws_access_key_id="123456789012", aws_secret_access_key="x")


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def listeners(port: int) -> list[str]:
    """Local addresses that listen on a port, from the kernel's table."""
    rows = [line.split() for file in ("/proc/net/tcp", "/proc/net/tcp6")
            for line in Path(file).read_text().splitlines()[1:]]
    return [row[1].rpartition(":")[0] for row in rows
            if row[1].endswith(f":{port:04X}") and row[3] == "0A"]
