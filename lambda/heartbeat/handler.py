"""The Lambda function: a call of its own that only reads, and the number of silent places.

Environment: TABLE_NAME, SHARDS (over how many keys a watch's records are spread), PERIOD (seconds
between two beats), PLACES (`account/region`, separated by commas), WINDOW (seconds to look back),
RULE (whose description is read), STACK.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from aws_client.client import Client
from aws_client.endpoints import endpoint
from eventbridge_notifier.record_format.beats import WATCH, last_beats, silent

NAMESPACE, METRIC = "eventbridge-notifier", "SilentPlaces"
FORM = "application/x-www-form-urlencoded; charset=utf-8"
Remaining = Callable[[], float]


def handle(payload: Any, context: Any) -> dict[str, Any]:
    """Raises where anything of it fails: then the metric is missing, and the alarm rings."""
    def remaining() -> float:
        return float(context.get_remaining_time_in_millis()) / 1000

    return Check(os.environ, remaining).run(time.time())


class Check:
    """One look at the beats."""

    def __init__(self, environ: Mapping[str, str], remaining: Remaining) -> None:
        self._environ, self._remaining = environ, remaining

    def run(self, now: float) -> dict[str, Any]:
        environ = self._environ
        self._ask("events", "AWSEvents.DescribeRule", "1.1", {"Name": environ["RULE"]})
        beats = last_beats(self._items(now - float(environ["WINDOW"])))
        places = [one for one in environ["PLACES"].split(",") if one]
        found = silent(beats, places, now, float(environ["PERIOD"]))
        self._measure(len(found))
        told = {"silent": found, "places": len({*beats, *places})}
        print(json.dumps(told))
        return told

    def _items(self, since: float) -> Iterator[Mapping[str, str]]:
        first = datetime.fromtimestamp(since, UTC).strftime("%Y-%m-%dT%H:%M:%S")
        for shard in range(int(self._environ["SHARDS"])):
            request: dict[str, Any] = {
                "TableName": self._environ["TABLE_NAME"], "IndexName": "by_watch_shard",
                "KeyConditionExpression": "watchShard = :key AND #time > :since",
                "ExpressionAttributeNames": {"#time": "time", "#region": "region"},
                "ProjectionExpression": "account, #region, eventName, #time",
                "ExpressionAttributeValues": {":key": {"S": f"{WATCH}#{shard}"},
                                              ":since": {"S": first}}}
            while True:
                answer = self._ask("dynamodb", "DynamoDB_20120810.Query", "1.0", request)
                yield from ({name: value["S"] for name, value in item.items()}
                            for item in answer["Items"])
                if "LastEvaluatedKey" not in answer:
                    break
                request["ExclusiveStartKey"] = answer["LastEvaluatedKey"]

    def _measure(self, count: int) -> None:
        """CloudWatch's query protocol."""
        body = urlencode({
            "Action": "PutMetricData", "Version": "2010-08-01", "Namespace": NAMESPACE,
            "MetricData.member.1.MetricName": METRIC, "MetricData.member.1.Value": count,
            "MetricData.member.1.Dimensions.member.1.Name": "Stack",
            "MetricData.member.1.Dimensions.member.1.Value": self._environ["STACK"]})
        Client(endpoint("monitoring", self._environ), self._environ).send(
            "POST", "/", {"content-type": FORM}, body.encode(), self._remaining)

    def _ask(self, service: str, target: str, version: str, request: dict[str, Any]) -> Any:
        headers = {"content-type": f"application/x-amz-json-{version}", "x-amz-target": target}
        client = Client(endpoint(service, self._environ), self._environ)
        return json.loads(client.send("POST", "/", headers, json.dumps(request).encode(),
                                      self._remaining) or b"{}")
