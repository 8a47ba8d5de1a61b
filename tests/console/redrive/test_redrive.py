"""Failed events come back: what waits is shown first, what is recorded leaves, the rest stays."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from eventbridge_notifier.console.records.table import Table
from eventbridge_notifier.console.redrive.failure_sources import Queue

from tests.console.conftest import Deployed
from tests.console.events import ACCOUNT, REGION, WATCHES
from tests.console.redrive.letters import (
    REQUEST,
    WATCH,
    an_event,
    crashed,
    dead_letter,
    failed_invoke,
    lines,
    out_of_order,
    queue,
    recorded,
    waiting,
)


def test_without_yes_everything_is_shown_and_nothing_moved(empty: Deployed) -> None:
    dead_letter(empty, json.dumps(an_event(1)))
    failed_invoke(empty, an_event(2))
    result = empty.run("redrive", "--name", empty.name)
    assert result.exit_code == 0
    assert "NO_PERMISSIONS" in result.stdout
    assert "ProvisionedThroughputExceededException" in result.stdout
    assert "Nothing was sent" in result.stdout
    assert recorded(empty) == []
    assert waiting(empty) == 2


def test_with_yes_every_event_is_recorded_as_if_it_had_never_failed(empty: Deployed) -> None:
    dead_letter(empty, json.dumps(an_event(1)))
    failed_invoke(empty, an_event(2))
    result = empty.run("redrive", "--yes", "--json", "--name", empty.name)
    assert result.exit_code == 0
    assert {one["state"] for one in lines(result.stdout)} == {"redriven"}
    assert waiting(empty) == 0
    found = recorded(empty)
    assert {one["id"] for one in found} == {an_event(seed)["detail"]["eventID"] for seed in (1, 2)}
    assert {one["severity"] for one in found} == {WATCHES[WATCH].severity}
    with_fields = Table(empty.client, empty.name).with_fields(found, ["runtime"])
    assert {one["runtime"] for one in with_fields} == {"python3.8"}


def test_events_that_could_not_be_sent_home_are_recorded_too(empty: Deployed) -> None:
    there = empty.sandbox.client("sqs", "us-east-1")
    url = there.create_queue(QueueName=f"{empty.name}-dead-letter-forward")["QueueUrl"]
    rule = f"arn:aws:events:us-east-1:{ACCOUNT}:rule/{empty.name}-{WATCH}"
    there.send_message(QueueUrl=url, MessageBody=json.dumps(an_event(1)), MessageAttributes={
        "RULE_ARN": {"DataType": "String", "StringValue": rule}})
    result = empty.run("redrive", "--yes", "--name", empty.name, "--forwarded-from", "us-east-1")
    assert result.exit_code == 0, result.output
    (found,) = recorded(empty)
    assert (found["watch"], found["severity"]) == (WATCH, WATCHES[WATCH].severity)
    there.delete_queue(QueueUrl=url)


def test_nothing_is_taken_from_a_queue_that_is_only_called_like_ours(empty: Deployed) -> None:
    """Anybody who may create queues could otherwise write records of their choice."""
    sqs = empty.client("sqs")
    url = sqs.create_queue(QueueName=f"{empty.name}-dead-letter-mine")["QueueUrl"]
    forged = {"watch": "root-activity", "severity": "low", "record": {}, "event": an_event(1)}
    sqs.send_message(QueueUrl=url, MessageBody=json.dumps(forged))
    result = empty.run("redrive", "--yes", "--name", empty.name)
    assert result.exit_code == 0
    assert f"warning: the queue {empty.name}-dead-letter-mine is left alone" in \
        result.stderr
    assert recorded(empty) == []
    sqs.delete_queue(QueueUrl=url)


@contextmanager
def forwarded(of: Deployed, region: str = "us-east-1") -> Iterator[Callable[..., None]]:
    """A queue of what could not be sent home; gives a function that puts a letter there."""
    there = of.sandbox.client("sqs", region)
    url = there.create_queue(QueueName=f"{of.name}-dead-letter-forward")["QueueUrl"]

    def put(body: Any, account: str = ACCOUNT, place: str = region, watch: str = WATCH) -> None:
        arn = f"arn:aws:events:{place}:{account}:rule/{of.name}-{watch}"
        there.send_message(QueueUrl=url, MessageBody=json.dumps(body), MessageAttributes={
            "RULE_ARN": {"DataType": "String", "StringValue": arn}})

    yield put
    there.delete_queue(QueueUrl=url)


OTHER = "999999999999"


def test_a_member_account_can_only_bring_back_events_of_its_own(empty: Deployed) -> None:
    """Its owner may put anything into its queue: made-up rules, other accounts' events, inputs."""
    own = an_event(1)
    claims = an_event(2) | {"account": OTHER}
    recipient = an_event(3)
    recipient["detail"]["recipientAccountId"] = OTHER
    named = {"watch": WATCH, "severity": "low", "record": {}, "event": an_event(4)}
    with forwarded(empty) as put:
        put(own)
        put(claims)
        put(recipient)
        put(named)
        put({"requestPayload": named})
        put(an_event(5), account=OTHER)
        put(an_event(6), place="eu-central-1")
        result = empty.run("redrive", "--yes", "--json", "--name", empty.name,
                           "--forwarded-from", "us-east-1")
    assert result.exit_code == 1
    assert sorted(one["state"] for one in lines(result.stdout)) == [
        "redriven", *["unreadable"] * 6]
    assert f"it claims to be an event of account {OTHER}" in result.stdout
    assert [one["id"] for one in recorded(empty)] == [own["detail"]["eventID"]]


