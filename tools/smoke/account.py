"""What the smoke test does beside Terraform: looks around, creates functions."""

from __future__ import annotations

import io
import json
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from typing import Any

from botocore.exceptions import ClientError
from eventbridge_notifier.aws.services.retiring import LAMBDA_RUNTIMES

# In the order of preference; the first that AWS still takes.
WATCHED = ("python3.8", "python3.11", "python3.12")
OTHER = ("java17", "java21")
ROLE_SECONDS, PAUSE = 60.0, 3.0  # how long a new role takes to be known everywhere
TRUST = json.dumps({"Version": "2012-10-17", "Statement": [{
    "Effect": "Allow", "Action": "sts:AssumeRole",
    "Principal": {"Service": "lambda.amazonaws.com"}}]})

Clients = Callable[[str], Any]


def creatable(runtimes: tuple[str, ...], today: date) -> str:
    """The first runtime on which AWS creates functions on that day."""
    return next((one for one in runtimes if one not in LAMBDA_RUNTIMES
                 or today < date.fromisoformat(LAMBDA_RUNTIMES[one][0])), runtimes[-1])


def has_trail(clients: Clients) -> str:
    """The name of a trail that logs every region; empty where there is none."""
    cloudtrail = clients("cloudtrail")
    for trail in cloudtrail.describe_trails()["trailList"]:
        if trail.get("IsMultiRegionTrail") and cloudtrail.get_trail_status(
                Name=trail["TrailARN"])["IsLogging"]:
            return str(trail["Name"])
    return ""


@contextmanager
def functions(clients: Clients, runtimes: dict[str, str], role: str) -> Iterator[None]:
    """Creates functions, name to runtime, that do nothing; they are gone afterwards."""
    iam, client = clients("iam"), clients("lambda")
    with ExitStack() as stack:
        made = iam.create_role(RoleName=role, AssumeRolePolicyDocument=TRUST)["Role"]["Arn"]
        stack.callback(iam.delete_role, RoleName=role)
        for name, runtime in runtimes.items():
            _create(client, name, runtime, made)
            stack.callback(client.delete_function, FunctionName=name)
            print(f"created the function {name} on {runtime}", flush=True)
        yield


def _create(client: Any, name: str, runtime: str, role: str) -> None:
    end = time.monotonic() + ROLE_SECONDS
    while True:
        try:
            client.create_function(FunctionName=name, Runtime=runtime, Role=role,
                                   Handler="report.handle", Code={"ZipFile": _a_zip()})
            return
        except ClientError as error:
            if "role" not in str(error) or time.monotonic() > end:
                raise
        time.sleep(PAUSE)


def recorded(clients: Clients, table: str) -> list[str]:
    """The names of the functions that the table has records of."""
    pages = clients("dynamodb").get_paginator("scan").paginate(
        TableName=table, ProjectionExpression="functionName")
    return [item["functionName"]["S"] for page in pages for item in page["Items"]
            if "functionName" in item]


def _a_zip() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("report.py", "def handle(event, context):\n    return event\n")
    return buffer.getvalue()
