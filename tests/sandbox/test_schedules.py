"""EventBridge Scheduler makes calls as a role, and alarms on one's own metrics go by the clock."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

import pytest
from eventbridge_notifier.sandbox.app import Sandbox
from eventbridge_notifier.sandbox.cloudwatch.metrics import state_of

from tests.sandbox.stack import Stack, allow

SCHEDULER = "scheduler.amazonaws.com"
ALARM = {"Statistic": "Maximum", "Threshold": 0.0, "Period": 60, "EvaluationPeriods": 2,
         "ComparisonOperator": "GreaterThanThreshold"}


def soon(holds: Callable[[], Any], seconds: float = 20.0) -> Any:
    end = time.monotonic() + seconds
    while not (found := holds()) and time.monotonic() < end:
        time.sleep(0.05)
    return found


def schedule(stack: Stack, role: str, name: str) -> str:
    url = str(stack.client("sqs").create_queue(QueueName=name)["QueueUrl"])
    stack.client("scheduler").create_schedule(
        Name=name, ScheduleExpression="rate(1 minutes)", FlexibleTimeWindow={"Mode": "OFF"},
        Target={"Arn": "arn:aws:scheduler:::aws-sdk:sqs:tagQueue", "RoleArn": role,
                "Input": json.dumps({"QueueUrl": url, "Tags": {"Heartbeat": "here"}})})
    return url


def calls(stack: Stack) -> list[dict[str, Any]]:
    found = stack.client("cloudtrail").lookup_events(LookupAttributes=[
        {"AttributeKey": "EventName", "AttributeValue": "TagQueue"}])["Events"]
    return [json.loads(one["CloudTrailEvent"]) for one in found]


def test_a_universal_target_calls_again_and_again_until_it_is_deleted(stack: Stack) -> None:
    url = schedule(stack, stack.role("beats", allow("sqs:TagQueue"), SCHEDULER), "beat")
    assert soon(lambda: len(calls(stack)) >= 2)
    assert stack.client("sqs").list_queue_tags(QueueUrl=url)["Tags"] == {"Heartbeat": "here"}
    assert {one["userIdentity"]["sessionContext"]["sessionIssuer"]["userName"]
            for one in calls(stack)} == {"beats"}
    stack.client("scheduler").delete_schedule(Name="beat")
    stack.sandbox.drain()
    count = len(calls(stack))
    time.sleep(0.5)
    assert len(calls(stack)) == count


@pytest.mark.parametrize(("policy", "service", "words"), [
    (allow("sqs:ListQueues"), SCHEDULER, "not authorized to perform: sqs:TagQueue"),
    (allow("sqs:TagQueue"), "lambda.amazonaws.com", "does not trust scheduler.amazonaws.com"),
])
def test_it_may_do_what_its_role_may(stack: Stack, sandbox: Sandbox, policy: str, service: str,
                                     words: str) -> None:
    schedule(stack, stack.role("beats", policy, service), "beat")
    assert soon(lambda: any(words in one.text for one in sandbox.journal if one.kind == "failure"))


def test_an_alarm_rings_when_nobody_measures_and_ends_when_somebody_does(stack: Stack) -> None:
    topic = stack.client("sns").create_topic(Name="ops")["TopicArn"]
    stack.client("sns").set_topic_attributes(
        TopicArn=topic, AttributeName="Policy", AttributeValue=json.dumps({
            "Version": "2012-10-17", "Statement": [{
                "Effect": "Allow", "Principal": {"Service": "cloudwatch.amazonaws.com"},
                "Action": "sns:Publish", "Resource": topic}]}))
    client = stack.client("cloudwatch")
    client.put_metric_alarm(AlarmName="silence", Namespace="mine", MetricName="Silent",
                            TreatMissingData="breaching", AlarmActions=[topic], **ALARM)

    def state() -> str:
        return str(client.describe_alarms(AlarmNames=["silence"])["MetricAlarms"][0]["StateValue"])

    assert soon(lambda: state() == "ALARM")
    assert soon(lambda: any(one.kind == "delivery" and one.text == "alarm silence is ALARM"
                            for one in stack.sandbox.journal))

    def measured() -> bool:
        client.put_metric_data(Namespace="mine", MetricData=[{"MetricName": "Silent", "Value": 0}])
        return state() == "OK"

    assert soon(measured)


@pytest.mark.parametrize(("points", "missing", "needed", "state"), [
    ([], "breaching", 2, "ALARM"), ([], "notBreaching", 2, "OK"), ([], "missing", 2,
                                                                   "INSUFFICIENT_DATA"),
    ([], "ignore", 2, None), ([(990.0, 1.0), (930.0, 1.0)], "notBreaching", 2, "ALARM"),
    ([(990.0, 1.0), (930.0, 0.0)], "breaching", 2, "OK"),
    ([(990.0, 1.0), (930.0, 0.0)], "breaching", 1, "ALARM"),
    ([(990.0, 0.0)], "breaching", 2, "OK"), ([(800.0, 1.0)], "notBreaching", 1, "OK"),
])
def test_states_of_an_alarm(points: list[tuple[float, float]], missing: str, needed: int,
                            state: str | None) -> None:
    alarm = {**ALARM, "TreatMissingData": missing, "DatapointsToAlarm": needed}
    assert state_of(alarm, points, 1000.0, 0.0) == state
    assert state_of(alarm, points, 1000.0, 900.0) is None