def test_what_a_coarse_forwarder_could_not_send_is_recorded_by_the_watches_that_match(
        empty: Deployed) -> None:
    own, unwatched = an_event(1), an_event(2) | {"source": "aws.nobody"}
    with forwarded(empty) as put:
        put(own, watch="forward-writes-1")
        put(unwatched, watch="forward-writes-1")
        result = empty.run("redrive", "--yes", "--json", "--name", empty.name,
                           "--forwarded-from", "us-east-1")
    assert result.exit_code == 0, result.output
    said = {one["watch"]: one["reason"] for one in lines(result.stdout)}
    assert said[""] == "no watch matches it"
    assert [one["id"] for one in recorded(empty)] == [own["detail"]["eventID"]]
    assert recorded(empty)[0]["watch"] in said


def test_a_letter_of_another_deployments_rule_stays(empty: Deployed) -> None:
    arn = f"arn:aws:events:{REGION}:{ACCOUNT}:rule/not-{empty.name}-{WATCH}"
    empty.client("sqs").send_message(
        QueueUrl=queue(empty), MessageBody=json.dumps(an_event(1)), MessageAttributes={
            "RULE_ARN": {"DataType": "String", "StringValue": arn}})
    result = empty.run("redrive", "--yes", "--json", "--name", empty.name)
    assert [one["state"] for one in lines(result.stdout)] == ["unreadable"]
    assert waiting(empty) == 1


def test_a_region_without_a_forwarder_is_said(empty: Deployed) -> None:
    result = empty.run("redrive", "--name", empty.name, "--forwarded-from", "us-west-2")
    assert result.exit_code == 2
    assert "no event is forwarded from there" in result.stderr


def test_nothing_that_waits_is_said(empty: Deployed) -> None:
    assert "Nothing waits" in empty.run("redrive", "--yes", "--name", empty.name).stdout


def test_what_cannot_be_recorded_stays_and_takes_nothing_along(empty: Deployed) -> None:
    dead_letter(empty, "no event at all")
    dead_letter(empty, json.dumps(an_event(1)))
    result = empty.run("redrive", "--yes", "--json", "--name", empty.name)
    assert result.exit_code == 1
    assert sorted(one["state"] for one in lines(result.stdout)) == ["redriven", "unreadable"]
    assert waiting(empty) == 1
    assert len(recorded(empty)) == 1


@pytest.mark.slow
def test_a_run_that_failed_is_run_again_and_records_each_event_once(empty: Deployed) -> None:
    for seed in range(1, 6):
        failed_invoke(empty, an_event(seed % 4), key=str(seed))  # one event waits twice
    with out_of_order(empty):
        result = empty.run("redrive", "--yes", "--json", "--name", empty.name)
        assert result.exit_code == 1
        assert {one["state"] for one in lines(result.stdout)} == {"failed"}
        assert "ResourceNotFoundException" in result.stdout
    assert waiting(empty) == 5
    assert empty.run("redrive", "--yes", "--name", empty.name).exit_code == 0
    assert waiting(empty) == 0
    assert len(recorded(empty)) == 4


@pytest.mark.parametrize("why", [
    "table not found",
    f"2026-11-24T10:00:00.000Z {REQUEST} table not found",
    f"RequestId: {REQUEST} table not found"])
def test_the_reason_of_what_the_recorder_refused_is_shown(empty: Deployed, why: str) -> None:
    crashed(empty, an_event(1), why)
    result = empty.run("redrive", "--json", "--name", empty.name)
    assert [one["reason"] for one in lines(result.stdout)] == ["table not found"]


def test_a_message_that_comes_again_while_the_run_lasts_counts_once(empty: Deployed) -> None:
    for seed in range(3):
        dead_letter(empty, json.dumps(an_event(seed)))
    held = Queue(empty.client("sqs"), queue(empty), hidden=1)
    told: list[str] = []
    for page in held:
        told += [one.id for one in page]
        if len(told) == 3 and page:
            held.remove(page[0])
            time.sleep(1.5)
    assert len(told) == len(set(told)) == 3
    assert waiting(empty) == 2
