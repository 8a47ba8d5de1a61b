"""What the deep smoke test does to a stack: it sends events, and breaks and mends permissions."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

In = Callable[[str], Callable[[str], Any]]
"""Region to service name to client."""
# CloudTrail API reference, GetTrailStatus.
TRAIL_ERRORS = ("LatestDeliveryError", "LatestDigestDeliveryError", "LatestNotificationError",
                "LatestCloudWatchLogsDeliveryError")
BROKEN = "smoke-broken"


class Parts:
    """A stack that was applied from stack/, and its two regions."""

    def __init__(self, clients_in: In, name: str, home: str, other: str, pause: float) -> None:
        self.home, self.other = clients_in(home), clients_in(other)
        self.name, self.pause = name, pause
        self.sent = 0

    def send(self, clients: Callable[[str], Any]) -> int:
        """Puts one event on the default bus there; its number."""
        self.sent += 1
        answer = clients("events").put_events(Entries=[{
            "Source": self.name, "DetailType": "Smoke",
            "Detail": json.dumps({"number": self.sent})}])
        if answer["FailedEntryCount"]:
            raise RuntimeError(f"PutEvents: {answer['Entries'][0]['ErrorMessage']}")
        return self.sent

    def recorded(self) -> list[int]:
        pages = self.home("dynamodb").get_paginator("scan").paginate(
            TableName=self.name, ProjectionExpression="#n",
            ExpressionAttributeNames={"#n": "number"})
        return sorted(int(item["number"]["N"]) for page in pages for item in page["Items"])

    def waiting(self, queue: str, clients: Callable[[str], Any] | None = None) -> int:
        """Messages in `<name>-<queue>`, those in flight too."""
        sqs = (clients or self.home)("sqs")
        url = sqs.get_queue_url(QueueName=f"{self.name}-{queue}")["QueueUrl"]
        found = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=[
            "ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"])["Attributes"]
        return sum(map(int, found.values()))

    def ringing(self, alarm: str, clients: Callable[[str], Any] | None = None) -> bool:
        found = (clients or self.home)("cloudwatch").describe_alarms(
            AlarmNames=[f"{self.name}-{alarm}"])["MetricAlarms"]
        return bool(found) and found[0]["StateValue"] == "ALARM"

    def trail_errors(self) -> list[str]:
        status = self.home("cloudtrail").get_trail_status(Name=self.name)
        return [f"{name}: {status[name]}" for name in TRAIL_ERRORS if status.get(name)]

    def replayed(self, archive: str, since: float, end: float) -> bool:
        """Whether a replay of what was archived since then was completed before `end`."""
        events = self.home("events")
        bus = events.describe_event_bus()["Arn"]
        events.start_replay(ReplayName=f"{self.name}-again", EventSourceArn=archive,
                            EventStartTime=since - 60, EventEndTime=time.time() + 60,
                            Destination={"Arn": bus})
        return self.until(lambda: events.describe_replay(
            ReplayName=f"{self.name}-again")["State"] == "COMPLETED", end)

    def until(self, done: Callable[[], bool], end: float) -> bool:
        while not done():
            if time.monotonic() >= end:
                return False
            time.sleep(self.pause)
        return True

    @contextmanager
    def uninvokable(self) -> Iterator[None]:
        """EventBridge may not invoke the recorder meanwhile."""
        function, client = f"{self.name}-recorder", self.home("lambda")
        policy = json.loads(client.get_policy(FunctionName=function)["Policy"])
        statements = policy["Statement"]
        for one in statements:
            client.remove_permission(FunctionName=function, StatementId=one["Sid"])
        try:
            time.sleep(self.pause)
            yield
        finally:
            for one in statements:
                client.add_permission(
                    FunctionName=function, StatementId=one["Sid"], Action=one["Action"],
                    Principal=one["Principal"]["Service"],
                    SourceArn=next(iter(one["Condition"].values()))["AWS:SourceArn"])

    @contextmanager
    def denied(self, role_of: str, action: str) -> Iterator[None]:
        """The role whose name begins so may not do `action` meanwhile."""
        iam = self.home("iam")
        role = self._role(role_of)
        iam.put_role_policy(RoleName=role, PolicyName=BROKEN, PolicyDocument=json.dumps({
            "Version": "2012-10-17", "Statement": [
                {"Effect": "Deny", "Action": action, "Resource": "*"}]}))
        try:
            time.sleep(self.pause * 2)
            yield
        finally:
            iam.delete_role_policy(RoleName=role, PolicyName=BROKEN)
            time.sleep(self.pause * 2)

    def _role(self, begins: str) -> str:
        pages = self.home("iam").get_paginator("list_roles").paginate()
        return next(str(role["RoleName"]) for page in pages for role in page["Roles"]
                    if role["RoleName"].startswith(f"{self.name}-{begins}"))
