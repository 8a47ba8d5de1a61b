"""Which places are silent, and that the function counts them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

import pytest
from eventbridge_notifier.record_format.beats import last_beats, silent
from eventbridge_notifier.sandbox.app import Sandbox
from heartbeat.handler import Check

from tests.console import deployed

HOME, AWAY, NOW, PERIOD = "111111111111/eu-west-1", "111111111111/us-east-1", 1_000_000.0, 900.0


def beat(seconds_ago: float, name: str = "TagQueue", region: str = "eu-west-1"
         ) -> Mapping[str, str]:
    at = datetime.fromtimestamp(NOW - seconds_ago, UTC)
    return {"account": "111111111111", "region": region, "eventName": name,
            "time": at.isoformat().replace("+00:00", "Z")}


@pytest.mark.parametrize(("ago", "found"), [
    (0, []), (900, []), (1800, []), (2249, []), (2251, [HOME]), (86_000, [HOME])])
def test_a_place_is_silent_after_two_missed_beats(ago: float, found: list[str]) -> None:
    assert silent(last_beats([beat(ago), beat(ago + 900)]), [HOME], NOW, PERIOD) == found


def test_places_that_are_expected_and_reads_count_by_themselves() -> None:
    beats = last_beats([beat(10), beat(5000, "DescribeRule"), beat(9000, region="eu-north-1")])
    assert silent(beats, [HOME, HOME + " (reads)", AWAY], NOW, PERIOD) == [
        "111111111111/eu-north-1", HOME + " (reads)", AWAY]


def test_the_function_reads_the_table_and_puts_one_metric() -> None:
    with Sandbox(region="eu-west-1", clock=600.0) as sandbox:
        client = sandbox.client
        deployed.table(client, "stack")
        client("events").put_rule(Name="stack-heartbeat", EventPattern='{"source":["aws.sqs"]}')
        for shard, region in enumerate(("eu-west-1", "us-east-1")):
            client("dynamodb").put_item(TableName="stack", Item={
                name: {"S": value} for name, value in {
                    "id": region, "watch": "heartbeat", **beat(10, region=region),
                    "watchShard": f"heartbeat#{shard}"}.items()})
        environ = {**sandbox.env(), "TABLE_NAME": "stack", "SHARDS": "2", "PERIOD": "900",
                   "PLACES": f"{HOME},{AWAY},222222222222/us-east-1", "WINDOW": "86400",
                   "RULE": "stack-heartbeat", "STACK": "stack"}
        told = Check(environ, lambda: 60.0).run(NOW)
        assert told == {"silent": ["222222222222/us-east-1"], "places": 3}
        listed = client("cloudwatch").list_metrics(Namespace="eventbridge-notifier")["Metrics"]
        assert [(one["MetricName"], one["Dimensions"]) for one in listed] == [
            ("SilentPlaces", [{"Name": "Stack", "Value": "stack"}])]
