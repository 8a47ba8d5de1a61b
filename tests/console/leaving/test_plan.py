"""A plan's JSON says what would be destroyed that holds data, and what to do before, in order."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from click.testing import CliRunner, Result
from eventbridge_notifier.cli.main import main
from eventbridge_notifier.console.leaving import plan
from eventbridge_notifier.console.leaving.steps import steps
from hypothesis import given
from hypothesis import strategies as st

from tests.house.repository import ROOT

ARN = "arn:aws:{}:eu-west-1:111122223333:{}"
TABLE = ("module.notifier.aws_dynamodb_table.this", "aws_dynamodb_table",
         {"name": "audit", "deletion_protection_enabled": True})
BUCKET = ("module.notifier.module.spill_bucket.aws_s3_bucket.this", "aws_s3_bucket",
          {"bucket": "audit-spill", "force_destroy": False})
KEY = ("module.notifier.module.key.aws_kms_key.this[0]", "aws_kms_key",
       {"key_id": "1234", "deletion_window_in_days": 30})
QUEUE = ("module.notifier.aws_sqs_queue.dead_letter", "aws_sqs_queue",
         {"arn": ARN.format("sqs", "audit-dead-letter"),
          "url": "https://sqs.eu-west-1.amazonaws.com/111122223333/audit-dead-letter"})
RULE = ("module.notifier.aws_cloudwatch_event_rule.this", "aws_cloudwatch_event_rule",
        {"arn": ARN.format("events", "rule/audit-root"), "name": "audit-root",
         "event_bus_name": "default"})
RECORDER = ("module.notifier.aws_lambda_function.recorder", "aws_lambda_function",
            {"arn": ARN.format("lambda", "function:audit-recorder"),
             "function_name": "audit-recorder"})
ROLE = ("module.notifier.aws_iam_role.recorder", "aws_iam_role", {"name": "audit-recorder"})
STACK = (TABLE, BUCKET, KEY, QUEUE, RULE, RECORDER, ROLE)
# What the modules make and can make again, with nothing in it that is not in the configuration.
WITHOUT_DATA = re.compile(
    "aws_(iam_.*|lambda_.*|sns_.*|kms_alias|s3_bucket_.*|cloudwatch_metric_alarm"
    "|cloudwatch_event_(api_destination|connection|permission|rule|target|bus|bus_policy)"
    "|cloudwatch_dashboard|route53_record|apigatewayv2_.*|scheduler_.*)|terraform_data")


Resource = tuple[str, str, dict[str, Any]]


def shown(*resources: Resource, actions: tuple[str, ...] = ("delete",)) -> str:
    return json.dumps({"resource_changes": [
        {"address": address, "type": kind, "mode": "managed",
         "change": {"actions": actions, "before": before}} for address, kind, before in resources]})


def leave(text: str, *options: str) -> Result:
    return CliRunner().invoke(main, ["leave", "-", *options], input=text)


def test_every_type_that_the_modules_make_is_known_to_hold_data_or_not() -> None:
    made = {kind for file in ROOT.glob("modules/**/*.tf")
            for kind in re.findall(r'^resource "(\w+)"', file.read_text(), re.M)}
    assert len(made) > 20
    assert {kind for kind in made if not WITHOUT_DATA.fullmatch(kind)} == set(plan.HOLDERS)


def test_what_holds_data_is_named_with_its_protection() -> None:
    found = plan.read(shown(*STACK))
    assert found.destroyed == len(STACK)
    assert {one.address: one.lift for one in found.held} == {
        TABLE[0]: "deletion_protection = false", BUCKET[0]: "force_destroy = true",
        KEY[0]: "", QUEUE[0]: ""}
    assert found.stacks == (("audit", "eu-west-1"),)


def test_a_replacement_destroys_too_and_an_update_does_not() -> None:
    assert plan.read(shown(TABLE, actions=("delete", "create"))).held
    assert plan.read(shown(TABLE, actions=("create", "delete"))).held
    assert not plan.read(shown(TABLE, actions=("update",))).held


def test_protection_is_lifted_before_the_draining_and_drained_before_the_destroy() -> None:
    titles = [step.title for step in steps(plan.read(shown(*STACK)), "leave.json")]
    assert titles == [
        "Copy what you want to keep.", "Lift the protection, and apply.",
        "Stop new events, and record those that wait.", "Destroy.", "Changed your mind?"]


def test_a_setting_is_told_once_for_each_module() -> None:
    another = (BUCKET[0].replace("spill", "trail"), *BUCKET[1:])
    lift = next(step for step in steps(plan.read(shown(BUCKET, another, TABLE)), "leave.json")
                if "Lift" in step.title)
    assert lift.commands == ("force_destroy = true  # in module.notifier",
                             "deletion_protection = false  # in module.notifier", "terraform apply")


def test_the_command_names_addresses_settings_and_commands() -> None:
    result = leave(shown(*STACK))
    assert result.exit_code == 1
    for words in (TABLE[0], "records", "deletion_protection = false", "audit (eu-west-1)",
                  "eventbridge-notifier leave - --drain --yes", "terraform destroy"):
        assert words in result.output


def test_nothing_stands_in_the_way_of_what_is_lifted() -> None:
    lifted = (*TABLE[:2], {**TABLE[2], "deletion_protection_enabled": False})
    result = leave(shown(lifted, KEY))
    assert result.exit_code == 0
    assert "Lift the protection" not in result.output
    assert "cancel-key-deletion --key-id 1234" in result.output


def test_a_plan_that_destroys_no_data_says_so() -> None:
    result = leave(shown(ROLE))
    assert result.exit_code == 0
    assert "none of them holds data" in result.output


def test_scripts_get_json() -> None:
    told = json.loads(leave(shown(*STACK), "--json").output)
    assert [one["lift"] for one in told["held"]] == [
        "deletion_protection = false", "force_destroy = true", "", ""]


@pytest.mark.parametrize("text", [
    "", "{", "[]", "null", "3", "{}", '{"resource_changes": 1}', '{"resource_changes": [{}]}',
    '{"resource_changes": null}', "[" * 100_000])
def test_what_is_no_plan_is_refused_with_the_way_to_make_one(text: str) -> None:
    result = leave(text)
    assert result.exit_code == 2
    assert "terraform show -json" in result.stderr
    assert "Traceback" not in result.output


def test_a_plan_as_terraform_saves_it_is_refused_with_the_way_to_show_it(tmp_path: Any) -> None:
    (tmp_path / "plan").write_bytes(b"PK\x03\x04\xff\xfe")
    result = CliRunner().invoke(main, ["leave", str(tmp_path / "plan")])
    assert result.exit_code == 2
    assert "terraform show -json" in result.stderr


NAMES = st.sampled_from(["name", "arn", "url", "bucket", "key_id", "function_name",
                         "event_bus_name", "force_destroy", "deletion_window_in_days"])
JSON = st.recursive(st.none() | st.booleans() | st.integers() | st.sampled_from(["", "a-recorder"]),
                    lambda below: st.lists(below, max_size=3) | st.dictionaries(NAMES, below),
                    max_leaves=8)


@given(JSON, st.sampled_from([*plan.HOLDERS, *(kind for _, kind, _ in STACK)]))
def test_a_plan_that_is_not_as_expected_is_refused_without_a_traceback(
        before: Any, kind: str) -> None:
    result = leave(shown(("a.b", kind, before)))
    assert result.exit_code in (0, 1, 2)
    assert result.exception is None or isinstance(result.exception, SystemExit)
