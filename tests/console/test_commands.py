"""The commands, as a person and a script use them."""

from __future__ import annotations

import csv
import io
import json
import random
import re
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import requests

from tests.console.conftest import Deployed
from tests.console.events import ACCOUNT, REGION, event

WATCH = "python38-functions"


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_records_of_a_watch_newest_first(here: Deployed) -> None:
    result = here.run("records", "--watch", WATCH, "--json")
    assert result.exit_code == 0, result.output
    wanted = [one["detail"]["eventID"] for name, one in here.stored if name == WATCH]
    found = lines(result.stdout)
    assert sorted(one["id"] for one in found) == sorted(wanted)
    assert [one["time"] for one in found] == sorted((one["time"] for one in found), reverse=True)


def test_records_as_a_table_for_people(here: Deployed) -> None:
    result = here.run("records", "--watch", "failed-sign-ins")
    head, *rows = result.stdout.splitlines()
    assert head.split() == [
        "time", "watch", "event", "outcome", "actor", "region", "account", "id"]
    assert len(rows) == sum(name == "failed-sign-ins" for name, _ in here.stored)
    assert all("ConsoleLogin" in row for row in rows)


def test_records_as_csv_with_a_promoted_field(here: Deployed) -> None:
    result = here.run("records", "--field", "runtime=python3.8", "--since", "24h", "--csv",
                      "--show", "functionName")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert rows
    assert {row["runtime"] for row in rows} == {"python3.8"}
    assert all(row["functionName"].startswith("report-") for row in rows)


def test_records_between_two_times_of_one_actor(here: Deployed) -> None:
    result = here.run("records", "--between", "22h", "1h", "--actor", "user/alice", "--json")
    assert lines(result.stdout)
    assert {one["actor"] for one in lines(result.stdout)} == {f"arn:aws:iam::{ACCOUNT}:user/alice"}


def test_records_are_limited_when_asked(here: Deployed) -> None:
    assert len(lines(here.run("records", "--limit", "3", "--json").stdout)) == 3


def test_a_scan_finds_whatever_is_stored_and_is_warned_of(empty: Deployed) -> None:
    old = event(WATCH, datetime(2020, 1, 1, tzinfo=UTC), random.Random(3))
    empty.store([(WATCH, old)])
    result = empty.run("records", "--scan", "--actor", "arn", "--json", "--name", empty.name)
    assert "reads the whole table" in result.stderr
    assert [one["id"] for one in lines(result.stdout)] == [old["detail"]["eventID"]]


def test_nothing_found_is_said_and_how_far_it_looked(here: Deployed) -> None:
    result = here.run("records", "--text", "no such words anywhere")
    assert (result.exit_code, result.stdout) == (0, "")
    assert f"no record matches; {len(here.stored)} looked at, back to 20" in result.stderr


@pytest.mark.parametrize("arguments", [
    ("--since", "yesterday"), ("--between", "now", "2h"), ("--field", "runtime"),
    ("--between", "2026-13-01", "now")])
def test_bad_input_is_refused_in_words(here: Deployed, arguments: tuple[str, ...]) -> None:
    result = here.run("records", *arguments)
    assert result.exit_code == 2
    assert "eventbridge-notifier: " in result.stderr
    assert "Traceback" not in result.stderr


def test_a_deployment_that_is_not_there_is_said(here: Deployed) -> None:
    for command in (("records",), ("health",), ("console", "--print-policy")):
        result = here.run(*command, "--name", "elsewhere")
        assert result.exit_code == 2
        assert "--name" in result.stderr


