"""What services may do by themselves, and with whose key."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.people import ACCOUNT, REGION, People, User, allow, deny, document, refused
from tests.sandbox.resources import ADMIN, bucket, key
from tests.sandbox.stack import CUSTOM, NAME, Stack, zipped

EVENTS = {"Service": "events.amazonaws.com"}
RULE = f"arn:aws:events:{REGION}:{ACCOUNT}:rule/{NAME}-w"
QUEUE, TOPIC = (f"arn:aws:{one}:{REGION}:{ACCOUNT}:target" for one in ("sqs", "sns"))
FUNCTION = zipped("def handle(event, context):\n    return event\n")


def outcome(stack: Stack) -> str:
    """What became of one event: "delivered", or why not."""
    event = stack.put()
    assert stack.sandbox.drain()
    said = [one for one in stack.sandbox.journal if one.event_id == event
            and one.kind in ("delivery", "failure")]
    return said[0].text


def queue(stack: Stack, *statements: dict[str, Any], **attributes: str) -> None:
    policy = {"Policy": document(*statements)} if statements else {}
    stack.client("sqs").create_queue(QueueName="target", Attributes={**policy, **attributes})
    stack.rule(CUSTOM)
    stack.target(QUEUE)


SEND = allow("sqs:SendMessage", resource=QUEUE, Principal=EVENTS)
FROM_RULE = {"Condition": {"ArnEquals": {"aws:SourceArn": RULE}}}
FROM_ELSEWHERE = {"Condition": {"ArnEquals": {"aws:SourceArn": RULE + "x"}}}


@pytest.mark.parametrize(("statements", "said"), [
    ([], "because no resource-based policy allows the sqs:SendMessage action"),
    ([SEND], "delivered"), ([{**SEND, **FROM_RULE}], "delivered"),
    ([{**SEND, **FROM_ELSEWHERE}], "because no resource-based policy"),
    ([{**SEND, "Principal": {"Service": "sns.amazonaws.com"}}], "because no resource-based"),
    ([SEND, {**SEND, "Effect": "Deny"}], "with an explicit deny in a resource-based policy"),
])
def test_a_queues_policy_decides_what_a_rule_may_send(
        stack: Stack, statements: list[Any], said: str) -> None:
    queue(stack, *statements)
    assert said in outcome(stack)


def test_a_permission_lets_one_rule_invoke_a_function(stack: Stack) -> None:
    function = stack.function("target", FUNCTION)
    rule = stack.rule(CUSTOM)
    stack.target(function)
    assert "lambda:InvokeFunction" in outcome(stack)
    stack.permit(function, rule + "-other")
    assert "lambda:InvokeFunction" in outcome(stack)
    stack.client("lambda").remove_permission(FunctionName="target", StatementId="rule")
    stack.permit(function, rule)
    assert outcome(stack) == "delivered"


def test_a_topic_does_not_let_rules_in_by_default(stack: Stack) -> None:
    sns = stack.client("sns")
    sns.create_topic(Name="target")
    stack.rule(CUSTOM)
    stack.target(TOPIC)
    assert "sns:Publish" in outcome(stack)
    sns.set_topic_attributes(TopicArn=TOPIC, AttributeName="Policy", AttributeValue=document(
        allow("sns:Publish", resource=TOPIC, Principal=EVENTS)))
    assert outcome(stack) == "delivered"


@pytest.mark.parametrize("condition", [
    FROM_RULE["Condition"], {"StringEquals": {"aws:SourceAccount": ACCOUNT}}])
def test_a_topic_whose_policy_asks_for_a_source_gets_nothing(
        stack: Stack, condition: dict[str, Any]) -> None:
    """EventBridge user guide, "Using resource-based policies": no conditions for a topic."""
    stack.client("sns").create_topic(Name="target", Attributes={"Policy": document(
        allow("sns:Publish", resource=TOPIC, Principal=EVENTS, Condition=condition))})
    stack.rule(CUSTOM)
    stack.target(TOPIC)
    assert "because no resource-based policy allows the sns:Publish action" in outcome(stack)


def test_a_log_group_needs_a_policy_of_its_account(stack: Stack) -> None:
    logs, group = stack.client("logs"), "/aws/events/target"
    logs.create_log_group(logGroupName=group)
    arn = f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:{group}"
    stack.rule(CUSTOM)
    stack.target(arn)
    assert "logs:PutLogEvents" in outcome(stack)
    logs.put_resource_policy(policyName="p", policyDocument=document(
        allow("logs:PutLogEvents", resource=f"{arn}:*", Principal=EVENTS)))
    assert outcome(stack) == "delivered"


USE = allow("kms:Decrypt", "kms:GenerateDataKey", Principal=EVENTS)


@pytest.mark.parametrize(("statement", "said"), [
    (USE, "delivered"), (None, "not authorized to perform: kms:GenerateDataKey"),
    ({**USE, "Action": "kms:GenerateDataKey"}, "not authorized to perform: kms:Decrypt"),
    ({**USE, "Condition": {"StringEquals": {"kms:EncryptionContext:aws:sqs:arn": QUEUE}}},
     "delivered"),
    ({**USE, **FROM_RULE}, "delivered"), ({**USE, **FROM_ELSEWHERE}, "not authorized"),
])
def test_an_encrypted_queue_needs_its_key_to_let_the_rule_in(
        stack: Stack, statement: Any, said: str) -> None:
    queue(stack, SEND, KmsMasterKeyId=key(stack, *([statement] if statement else [])))
    assert said in outcome(stack)


def test_keys_of_aws_are_for_nobody_elses_services(stack: Stack) -> None:
    queue(stack, SEND, KmsMasterKeyId="alias/aws/sqs")
    assert "a key of AWS" in outcome(stack)


def test_topics_are_told_no_source(stack: Stack) -> None:
    """SNS developer guide: source conditions in the key's policy fail for EventBridge."""
    statement = {**USE, "Condition": {"StringEquals": {"aws:SourceAccount": ACCOUNT}}}
    stack.client("sns").create_topic(Name="target", Attributes={
        "KmsMasterKeyId": key(stack, statement),
        "Policy": document(allow("sns:Publish", resource=TOPIC, Principal=EVENTS))})
    stack.rule(CUSTOM)
    stack.target(TOPIC)
    assert "not authorized to perform: kms:GenerateDataKey" in outcome(stack)


