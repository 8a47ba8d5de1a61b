"""`reconcile` of the module, applied for real: the schedule, the function, its role, the alarm."""

from __future__ import annotations

import gzip
import json
import shutil
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from eventbridge_notifier.events.trail_layout import Layout
from eventbridge_notifier.sandbox.app import Sandbox
from eventbridge_notifier.sandbox.terraform.runner import Terraform

from tests.terraform.stacks import LEFT_OUT, ROOT

pytestmark = pytest.mark.slow
NAME, REGION, ACCOUNT = "eventbridge-notifier", "eu-west-1", "123456789012"
BUCKET = f"{NAME}-trail-{ACCOUNT}-{REGION}"
FUNCTION = f"{NAME}-reconcile"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/{FUNCTION}-{REGION}"
STACK = """
provider "aws" { region = "eu-west-1" }

module "notifier" {
  source = "./modules/eventbridge_notifier"

  alarm_actions       = ["arn:aws:sns:eu-west-1:123456789012:on-call"]
  reconcile           = { enabled = true, hours = 1 }
  deletion_protection = false
  force_destroy       = true
  watches             = { keys = { event_pattern = jsonencode({
    source = ["aws.iam"], detail = { eventName = ["CreateAccessKey"] } }) } }
}
"""


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    folder = tmp_path_factory.mktemp("scheduled")
    shutil.copytree(ROOT / "modules", folder / "modules", ignore=LEFT_OUT)
    (folder / "main.tf").write_text(STACK)
    with Sandbox(region=REGION, clock=120.0) as running, \
            Terraform(folder, running.env()) as terraform:
        terraform.init()
        terraform.apply()
        assert terraform.changes() == ""
        yield running
        terraform.destroy()


def log(sandbox: Sandbox, number: int) -> None:
    """A file of the trail, with a call of which nobody told EventBridge."""
    at = datetime.now(UTC) - timedelta(minutes=70)
    record = {"eventVersion": "1.11", "eventSource": "iam.amazonaws.com",
              "eventName": "CreateAccessKey", "eventType": "AwsApiCall", "awsRegion": REGION,
              "eventTime": f"{at:%Y-%m-%dT%H:%M:%SZ}", "eventID": f"unsent-{number}",
              "recipientAccountId": ACCOUNT, "readOnly": False, "managementEvent": True,
              "userIdentity": {"type": "Root", "arn": f"arn:aws:iam::{ACCOUNT}:root"}}
    sandbox.client("s3").put_object(
        Bucket=BUCKET, Body=gzip.compress(json.dumps({"Records": [record]}).encode()),
        Key=Layout(BUCKET).file(ACCOUNT, REGION, at, f"{number:016d}"))


def waited(found: Callable[[], bool]) -> bool:
    end = time.monotonic() + 240
    while not found() and time.monotonic() < end:
        time.sleep(0.5)
    return found()


def state(sandbox: Sandbox) -> str:
    (alarm,) = sandbox.client("cloudwatch").describe_alarms(
        AlarmNames=[f"{NAME}-missing"])["MetricAlarms"]
    return str(alarm["StateValue"])


def invoked(sandbox: Sandbox) -> Any:
    answer = sandbox.client("lambda").invoke(FunctionName=FUNCTION)
    body = json.loads(answer["Payload"].read())
    assert "FunctionError" not in answer, body
    return body


def test_the_schedule_finds_what_is_missing_and_the_alarm_rings(sandbox: Sandbox) -> None:
    assert waited(lambda: state(sandbox) == "OK")
    log(sandbox, 1)
    assert waited(lambda: state(sandbox) == "ALARM")


def test_the_function_says_which_records_are_missing(sandbox: Sandbox) -> None:
    log(sandbox, 2)
    found = invoked(sandbox)
    (watch,) = found["watches"]
    assert found["missing"] == watch["missing"] >= 1
    assert watch["reasons"] == {"the rule was put later": found["missing"]}


def test_its_role_may_do_what_it_did_and_nothing_else(sandbox: Sandbox) -> None:
    invoked(sandbox)
    client = sandbox.client("iam")
    policy = client.get_role_policy(RoleName=ROLE.rpartition("/")[2], PolicyName="compare")
    granted = {action for one in policy["PolicyDocument"]["Statement"]
               for action in ([one["Action"]] if isinstance(one["Action"], str) else one["Action"])}
    used = {action for action, _ in sandbox.used_permissions.of(ROLE)}
    assert granted - used <= {
        "events:ListTagsForResource",  # of rules that are disabled
        "sqs:SendMessage",  # of invokes that failed
        "xray:PutTelemetryRecords", "xray:PutTraceSegments", "logs:CreateLogStream",
        "logs:PutLogEvents", "kms:Decrypt"}