def test_no_credentials_are_said(here: Deployed) -> None:
    environ = {**here.sandbox.env(), "AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": "",
               "AWS_CONFIG_FILE": "/nowhere", "AWS_SHARED_CREDENTIALS_FILE": "/nowhere",
               "HOME": "/nowhere", "PATH": ""}
    done = subprocess.run([sys.executable, "-m", "eventbridge_notifier", "records"], env=environ,
                          capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    assert "no AWS credentials" in done.stderr


def test_an_event_is_shown_whole_with_its_important_parts_first(here: Deployed) -> None:
    wanted = next(one for name, one in here.stored if name == WATCH)
    result = here.run("records", "show", wanted["detail"]["eventID"])
    assert result.exit_code == 0, result.output
    head, tail = result.stdout.split("The event\n")
    assert wanted["detail"]["userIdentity"]["arn"] in head
    assert "python3.8" in head
    assert WATCH in head
    assert json.loads(tail) == wanted


def test_an_event_is_shown_to_scripts(here: Deployed) -> None:
    wanted = here.stored[0][1]
    id = wanted.get("detail", {}).get("eventID", wanted["id"])
    assert json.loads(here.run("records", "show", id, "--event").stdout) == wanted
    told = json.loads(here.run("records", "show", "--json", id).stdout)
    assert told["event"] == wanted
    assert [one["watch"] for one in told["records"]] == [here.stored[0][0]]


def test_a_record_that_is_not_there_is_said(here: Deployed) -> None:
    result = here.run("records", "show", "nothing")
    assert result.exit_code == 2
    assert "nothing is recorded under" in result.stderr


def test_a_record_that_steers_terminals_is_harmless(empty: Deployed) -> None:
    made = event(WATCH, datetime.now(UTC), random.Random(5), functionName="\x1b]0;x\x07\u202e")
    made["detail"]["userIdentity"]["arn"] = "\x1b[2J\u202euser/eve"
    empty.store([(WATCH, made)])
    for command in (("records",), ("records", "show", made["detail"]["eventID"])):
        result = empty.run(*command, "--name", empty.name)
        assert "\x1b" not in result.stdout
        assert "\u202e" not in result.stdout
        assert "\\u001b[2J" in result.stdout


def test_following_shows_what_arrives(empty: Deployed) -> None:
    first = event(WATCH, datetime.now(UTC), random.Random(1))
    empty.store([(WATCH, first)])
    command = [sys.executable, "-m", "eventbridge_notifier", "records", "--follow", "--json",
               "--name", empty.name]
    with subprocess.Popen(command, env={**empty.sandbox.env(), "PATH": ""}, text=True,
                          stdout=subprocess.PIPE) as following:
        assert following.stdout is not None
        try:
            assert json.loads(following.stdout.readline())["id"] == first["detail"]["eventID"]
            second = event(WATCH, datetime.now(UTC), random.Random(2))
            empty.store([(WATCH, second)])
            assert json.loads(following.stdout.readline())["id"] == second["detail"]["eventID"]
        finally:
            following.terminate()


def test_health_says_what_is_wrong_and_exits_with_one(empty: Deployed) -> None:
    result = empty.run("health", "--name", empty.name)
    assert result.exit_code == 1
    assert "no API call reaches a rule" in result.stdout
    told = json.loads(empty.run("health", "--name", empty.name, "--json").stdout)
    assert not told["healthy"]
    levels = {one["check"]: one["level"] for one in told["findings"]}
    assert (levels["trail"], levels["rules"], levels["recorder"]) == ("bad", "ok", "ok")


def test_health_sees_a_rule_that_was_disabled(empty: Deployed) -> None:
    empty.client("events").disable_rule(Name=f"{empty.name}-{WATCH}")
    result = empty.run("health", "--name", empty.name)
    assert f"disabled: {empty.name}-{WATCH}" in result.stdout


def test_health_knows_its_rules_from_a_neighbours(empty: Deployed) -> None:
    """The rules of audit-prod begin with audit-, too."""
    events = empty.client("events")
    other = f"{empty.name}-prod"
    events.put_rule(Name=f"{other}-x", EventPattern='{"source": ["x"]}', State="DISABLED")
    events.put_targets(Rule=f"{other}-x", Targets=[{
        "Id": "recorder", "Arn": f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:{other}-recorder"}])
    result = empty.run("health", "--name", empty.name, "--json")
    (rules,) = (one for one in json.loads(result.stdout)["findings"] if one["check"] == "rules")
    assert (rules["level"], rules["message"]) == ("ok", "3 enabled")
    events.remove_targets(Rule=f"{other}-x", Ids=["recorder"])
    events.delete_rule(Name=f"{other}-x")


def test_health_reads_what_people_were_not_told_and_what_is_off_on_purpose(empty: Deployed
                                                                           ) -> None:
    events, sqs, sns = (empty.client(name) for name in ("events", "sqs", "sns"))
    topic = sns.create_topic(Name=f"{empty.name}-ops")["TopicArn"]
    events.put_targets(Rule=f"{empty.name}-{WATCH}", Targets=[{"Id": "ops", "Arn": topic}])
    queue = sqs.create_queue(QueueName=f"{empty.name}-undelivered")["QueueUrl"]
    sqs.create_queue(QueueName=f"{empty.name}-dead-letter-mine")
    sqs.send_message(QueueUrl=queue, MessageBody="{}")
    rule = events.describe_rule(Name=f"{empty.name}-root-activity")["Arn"]
    events.tag_resource(ResourceARN=rule, Tags=[{"Key": "DisabledOnPurpose", "Value": "true"}])
    events.disable_rule(Name=f"{empty.name}-root-activity")
    told = empty.run("health", "--name", empty.name).stdout
    assert f"nobody is subscribed to {empty.name}-ops" in told
    assert f"1 in {empty.name}-undelivered" in told
    assert f"{empty.name}-dead-letter-mine has the name of a dead-letter queue" in told
    assert f"2 enabled; disabled on purpose: {empty.name}-root-activity" in told


def test_health_sees_deliveries_that_failed_on_another_bus(empty: Deployed) -> None:
    events, cloudwatch = empty.client("events"), empty.client("cloudwatch")
    bus, rule = f"{empty.name}-tickets", f"{empty.name}-tickets"
    events.create_event_bus(Name=bus)
    events.put_rule(Name=rule, EventBusName=bus, EventPattern='{"source": ["helpdesk"]}')
    for many, more in ((3, [{"Name": "EventBusName", "Value": bus}]), (50, [])):
        cloudwatch.put_metric_data(Namespace="AWS/Events", MetricData=[{
            "MetricName": "FailedInvocations", "Value": many,
            "Timestamp": datetime.now(UTC) - timedelta(hours=1),
            "Dimensions": [*more, {"Name": "RuleName", "Value": rule}]}])  # moto heeds the order
    result = empty.run("health", "--name", empty.name)
    assert "3 from rule to recorder failed" in result.stdout
    events.delete_rule(Name=rule, EventBusName=bus)
    events.delete_event_bus(Name=bus)


def test_health_looks_where_events_are_forwarded_from(empty: Deployed) -> None:
    there = empty.sandbox.client("sqs", "us-east-1")
    url = there.create_queue(QueueName=f"{empty.name}-dead-letter-forward")["QueueUrl"]
    there.send_message(QueueUrl=url, MessageBody="{}")
    result = empty.run("health", "--name", empty.name, "--forwarded-from", "us-east-1",
                       "--forwarded-from", "us-west-2", "--json")
    told = "\n".join(one["message"] for one in json.loads(result.stdout)["findings"]
                     if one["check"] == "dead letters")
    assert f"1 in {empty.name}-dead-letter-forward of us-east-1; run redrive" in told
    assert "us-west-2: no event is forwarded from there" in told
    there.delete_queue(QueueUrl=url)


def test_health_names_the_accounts_that_may_send_home(empty: Deployed) -> None:
    events = empty.client("events")
    before = empty.run("health", "--name", empty.name).stdout
    events.put_permission(StatementId=empty.name, Action="events:PutEvents",
                          Principal="222233334444")
    assert "222233334444" not in before
    assert "accounts admitted: 222233334444" in empty.run("health", "--name", empty.name).stdout
    events.remove_permission(StatementId=empty.name)


def test_the_policy_is_printed_and_reads_only(here: Deployed) -> None:
    result = here.run("console", "--print-policy")
    document = json.loads(result.stdout)
    actions = [action for one in document["Statement"] for action in one["Action"]]
    verbs = {action.split(":")[1] for action in actions}
    assert all(verb.startswith(("Get", "List", "Describe", "Query", "BatchGet", "Scan"))
               for verb in verbs)
    scanned = [one["Resource"] for one in document["Statement"] if "dynamodb:Scan" in one["Action"]]
    assert [name.rpartition("/")[2] for names in scanned for name in names] == [
        f"{here.name}-alert-state"], "the table of records is never scanned"
    assert not any("*" in action for action in actions)
    everywhere = [one["Sid"] for one in document["Statement"] if one["Resource"] == ["*"]]
    assert everywhere == ["Lists"]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_page_is_served_until_it_is_ended(here: Deployed, number: int) -> None:
    command = [sys.executable, "-m", "eventbridge_notifier", "console", "--port", "0"]
    with subprocess.Popen(command, env={**here.sandbox.env(), "PATH": ""}, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE) as serving:
        assert serving.stdout is not None
        address = re.search(r"http://127\.0\.0\.1:\d+/", serving.stdout.readline())
        assert address
        assert requests.get(address[0], timeout=10).status_code == 200
        serving.send_signal(number)
        _, errors = serving.communicate(timeout=10)
    assert (serving.returncode, errors) == (0, "")


def heeding_ctrl_c() -> None:
    """As in a terminal: a background job of a script ignores it, and so do its children."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.parametrize("pause", [0.0, 0.02, 0.1])
def test_ctrl_c_pressed_twice_ends_a_follower_without_a_traceback(here: Deployed, pause: float
                                                                  ) -> None:
    command = [sys.executable, "-m", "eventbridge_notifier", "records", "--follow", "--since",
               "24h", "--name", here.name]
    with subprocess.Popen(command, env={**here.sandbox.env(), "PATH": ""}, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          preexec_fn=heeding_ctrl_c) as following:
        assert following.stdout is not None
        assert following.stdout.readline()
        following.send_signal(signal.SIGINT)
        time.sleep(pause)
        following.send_signal(signal.SIGINT)
        try:
            _, errors = following.communicate(timeout=20)
        finally:
            following.kill()
    assert (following.returncode in (130, -signal.SIGINT), errors) == (True, "")
