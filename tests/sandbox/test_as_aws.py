"""What AWS answers and moto does not: several trails, partner buses, archives, raw bytes."""

from __future__ import annotations

import json
import threading
from typing import Any

import pytest
from eventbridge_notifier.sandbox.app import Sandbox

from tests.sandbox.people import ACCOUNT, REGION, People, document
from tests.sandbox.stack import CUSTOM, NAME, Stack

PARTNER = "aws.partner/example.com/account/a.b.c"
BUS = f"arn:aws:events:{REGION}:{ACCOUNT}:event-bus/{PARTNER}"


def test_an_object_may_be_any_bytes(stack: Stack) -> None:
    s3 = stack.client("s3")
    s3.create_bucket(Bucket="bytes", CreateBucketConfiguration={"LocationConstraint": REGION})
    s3.put_object(Bucket="bytes", Key="k", Body=b"\xff\xfe\x00")
    assert s3.get_object(Bucket="bytes", Key="k")["Body"].read() == b"\xff\xfe\x00"


def test_each_of_two_trails_is_read_by_its_own_name_and_goes_when_it_is_deleted(
        stack: Stack) -> None:
    arns = [stack.trail(name) for name in ("one", "two")]
    cloudtrail = stack.client("cloudtrail")
    for name, arn in zip(("one", "two"), arns, strict=True):
        for given in (name, arn):
            (found,) = cloudtrail.describe_trails(trailNameList=[given])["trailList"]
            assert found["TrailARN"] == arn
    cloudtrail.delete_trail(Name=arns[0])
    assert [one["Name"] for one in cloudtrail.describe_trails()["trailList"]] == ["two"]
    assert cloudtrail.describe_trails(trailNameList=[arns[0]])["trailList"] == []


def test_events_come_until_the_last_trail_is_deleted(stack: Stack) -> None:
    arns = [stack.trail(name) for name in ("one", "two")]
    cloudtrail, iam = stack.client("cloudtrail"), stack.client("iam")
    for number, arn in enumerate(arns):
        iam.create_user(UserName=f"seen-{number}")
        cloudtrail.delete_trail(Name=arn)
    iam.create_user(UserName="unseen")
    seen = [entry.data["detail"]["requestParameters"]["userName"]
            for entry in stack.sandbox.journal if "CreateUser" in entry.text
            and entry.kind == "event"]
    assert seen == ["seen-0", "seen-1"]


@pytest.mark.parametrize("given", [PARTNER, BUS])
def test_a_partner_bus_with_dots_in_its_name_has_rules_targets_and_tags(
        stack: Stack, given: str) -> None:
    events = stack.client("events")
    events.create_partner_event_source(Name=PARTNER, Account=ACCOUNT)
    events.create_event_bus(Name=PARTNER, EventSourceName=PARTNER)
    rule = stack.rule({"source": [PARTNER]}, name="r", bus=given)
    assert rule == f"arn:aws:events:{REGION}:{ACCOUNT}:rule/{PARTNER}/r"
    stack.target(stack.queue("q"), name="r", bus=given)
    for arn in (rule, BUS):
        events.tag_resource(ResourceARN=arn, Tags=[{"Key": "of", "Value": arn[-1]}])
        assert events.list_tags_for_resource(ResourceARN=arn)["Tags"] == [
            {"Key": "of", "Value": arn[-1]}]
    assert events.describe_rule(Name="r", EventBusName=given)["EventBusName"] == PARTNER
    assert not events.list_rules(EventBusName="default")["Rules"]
    events.put_partner_events(Entries=[{
        "Source": PARTNER, "DetailType": "ticket", "Detail": json.dumps({"n": 1})}])
    assert stack.sandbox.drain()
    (message,) = stack.messages("q")
    assert json.loads(message["Body"])["detail"] == {"n": 1}


def test_an_archive_counts_its_events_and_fails_no_delivery(stack: Stack) -> None:
    events = stack.client("events")
    events.create_archive(ArchiveName="a", EventPattern=json.dumps(CUSTOM),
                          EventSourceArn=f"arn:aws:events:{REGION}:{ACCOUNT}:event-bus/default")
    stack.put()
    stack.put(Source="other")
    assert stack.sandbox.drain()
    described = events.describe_archive(ArchiveName="a")
    (listed,) = events.list_archives()["Archives"]
    assert described["EventCount"] == listed["EventCount"] == 1
    assert described["SizeBytes"] == listed["SizeBytes"] > 100
    assert [entry for entry in stack.sandbox.journal if entry.kind in ("failure", "match")] == []
    assert [one["Name"] for one in events.list_rules()["Rules"]] == ["Events-Archive-a"]


