"""CloudWatch alarms tell their topics when their state changes. moto's never do."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple

from botocore.exceptions import ClientError

from eventbridge_notifier.sandbox.core.interfaces import Clients, Journal, ServiceAuthorizer
from eventbridge_notifier.sandbox.core.model import Call, Entry, Outcome
from eventbridge_notifier.sandbox.sns.topics import Topics

CLOUDWATCH = "cloudwatch.amazonaws.com"

# CloudWatch API reference, MetricAlarm.
_ACTIONS = {"ALARM": "AlarmActions", "OK": "OKActions",
            "INSUFFICIENT_DATA": "InsufficientDataActions"}


class Change(NamedTuple):
    """An alarm's new state, and when and why."""

    account: str
    region: str
    state: str
    time: str
    reason: str


class Alarms:
    """Acts on SetAlarmState, and on what `Metrics` finds of metrics of one's own."""

    def __init__(self, clients: Clients, topics: Topics, authorizer: ServiceAuthorizer,
                 journal: Journal) -> None:
        self._clients, self._topics = clients, topics
        self._authorizer, self._journal = authorizer, journal

    def observe(self, call: Call, outcome: Outcome) -> None:
        if (call.service, call.operation) != ("cloudwatch", "SetAlarmState") \
                or outcome.error_code:
            return
        change = Change(call.account, call.region, str(call.params["StateValue"]), call.time,
                        str(call.params.get("StateReason", "")))
        client = self._clients.client("cloudwatch", call.region, call.account)
        found = client.describe_alarms(AlarmNames=[call.params["AlarmName"]])["MetricAlarms"]
        for alarm in found:
            self._act(change, alarm)

    def changed(self, account: str, region: str, alarm: Mapping[str, Any], state: str) -> None:
        """CloudWatch itself has found the alarm in another state."""
        now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        change = Change(account, region, state, now, f"{alarm['MetricName']} by its threshold")
        self._clients.client("cloudwatch", region, account).set_alarm_state(
            AlarmName=alarm["AlarmName"], StateValue=state, StateReason=change.reason)
        self._journal(Entry("note", f"alarm {alarm['AlarmName']} is {state}",
                            target=alarm["AlarmArn"]))
        self._act(change, alarm)

    def _act(self, change: Change, alarm: Mapping[str, Any]) -> None:
        if alarm.get("ActionsEnabled", True):
            for arn in alarm.get(_ACTIONS.get(change.state, ""), ()):
                if arn.split(":")[2] == "sns":
                    self._publish(change, alarm, arn)

    def _publish(self, change: Change, alarm: Mapping[str, Any], topic: str) -> None:
        name = alarm["AlarmName"]
        denial = self._authorizer.denial(CLOUDWATCH, "sns:Publish", topic, {
            "aws:SourceArn": alarm["AlarmArn"], "aws:SourceAccount": change.account,
            "aws:SourceOwner": change.account})
        if denial:
            self._journal(Entry("failure", f"alarm {name}: {denial}", target=topic))
            return
        try:
            self._topics.publish(topic, json.dumps(_message(change, alarm)),
                                 f'{change.state}: "{name}" in {change.region}'[:100])
        except ClientError as error:
            self._journal(Entry("failure", f"alarm {name}: {error}", target=topic))
            return
        self._journal(Entry("delivery", f"alarm {name} is {change.state}", target=topic))


def _message(change: Change, alarm: Mapping[str, Any]) -> dict[str, Any]:
    """CloudWatch user guide, "Notify users on alarm changes"."""
    return {
        "AlarmName": alarm["AlarmName"], "AlarmDescription": alarm.get("AlarmDescription"),
        "AWSAccountId": change.account, "NewStateValue": change.state,
        "NewStateReason": change.reason, "StateChangeTime": change.time,
        "Region": change.region, "AlarmArn": alarm["AlarmArn"], "OldStateValue": "UNKNOWN"}
