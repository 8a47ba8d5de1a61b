"""Events reach queues, topics, buses of other regions and accounts, partners' buses, webhooks."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from eventbridge_notifier.sandbox.app import Sandbox

from tests.sandbox.stack import CUSTOM, Stack, allow

OTHER = "210987654321"


class Webhook:
    """An HTTP server on loopback that answers as it is told and keeps what it gets."""

    def __init__(self) -> None:
        self.statuses = [200]
        self.got: list[tuple[dict[str, str], Any]] = []
        webhook = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                webhook.got.append((dict(self.headers), json.loads(body)))
                statuses = webhook.statuses
                self.send_response(statuses.pop(0) if len(statuses) > 1 else statuses[0])
                self.end_headers()

            def log_message(self, *args: Any) -> None: ...

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}/hook"


@pytest.fixture
def webhook() -> Iterator[Webhook]:
    made = Webhook()
    yield made
    made.server.shutdown()


def destination(stack: Stack, url: str) -> str:
    events = stack.client("events")
    connection = events.create_connection(
        Name="chat", AuthorizationType="API_KEY", AuthParameters={
            "ApiKeyAuthParameters": {"ApiKeyName": "X-Key", "ApiKeyValue": "secret"}})
    made = events.create_api_destination(
        Name="chat", ConnectionArn=connection["ConnectionArn"], InvocationEndpoint=url,
        HttpMethod="POST")
    return str(made["ApiDestinationArn"])


def webhook_target(stack: Stack, url: str) -> None:
    arn = destination(stack, url)
    role = stack.role("r", allow("events:InvokeApiDestination", resource=arn),
                      "events.amazonaws.com")
    stack.rule(CUSTOM)
    stack.target(arn, RoleArn=role, DeadLetterConfig={"Arn": stack.queue("dead")})


def test_a_webhook_gets_the_event_with_the_key_of_its_connection(
        stack: Stack, webhook: Webhook) -> None:
    webhook_target(stack, webhook.url)
    event_id = stack.put()
    assert stack.sandbox.drain()
    ((headers, body),) = webhook.got
    assert headers["X-Key"] == "secret"
    assert body["id"] == event_id


def test_a_webhook_that_is_down_for_a_while_is_tried_again(stack: Stack, webhook: Webhook) -> None:
    webhook.statuses = [503, 429, 200]
    webhook_target(stack, webhook.url)
    stack.put()
    assert stack.sandbox.drain()
    assert len(webhook.got) == 3
    assert stack.messages("dead") == []


def test_a_webhook_that_refuses_leaves_a_dead_letter(stack: Stack, webhook: Webhook) -> None:
    webhook.statuses = [404]
    webhook_target(stack, webhook.url)
    event_id = stack.put()
    assert stack.sandbox.drain()
    assert event_id in stack.messages("dead")[0]["Body"]


def test_no_address_but_of_this_machine_is_called(stack: Stack) -> None:
    webhook_target(stack, "https://hooks.example.com/x")
    stack.put()
    assert stack.sandbox.drain()
    told = stack.messages("dead")[0]["MessageAttributes"]["ERROR_MESSAGE"]["StringValue"]
    assert "this machine only" in told


def test_an_event_of_a_partner_arrives_on_its_bus(stack: Stack) -> None:
    name = "aws.partner/zendesk.com/123/default"
    events = stack.client("events")
    events.create_partner_event_source(Name=name, Account="123456789012")
    (found,) = events.list_event_sources(NamePrefix="aws.partner/zendesk.com")["EventSources"]
    assert found["State"] == "PENDING"
    events.create_event_bus(Name=name, EventSourceName=name)
    assert events.describe_event_source(Name=name)["State"] == "ACTIVE"
    stack.rule({"source": [{"prefix": "aws.partner/zendesk.com"}]}, bus=name)
    stack.target(stack.queue("tickets"), bus=name)
    events.put_partner_events(Entries=[{
        "Source": name, "DetailType": "Support Ticket: Ticket Created",
        "Detail": json.dumps({"ticket_event": {"ticket": {"id": 35436}}})}])
    assert stack.sandbox.drain()
    event = json.loads(stack.messages("tickets")[0]["Body"])
    assert (event["source"], event["detail-type"]) == (name, "Support Ticket: Ticket Created")


def forward(sandbox: Sandbox, region: str, account: str, to: str, policy: str) -> None:
    """A rule that sends what the shop says to another bus."""
    iam = sandbox.client("iam", account=account)
    role = iam.create_role(RoleName=f"forward-{region}", AssumeRolePolicyDocument=json.dumps({
        "Version": "2012-10-17", "Statement": [{
            "Effect": "Allow", "Action": "sts:AssumeRole",
            "Principal": {"Service": "events.amazonaws.com"}}]}))["Role"]["Arn"]
    iam.put_role_policy(RoleName=f"forward-{region}", PolicyName="p", PolicyDocument=policy)
    events = sandbox.client("events", region, account)
    events.put_rule(Name="forward", EventPattern=json.dumps(CUSTOM))
    events.put_targets(Rule="forward", Targets=[{"Id": "home", "Arn": to, "RoleArn": role}])


def put_from(sandbox: Sandbox, region: str, account: str) -> None:
    sandbox.client("events", region, account).put_events(Entries=[{
        "Source": "shop", "DetailType": "order", "Detail": "{}"}])
    assert sandbox.drain()


HOME = "arn:aws:events:eu-west-1:123456789012:event-bus/default"


def test_an_event_of_another_region_is_forwarded_home(stack: Stack) -> None:
    stack.rule(CUSTOM)
    stack.target(stack.queue("orders"))
    forward(stack.sandbox, "us-east-1", "123456789012", HOME, allow("events:PutEvents"))
    put_from(stack.sandbox, "us-east-1", "123456789012")
    (message,) = stack.messages("orders")
    assert json.loads(message["Body"])["region"] == "us-east-1"


def of_organization(name: str) -> dict[str, Any]:
    return {"Principal": "*", "Condition": {
        "Type": "StringEquals", "Key": "aws:PrincipalOrgID", "Value": name}}


@pytest.mark.parametrize(("permission", "permitted"), [
    ({"Principal": OTHER}, True), (None, False), ({"Principal": "333333333333"}, False),
    (of_organization("o-exampleorgid"), True), (of_organization("o-anotherorgid"), False)])
def test_an_event_of_another_account_needs_the_permission_of_the_bus(
        stack: Stack, permission: dict[str, Any] | None, permitted: bool) -> None:
    stack.rule(CUSTOM)
    stack.target(stack.queue("orders"))
    if permission:
        stack.client("events").put_permission(
            Action="events:PutEvents", StatementId="member", **permission)
    forward(stack.sandbox, "eu-west-1", OTHER, HOME, allow("events:PutEvents"))
    put_from(stack.sandbox, "eu-west-1", OTHER)
    messages = stack.messages("orders")
    assert [json.loads(one["Body"])["account"] for one in messages] == [OTHER] * permitted


def test_an_event_goes_over_one_other_bus_at_most(stack: Stack) -> None:
    forward(stack.sandbox, "us-east-1", "123456789012", HOME, allow("events:PutEvents"))
    forward(stack.sandbox, "eu-west-1", "123456789012",
            "arn:aws:events:us-west-2:123456789012:event-bus/default", allow("events:PutEvents"))
    put_from(stack.sandbox, "us-east-1", "123456789012")
    assert any("THIRD_REGION_HOP_DETECTED" in entry.text for entry in stack.sandbox.journal)


def test_one_event_reaches_every_target_of_its_rule(stack: Stack, webhook: Webhook) -> None:
    webhook_target(stack, webhook.url)
    topic = stack.client("sns").create_topic(Name="topic")["TopicArn"]
    policy = {"Version": "2012-10-17", "Statement": [{
        "Effect": "Allow", "Principal": {"Service": "events.amazonaws.com"},
        "Action": "sns:Publish", "Resource": topic}]}
    stack.client("sns").set_topic_attributes(
        TopicArn=topic, AttributeName="Policy", AttributeValue=json.dumps(policy))
    inbox = stack.queue("inbox", ("sns.amazonaws.com",))
    stack.client("sns").subscribe(TopicArn=topic, Protocol="sqs", Endpoint=inbox)
    stack.target(stack.queue("orders"))
    stack.target(topic)
    event_id = stack.put()
    assert stack.sandbox.drain()
    assert event_id in stack.messages("orders")[0]["Body"]
    assert event_id in stack.messages("inbox")[0]["Body"]
    assert webhook.got[0][1]["id"] == event_id


def test_a_replay_reaches_the_rules_that_it_names(stack: Stack) -> None:
    events = stack.client("events")
    named = stack.rule(CUSTOM, name="named")
    stack.target(stack.queue("named"), name="named")
    archive = events.create_archive(ArchiveName="all", EventSourceArn=HOME,
                                    EventPattern=json.dumps(CUSTOM))["ArchiveArn"]
    event_id = stack.put()
    assert stack.sandbox.drain()
    stack.rule(CUSTOM, name="other")
    stack.target(stack.queue("other"), name="other")
    stack.messages("named")
    events.start_replay(
        ReplayName="again", EventSourceArn=archive, EventStartTime=0, EventEndTime=4e9,
        Destination={"Arn": HOME, "FilterArns": [named]})
    assert stack.sandbox.drain()
    (message,) = stack.messages("named")
    event = json.loads(message["Body"])
    assert (event["id"], event["replay-name"]) == (event_id, "again")
    assert stack.messages("other") == []


def test_a_sign_in_is_an_event_of_its_region(stack: Stack) -> None:
    stack.trail()
    stack.rule({"source": ["aws.signin"], "detail": {"eventName": ["ConsoleLogin"]}})
    stack.target(stack.queue("sign-ins"))
    stack.sandbox.sign_in("us-east-2", "alice")
    stack.sandbox.sign_in("eu-west-1", "bob", succeeded=False)
    assert stack.sandbox.drain()
    (message,) = stack.messages("sign-ins")
    detail = json.loads(message["Body"])["detail"]
    assert detail["userIdentity"]["userName"] == "bob"
    assert detail["responseElements"] == {"ConsoleLogin": "Failure"}