def test_a_log_group_gets_events_with_the_time_of_their_arrival(stack: Stack) -> None:
    logs = stack.client("logs")
    logs.create_log_group(logGroupName="/aws/events/g")
    logs.put_resource_policy(policyName="p", policyDocument=document({
        "Effect": "Allow", "Principal": {"Service": "events.amazonaws.com"},
        "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
        "Resource": f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:/aws/events/*:*"}))
    stack.rule(CUSTOM)
    stack.client("events").put_targets(Rule=f"{NAME}-w", Targets=[{
        "Id": "log", "Arn": f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:/aws/events/g"}])
    id = stack.put()
    assert stack.sandbox.drain()
    (found,) = logs.filter_log_events(logGroupName="/aws/events/g")["events"]
    assert json.loads(found["message"])["id"] == id
    assert found["ingestionTime"] - found["timestamp"] < 60_000


def test_awss_managed_policies_exist_and_count(people: People) -> None:
    iam = people.iam
    administrator, reader = (f"arn:aws:iam::aws:policy/{name}"
                             for name in ("AdministratorAccess", "ReadOnlyAccess"))
    assert iam.get_policy(PolicyArn=administrator)["Policy"]["PolicyName"] == "AdministratorAccess"
    ann, ben = people.user("ann"), people.user("ben")
    iam.attach_user_policy(UserName="ann", PolicyArn=administrator)
    iam.attach_user_policy(UserName="ben", PolicyArn=reader)
    ann.client("sqs").create_queue(QueueName="q")
    assert ben.client("sqs").list_queues()["QueueUrls"]
    with pytest.raises(ben.client("sqs").exceptions.ClientError, match="AccessDenied"):
        ben.client("sqs").create_queue(QueueName="r")
    pages = iam.get_paginator("list_policies").paginate(Scope="AWS")
    assert sum(len(page["Policies"]) for page in pages) > 1000


def test_the_caller_is_who_the_keys_belong_to(people: People) -> None:
    who = people.user("ann").client("sts").get_caller_identity()
    assert who["Arn"] == f"arn:aws:iam::{ACCOUNT}:user/ann"
    assert people.sandbox.client("sts").get_caller_identity()["Arn"].endswith(":root")


def test_with_an_index_go_the_attributes_that_were_its_keys(stack: Stack) -> None:
    dynamodb = stack.client("dynamodb")
    attributes = [{"AttributeName": name, "AttributeType": "S"} for name in ("id", "watch", "day")]
    keys = [{"AttributeName": "day", "KeyType": "HASH"},
            {"AttributeName": "id", "KeyType": "RANGE"}]
    index = {"IndexName": "by_day", "KeySchema": keys, "Projection": {"ProjectionType": "ALL"}}
    stack.table("t")
    for change, left in (({"Create": index}, {"id", "watch", "day"}),
                         ({"Delete": {"IndexName": "by_day"}}, {"id", "watch"})):
        given = {"AttributeDefinitions": attributes} if "Create" in change else {}
        dynamodb.update_table(TableName="t", GlobalSecondaryIndexUpdates=[change], **given)
        table = dynamodb.describe_table(TableName="t")["Table"]
        assert {one["AttributeName"] for one in table["AttributeDefinitions"]} == left


def test_many_may_change_and_list_at_once(sandbox: Sandbox) -> None:
    failures: list[str] = []

    def work(number: int) -> None:
        iam, dynamodb = sandbox.client("iam"), sandbox.client("dynamodb")
        for round in range(12):
            name = f"n-{number}-{round}"
            calls: list[Any] = [
                lambda name=name: iam.create_user(UserName=name), iam.list_users,
                lambda name=name: dynamodb.create_table(
                    TableName=name, BillingMode="PAY_PER_REQUEST",
                    KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
                    AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}]),
                dynamodb.list_tables]
            for call in calls:
                try:
                    call()
                except Exception as error:
                    failures.append(str(error))

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(sandbox.client("iam").list_users()["Users"]) == 48
