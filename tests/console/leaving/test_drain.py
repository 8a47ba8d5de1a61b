"""Draining stops new events and has those that wait recorded, before their queues are destroyed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.console.conftest import Deployed
from tests.console.events import ACCOUNT, REGION
from tests.console.leaving.test_plan import shown
from tests.console.redrive.letters import (
    WATCH,
    an_event,
    dead_letter,
    failed_invoke,
    queue,
    recorded,
    waiting,
)


def plan_of(of: Deployed, folder: Path, *queues: str) -> str:
    """The plan that destroys the deployment, as a file; `queues` are URLs of others."""
    arn = f"arn:aws:{{}}:{REGION}:{ACCOUNT}:{{}}"
    rule = f"{of.name}-{WATCH}"
    file = folder / "leave.json"
    file.write_text(shown(
        ("module.n.aws_lambda_function.r", "aws_lambda_function", {
            "arn": arn.format("lambda", f"function:{of.name}-recorder"),
            "function_name": f"{of.name}-recorder"}),
        ("module.n.aws_cloudwatch_event_rule.r", "aws_cloudwatch_event_rule", {
            "arn": arn.format("events", f"rule/{rule}"), "name": rule,
            "event_bus_name": "default"}),
        *((f"module.n.aws_sqs_queue.q{number}", "aws_sqs_queue", {
            "arn": arn.format("sqs", url.rsplit("/", 1)[-1]), "url": url})
          for number, url in enumerate((queue(of), *queues)))))
    return str(file)


def rule_state(of: Deployed) -> Any:
    return of.client("events").describe_rule(Name=f"{of.name}-{WATCH}")["State"]


def test_without_yes_it_only_looks(empty: Deployed, tmp_path: Path) -> None:
    dead_letter(empty, json.dumps(an_event(1)))
    result = empty.run("leave", plan_of(empty, tmp_path), "--drain")
    assert result.exit_code == 1
    assert f"{empty.name}-dead-letter" in result.stdout
    assert "--yes" in result.stdout
    assert waiting(empty) == 1
    assert rule_state(empty) == "ENABLED"


def test_rules_are_disabled_and_what_waits_is_recorded(empty: Deployed, tmp_path: Path) -> None:
    dead_letter(empty, json.dumps(an_event(1)))
    failed_invoke(empty, an_event(2))
    result = empty.run("leave", plan_of(empty, tmp_path), "--drain", "--yes")
    assert result.exit_code == 0, result.output
    assert rule_state(empty) == "DISABLED"
    assert waiting(empty) == 0
    assert len(recorded(empty)) == 2
    assert "Nothing waits" in result.stdout


def test_what_the_recorder_did_not_take_in_time_is_named(empty: Deployed, tmp_path: Path) -> None:
    sqs = empty.client("sqs")
    before = sqs.create_queue(QueueName=f"{empty.name}-events")["QueueUrl"]
    sqs.send_message(QueueUrl=before, MessageBody="{}")
    result = empty.run("leave", plan_of(empty, tmp_path, before), "--drain", "--yes",
                       "--minutes", "0")
    assert result.exit_code == 1
    assert f"{empty.name}-events" in result.stdout
    assert "These would be destroyed" in result.stdout


def test_what_is_gone_already_holds_nothing_up(empty: Deployed, tmp_path: Path) -> None:
    plan = plan_of(empty, tmp_path)
    empty.client("sqs").delete_queue(QueueUrl=queue(empty))
    events = empty.client("events")
    events.remove_targets(Rule=f"{empty.name}-{WATCH}", Ids=["recorder"])
    events.delete_rule(Name=f"{empty.name}-{WATCH}")
    assert empty.run("leave", plan, "--drain", "--yes").exit_code == 0


def test_a_recorder_that_is_gone_is_said(empty: Deployed, tmp_path: Path) -> None:
    empty.client("lambda").delete_function(FunctionName=f"{empty.name}-recorder")
    result = empty.run("leave", plan_of(empty, tmp_path), "--drain", "--yes")
    assert result.exit_code == 2
    assert f"there is no function {empty.name}-recorder" in result.stderr
