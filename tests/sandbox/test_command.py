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
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import boto3
import pytest

from tests.sandbox.stack import zipped

SECONDS_TO_START = 5
COMMAND = [sys.executable, "-m", "eventbridge_notifier", "sandbox"]


@contextmanager
def started(*options: str, environ: Mapping[str, str] | None = None
            ) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The running command and its URL."""
    process = subprocess.Popen([*COMMAND, *options], env={**os.environ, **(environ or {})},
                               text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    try:
        assert process.stdout is not None
        # With --verbose the making of its own user comes first.
        lines = (process.stdout.readline() for _ in range(20))
        found = next((one for line in lines
                      if (one := re.search(r"http://127\.0\.0\.1:\d+", line))), None)
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
    assert f"port {port} cannot be used" in result.stderr
    assert "Traceback" not in result.stderr


def exported(process: subprocess.Popen[str]) -> dict[str, str]:
    """The variables that the guide exports."""
    assert process.stdout is not None
    lines = []
    for line in process.stdout:
        lines.append(line)
        if "Ctrl-C ends it" in line:
            break
    return {found[1]: found[2].strip("'") for line in lines
            if (found := re.match(r"  export (\w+)=(.*)", line))}


def test_the_guide_makes_one_an_administrator_and_not_the_root_user() -> None:
    with started() as (process, url):
        environ = exported(process)
        keys = {"aws_access_key_id": environ["AWS_ACCESS_KEY_ID"],
                "aws_secret_access_key": environ["AWS_SECRET_ACCESS_KEY"]}
        assert environ["AWS_ENDPOINT_URL"] == url
        sts = boto3.client("sts", endpoint_url=url, region_name=environ["AWS_REGION"], **keys)
        assert sts.get_caller_identity()["Arn"] == "arn:aws:iam::123456789012:user/sandbox-admin"
        boto3.client("dynamodb", endpoint_url=url, region_name="eu-west-1", **keys).list_tables()
        ended(process)


def test_the_guide_says_where_terraform_finds_its_provider(tmp_path: Path) -> None:
    mirror = tmp_path / "mirror"
    (mirror / "registry.terraform.io/hashicorp/aws/5.100.0").mkdir(parents=True)
    environ = {"EVENTBRIDGE_NOTIFIER_PROVIDERS": str(mirror), "HOME": str(tmp_path),
               "TF_CLI_CONFIG_FILE": ""}
    with started(environ=environ) as (process, _):
        config = Path(exported(process)["TF_CLI_CONFIG_FILE"])
        assert str(mirror) in config.read_text()
        ended(process)
    assert not config.exists()


@pytest.mark.parametrize(("region", "hint"), [("mars", ""), ("eu-west-11", "eu-west-1?")])
def test_a_region_that_aws_does_not_have_is_refused(region: str, hint: str) -> None:
    result = subprocess.run([*COMMAND, "--region", region], capture_output=True, text=True,
                            timeout=30)
    assert result.returncode == 2
    assert f"AWS has no region '{region}'" in result.stderr
    assert hint in result.stderr


@pytest.mark.parametrize(("option", "explained"), [
    ("--explain", {"near"}), ("--explain=all", {"near", "far"}), ("", set())])
def test_near_misses_are_explained_or_every_rule(option: str, explained: set[str]) -> None:
    with started(*filter(None, [option])) as (process, url):
        events = client("events", url)
        for name, type in (("near", "order"), ("far", "return")):
            events.put_rule(Name=name, EventPattern=json.dumps({
                "source": ["shop"], "detail-type": [type], "detail": {"total": [1]}}))
        events.put_events(Entries=[{"Source": "shop", "DetailType": "order",
                                    "Detail": '{"total":2}'}])
        lines = ended(process)
    found = set(re.findall(r"no-match +(\w+): ", lines))
    assert found == explained


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
