"""CloudWatch alarms tell their topics when somebody sets their state. moto's never do."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError

from eventbridge_notifier.sandbox.core.interfaces import Clients, Journal, ServiceAuthorizer
from eventbridge_notifier.sandbox.core.model import Call, Entry, Outcome
from eventbridge_notifier.sandbox.sns.topics import Topics

CLOUDWATCH = "cloudwatch.amazonaws.com"

# CloudWatch API reference, MetricAlarm.
_ACTIONS = {"ALARM": "AlarmActions", "OK": "OKActions",
            "INSUFFICIENT_DATA": "InsufficientDataActions"}


class Alarms:
    """Acts on SetAlarmState. Metrics are not watched: nothing else changes an alarm's state."""

    def __init__(self, clients: Clients, topics: Topics, authorizer: ServiceAuthorizer,
                 journal: Journal) -> None:
        self._clients, self._topics = clients, topics
        self._authorizer, self._journal = authorizer, journal

    def observe(self, call: Call, outcome: Outcome) -> None:
        if (call.service, call.operation) != ("cloudwatch", "SetAlarmState") \
                or outcome.error_code:
            return
        client = self._clients.client("cloudwatch", call.region, call.account)
        found = client.describe_alarms(AlarmNames=[call.params["AlarmName"]])["MetricAlarms"]
        for alarm in found:
            if alarm.get("ActionsEnabled", True):
                self._act(call, alarm)

    def _act(self, call: Call, alarm: Mapping[str, Any]) -> None:
        for arn in alarm.get(_ACTIONS.get(str(call.params["StateValue"]), ""), ()):
            if arn.split(":")[2] == "sns":
                self._publish(call, alarm, arn)

    def _publish(self, call: Call, alarm: Mapping[str, Any], topic: str) -> None:
        name, state = alarm["AlarmName"], call.params["StateValue"]
        denial = self._authorizer.denial(CLOUDWATCH, "sns:Publish", topic, {
            "aws:SourceArn": alarm["AlarmArn"], "aws:SourceAccount": call.account,
            "aws:SourceOwner": call.account})
        if denial:
            self._journal(Entry("failure", f"alarm {name}: {denial}", target=topic))
            return
        try:
            self._topics.publish(topic, json.dumps(_message(call, alarm)),
                                 f'{state}: "{name}" in {call.region}'[:100])
        except ClientError as error:
            self._journal(Entry("failure", f"alarm {name}: {error}", target=topic))
            return
        self._journal(Entry("delivery", f"alarm {name} is {state}", target=topic))


def _message(call: Call, alarm: Mapping[str, Any]) -> dict[str, Any]:
    """CloudWatch user guide, "Notify users on alarm changes"."""
    return {
        "AlarmName": alarm["AlarmName"], "AlarmDescription": alarm.get("AlarmDescription"),
        "AWSAccountId": call.account, "NewStateValue": call.params["StateValue"],
        "NewStateReason": call.params.get("StateReason", ""), "StateChangeTime": call.time,
        "Region": call.region, "AlarmArn": alarm["AlarmArn"], "OldStateValue": "UNKNOWN"}
