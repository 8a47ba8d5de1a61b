"""The commands on what Terraform made of the module, with a sandbox in a process of its own."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from typing import Any

import boto3
import pytest
from eventbridge_notifier.sandbox.terraform.runner import Terraform

from tests.console.conftest import allow
from tests.console.events import ACCOUNT, REGION
from tools.demo import chain as demo

COMMAND = [sys.executable, "-m", "eventbridge_notifier"]
NAME = "eventbridge-notifier"
Environ = dict[str, str]


@pytest.fixture(scope="module")
def sandbox_url() -> Iterator[str]:
    with subprocess.Popen([*COMMAND, "sandbox", "--region", REGION], text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as running:
        assert running.stdout is not None
        found = next(match for line in running.stdout
                     if (match := re.search(r"http://127\.0\.0\.1:\d+", line)))
        yield found[0]
        running.terminate()


def environ(url: str, key: str = ACCOUNT, secret: str = "sandbox") -> Environ:
    return {"AWS_ENDPOINT_URL": url, "AWS_ACCESS_KEY_ID": key, "AWS_SECRET_ACCESS_KEY": secret,
            "AWS_REGION": REGION, "AWS_DEFAULT_REGION": REGION, "AWS_EC2_METADATA_DISABLED": "true"}


@pytest.fixture(scope="module")
def owner(sandbox_url: str) -> Iterator[Environ]:
    """The owner's environment, once the example is applied and one function was created."""
    told = environ(sandbox_url)
    with demo.workspace() as folder, Terraform(folder, told) as terraform:
        terraform.init()
        terraform.apply(**demo.TEMPORARY)
        client = partial(boto3.client, region_name=REGION, endpoint_url=sandbox_url,
                         aws_access_key_id=ACCOUNT, aws_secret_access_key="sandbox")
        trust = {"Version": "2012-10-17", "Statement": [{
            "Effect": "Allow", "Action": "sts:AssumeRole",
            "Principal": {"Service": "lambda.amazonaws.com"}}]}
        role = client("iam").create_role(
            RoleName="reports", AssumeRolePolicyDocument=json.dumps(trust))["Role"]["Arn"]
        client("lambda").create_function(FunctionName="report", Runtime="python3.8", Role=role,
                                         Handler="report.handle", Code={"ZipFile": demo.a_zip()})
        yield told


@pytest.fixture(scope="module")
def reader(owner: Environ) -> Environ:
    """Somebody who may do what `console --print-policy` prints."""
    client = partial(boto3.client, region_name=REGION, endpoint_url=owner["AWS_ENDPOINT_URL"],
                     aws_access_key_id=ACCOUNT, aws_secret_access_key="sandbox")
    iam = client("iam")
    iam.create_user(UserName="reader")
    allow(client, "reader", json.loads(run(owner, "console", "--print-policy").stdout))
    key = iam.create_access_key(UserName="reader")["AccessKey"]
    return environ(owner["AWS_ENDPOINT_URL"], key["AccessKeyId"], key["SecretAccessKey"])


def run(told: Environ, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*COMMAND, *arguments], env={**os.environ, **told}, text=True,
                          capture_output=True, timeout=120, check=False)


def records(told: Environ) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run(told, "records", "--json").stdout.splitlines()]


@pytest.mark.slow
def test_a_reader_finds_the_record_and_the_event(owner: Environ, reader: Environ) -> None:
    end = time.monotonic() + 60
    while not (found := records(reader)) and time.monotonic() < end:
        time.sleep(1)
    (record,) = found
    assert record["eventName"] == "CreateFunction20150331"
    shown = json.loads(run(reader, "records", "show", record["id"], "--json").stdout)
    assert shown["records"][0]["fields"]["functionName"] == "report"
    assert shown["event"]["detail"]["requestParameters"]["runtime"] == "python3.8"


@pytest.mark.slow
def test_a_deployment_that_is_well_is_called_so(reader: Environ) -> None:
    result = run(reader, "health", "--json")
    found = json.loads(result.stdout)["findings"]
    assert not [one for one in found if one["level"] == "bad"]
    assert not [one for one in found if "could not be read" in one["message"]]
    assert result.returncode == 0


@pytest.mark.slow
def test_nothing_waits_where_nothing_failed(owner: Environ) -> None:
    assert "Nothing waits" in run(owner, "redrive").stdout


@pytest.mark.slow
def test_the_key_that_encrypts_is_in_the_policy(owner: Environ) -> None:
    document = json.loads(run(owner, "console", "--print-policy").stdout)
    (decrypt,) = [one for one in document["Statement"] if one["Action"] == ["kms:Decrypt"]]
    assert decrypt["Resource"][0].startswith(f"arn:aws:kms:{REGION}:{ACCOUNT}:key/")