def table(stack: Stack, arn: str) -> None:
    stack.client("dynamodb").create_table(
        TableName="t", BillingMode="PAY_PER_REQUEST",
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        SSESpecification={"Enabled": True, "SSEType": "KMS", "KMSMasterKeyId": arn})


def put(who: User) -> None:
    who.client("dynamodb").put_item(TableName="t", Item={"id": {"S": "1"}})


def test_an_encrypted_table_needs_its_key_in_the_name_of_the_caller(
        stack: Stack, people: People) -> None:
    arn = key(stack)
    table(stack, arn)
    via = {"StringEquals": {"kms:ViaService": f"dynamodb.{REGION}.amazonaws.com",
                            "kms:EncryptionContext:aws:dynamodb:tableName": "t"}}
    without = people.user("without", allow("dynamodb:PutItem"))
    user = people.user("with", allow("dynamodb:PutItem"), allow(
        "kms:Decrypt", resource=arn, Condition=via))
    assert f"kms:Decrypt on resource: {arn}" in refused(put, who=without)[1]
    put(user)
    stack.client("kms").disable_key(KeyId=arn)
    assert refused(put, who=user) == ("AccessDeniedException", f"{arn} is disabled.")
    stack.client("kms").enable_key(KeyId=arn)
    put(user)


def test_a_grant_gives_what_a_policy_does_not(stack: Stack, people: People) -> None:
    arn = key(stack)
    table(stack, arn)
    user = people.user("granted", allow("dynamodb:PutItem"))
    stack.client("kms").create_grant(
        KeyId=arn, GranteePrincipal=f"arn:aws:iam::{ACCOUNT}:user/granted",
        Operations=["Decrypt"],
        Constraints={"EncryptionContextSubset": {"aws:dynamodb:tableName": "t"}})
    put(user)


