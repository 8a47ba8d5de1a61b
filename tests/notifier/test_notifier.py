"""The notifier: the table's stream in, alerts on their bus and messages to topics out."""

from __future__ import annotations

import json

import pytest
from eventbridge_notifier.alerts.state_table import NotSaid
from eventbridge_notifier.record_format.values import encode
from notifier.notifier import Notifier
from notifier.outlets import NotTaken

NOW = 1_700_000_000.0
CONFIG = {
    "stack": "eventbridge-notifier", "region": "eu-west-1", "accounts": {}, "page": "",
    "channels": {"ops": {"kind": "slack"}, "mail": {"kind": "email", "topic_arn": "arn:topic"}},
    "policies": {
        "users": {"channels": ["ops"], "severity": "high"},
        "grouped": {"channels": ["mail"], "group_by": ["userIdentity.arn"], "every": 600},
    },
    "quiet": [{"name": "q1", "until": NOW + 50, "watches": ["quiet-*"]}],
}


class Edges:
    """What the notifier asks of AWS, kept in memory: a table that checks conditions, a bus."""

    def __init__(self, config=CONFIG):
        self.config, self.items, self.events, self.mails = config, {}, [], []
        self.refuse = 0

    def dynamodb(self, operation, request):
        if operation == "GetItem":
            item = self.items.get(request["Key"]["key"]["S"])
            return {"Item": item} if item else {}
        if operation == "PutItem":
            key, before = request["Item"]["key"]["S"], request["ExpressionAttributeValues"]
            if key in self.items and self.items[key]["version"] != before[":before"]:
                raise NotSaid
            self.items[key] = request["Item"]
            return {}
        now = int(request["ExpressionAttributeValues"][":now"]["N"])
        return {"Items": [{"key": item["key"]} for item in self.items.values()
                          if "open" in item and int(item["due"]["N"]) <= now]}

    def fetch(self, location):
        assert location == "s3://bucket/notifier/abc.json"
        return json.dumps(self.config).encode()

    def put_events(self, bus, details):
        if self.refuse:
            self.refuse -= 1
            raise NotTaken("no")
        self.events += [(bus, detail) for detail in details]

    def publish(self, topic, subject, message):
        self.mails.append((topic, subject, message))


ENVIRON = {"BUCKET": "bucket", "CONFIG_KEY": "notifier/abc.json", "ALERT_BUS": "alerts",
           "STATE_TABLE": "state"}


def notifier(edges, now=NOW):
    return Notifier(ENVIRON, edges, clock=lambda: now)


def image(number, watch="users", **more):
    event = {"source": "aws.iam", "detail-type": "AWS API Call via CloudTrail", "detail": {
        "eventName": "CreateUser", "userIdentity": {"arn": "alice", "userName": "alice"}}}
    return {"id": {"S": f"e{number}"}, "watch": {"S": watch},
            "time": {"S": "2023-11-14T22:13:20.000000Z"}, "account": {"S": "111122223333"},
            "event": encode(event), "owner": {"S": "bob"}, **more}


def batch(*images, name="INSERT", shard="shard-1"):
    return {"shardId": shard, "Records": [
        {"eventName": name, "dynamodb": {"NewImage": one, "SequenceNumber": str(100 + number),
                                         "ApproximateCreationDateTime": NOW}}
        for number, one in enumerate(images)]}


def test_a_record_is_an_alert_with_the_channels_body():
    edges = Edges()
    notifier(edges).handle(batch(image(1)), lambda: 60)
    ((bus, detail),) = edges.events
    assert (bus, detail["channel"], detail["watches"]) == ("alerts", "ops", ["users"])
    assert "alice: CreateUser" in detail["body"]["text"]
    assert {"type": "plain_text", "emoji": False, "text": "owner: bob"} in [
        field for block in detail["body"]["blocks"] for field in block.get("fields", ())]


def test_topics_get_a_subject_from_the_notifier_itself_and_the_alert_is_an_event_too():
    edges = Edges()
    notifier(edges).handle(batch(image(1, "grouped")), lambda: 60)
    ((topic, subject, message),) = edges.mails
    assert topic == "arn:topic"
    assert subject.startswith("[INFO] grouped: alice: CreateUser")
    assert "owner:" in message
    assert len(edges.events) == 1


@pytest.mark.parametrize("name", ["MODIFY", "REMOVE"])
def test_expired_and_filled_in_records_are_no_news(name):
    edges = Edges()
    notifier(edges).handle(batch(image(1), name=name), lambda: 60)
    assert edges.events == []


def test_a_digest_is_sent_by_the_clock():
    edges = Edges()
    notifier(edges).handle(batch(*(image(number, "grouped") for number in range(5))), lambda: 60)
    assert notifier(edges, NOW + 601).handle({"tick": True}, lambda: 60) == {"digests": 1}
    assert "4 more by alice" in edges.mails[-1][1]
    assert notifier(edges, NOW + 602).handle({"tick": True}, lambda: 60) == {"digests": 0}


def test_what_eventbridge_refuses_comes_again_with_the_same_id():
    edges = Edges()
    edges.refuse = 1
    with pytest.raises(NotTaken):
        notifier(edges).handle(batch(image(1)), lambda: 60)
    notifier(edges).handle(batch(image(1)), lambda: 60)
    notifier(edges).handle(batch(image(1)), lambda: 60)
    assert len({detail["id"] for _, detail in edges.events}) == 1


def test_a_record_that_cannot_be_read_is_reported_and_those_before_it_are_told():
    edges = Edges()
    broken = {**image(2), "time": {"S": "yesterday"}}
    answer = notifier(edges).handle(batch(image(1), broken, image(3)), lambda: 60)
    assert answer["batchItemFailures"] == [{"itemIdentifier": "101"}]
    assert len(edges.events) == 1


def test_a_batch_that_the_bucket_kept_is_told_when_it_is_redriven():
    edges = Edges()
    kept = {"requestContext": {}, "payload": json.dumps(batch(image(1))), "redriven": True}
    notifier(edges).handle(kept, lambda: 60)
    assert len(edges.events) == 1


def test_a_channel_can_be_tested_and_an_unknown_one_is_named():
    edges = Edges()
    assert notifier(edges).handle({"test": "mail"}, lambda: 60) == {"sent": "mail"}
    assert edges.mails[0][1] == "[TEST] eventbridge-notifier: this channel works"
    with pytest.raises(ValueError, match="channels are ops, mail"):
        notifier(edges).handle({"test": "opps"}, lambda: 60)


def test_resolving_tells_services_that_keep_alerts_open():
    pager = {**CONFIG, "channels": {**CONFIG["channels"], "pager": {"kind": "pagerduty"}},
             "policies": {"users": {"channels": ["ops", "pager"]}}}
    edges = Edges(pager)
    notifier(edges).handle({"resolve": "abc", "watch": "users"}, lambda: 60)
    ((_, detail),) = edges.events
    assert detail["body"] == {"event_action": "resolve", "dedup_key": "abc"}