def test_a_key_does_not_know_the_account_unless_it_says_so(stack: Stack, people: People) -> None:
    boss = people.user("boss", allow("*"))
    closed = document(allow("kms:*", Principal={"AWS": f"arn:aws:iam::{ACCOUNT}:user/boss"}))
    assert refused(stack.client("kms").create_key, Policy=closed) == (
        "MalformedPolicyDocumentException",
        "The new key policy will not allow you to update the key policy in the future.")
    arn = boss.client("kms").create_key(Policy=closed)["KeyMetadata"]["Arn"]
    boss.client("kms").encrypt(KeyId=arn, Plaintext=b"x")
    assert refused(stack.client("kms").encrypt, KeyId=arn, Plaintext=b"x")[0] == (
        "AccessDeniedException")


def test_log_groups_take_no_key_that_keeps_logs_out(stack: Stack) -> None:
    logs = allow("kms:*", Principal={"Service": f"logs.{REGION}.amazonaws.com"}, Condition={
        "ArnEquals": {"kms:EncryptionContext:aws:logs:arn":
                      f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:g"}})
    create = stack.client("logs").create_log_group
    assert refused(create, logGroupName="g", kmsKeyId=key(stack))[0] == "AccessDeniedException"
    create(logGroupName="g", kmsKeyId=(arn := key(stack, logs)))
    assert refused(create, logGroupName="other", kmsKeyId=arn)[0] == "AccessDeniedException"


def test_an_alarm_tells_an_encrypted_topic_if_its_key_lets_it(stack: Stack) -> None:
    sns, watch = stack.client("sns"), stack.client("cloudwatch")
    arn = key(stack)
    sns.create_topic(Name="target", Attributes={"KmsMasterKeyId": arn})
    watch.put_metric_alarm(
        AlarmName="a", MetricName="m", Namespace="n", Period=60, EvaluationPeriods=1,
        Statistic="Sum", Threshold=1, ComparisonOperator="GreaterThanThreshold",
        AlarmActions=[TOPIC])

    def ring() -> tuple[str, str]:
        watch.set_alarm_state(AlarmName="a", StateValue="ALARM", StateReason="test")
        last = [one for one in stack.sandbox.journal if one.target == TOPIC][-1]
        return last.kind, last.text

    assert ring()[0] == "failure"
    stack.client("kms").put_key_policy(KeyId=arn, PolicyName="default", Policy=document(
        ADMIN, allow("kms:Decrypt", "kms:GenerateDataKey*",
                     Principal={"Service": "cloudwatch.amazonaws.com"}, Condition={
                         "StringEquals": {"aws:SourceAccount": ACCOUNT}})))
    assert ring() == ("delivery", "alarm a is ALARM")


def test_what_a_role_has_used_is_known(people: People) -> None:
    """The measure of least privilege: a permission that was never used is one too many."""
    role = people.role("used", {"Service": "lambda.amazonaws.com"},
                       allow("sqs:ListQueues", "sqs:GetQueueUrl"))
    people.session(role).client("sqs").list_queues()
    assert people.sandbox.used_permissions.of(role) == {("sqs:ListQueues", "*")}


def test_a_denial_with_a_condition_binds_only_when_it_holds(stack: Stack) -> None:
    s3 = stack.client("s3")
    bucket(stack, deny("s3:*", resource=["arn:aws:s3:::logs", "arn:aws:s3:::logs/*"],
                       Principal="*", Condition={"Bool": {"aws:SecureTransport": "false"}}))
    s3.put_object(Bucket="logs", Key="k", Body=b"x")
    assert "SecureTransport" in s3.get_bucket_policy(Bucket="logs")["Policy"]
    s3.delete_bucket_policy(Bucket="logs")
    assert refused(s3.get_bucket_policy, Bucket="logs")[0] == "NoSuchBucketPolicy"
    assert refused(s3.get_bucket_policy, Bucket="none")[0] == "NoSuchBucket"
    assert refused(s3.put_bucket_policy, Bucket="logs", Policy="{}")[0] == "MalformedPolicy"


def test_a_queue_keeps_its_policy_when_something_else_is_set(stack: Stack) -> None:
    queue(stack, SEND)
    sqs = stack.client("sqs")
    url = sqs.get_queue_url(QueueName="target")["QueueUrl"]
    sqs.set_queue_attributes(QueueUrl=url, Attributes={"VisibilityTimeout": "5"})
    assert outcome(stack) == "delivered"
    sqs.set_queue_attributes(QueueUrl=url, Attributes={"Policy": ""})
    assert "sqs:SendMessage" in outcome(stack)
