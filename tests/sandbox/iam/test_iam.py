"""The sandbox lets users and roles do what their policies say, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from eventbridge_notifier.sandbox.app import Sandbox

from tests.sandbox.people import ACCOUNT, REGION, People, User, allow, deny, document, refused

TABLE = f"arn:aws:dynamodb:{REGION}:{ACCOUNT}:table/"
ITEM = {"id": {"S": "1"}}


@pytest.fixture(scope="module")
def running() -> Iterator[Sandbox]:
    with Sandbox(region=REGION) as one:
        for table in ("mine", "yours"):
            one.client("dynamodb").create_table(
                TableName=table, BillingMode="PAY_PER_REQUEST",
                KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
                AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}])
        one.client("s3").create_bucket(
            Bucket="bucket", CreateBucketConfiguration={"LocationConstraint": REGION})
        yield one


@pytest.fixture
def people(running: Sandbox) -> People:
    return People(running)


def put(who: User, table: str = "mine") -> Any:
    return who.client("dynamodb").put_item(TableName=table, Item=ITEM)


def test_a_scoped_policy_lets_through_and_refuses_elsewhere(people: People) -> None:
    ann = people.user("scoped", allow("dynamodb:PutItem", resource=TABLE + "mine"))
    put(ann)
    code, message = refused(put, who=ann, table="yours")
    assert code == "AccessDeniedException"
    assert message == (
        f"User: arn:aws:iam::{ACCOUNT}:user/scoped is not authorized to perform: dynamodb:PutItem "
        f"on resource: {TABLE}yours because no identity-based policy allows the dynamodb:PutItem "
        "action")


def test_an_explicit_deny_wins(people: People) -> None:
    ann = people.user("denied", allow("*"), deny("dynamodb:*", resource=TABLE + "yours"))
    put(ann)
    assert "with an explicit deny in an identity-based policy" in refused(
        put, who=ann, table="yours")[1]


def test_a_role_without_put_item_is_denied(people: People) -> None:
    role = people.role("reader", {"Service": "lambda.amazonaws.com"}, allow("dynamodb:GetItem"))
    code, message = refused(put, who=people.session(role))
    assert code == "AccessDeniedException"
    assert "assumed-role/reader/test is not authorized to perform: dynamodb:PutItem" in message


def test_a_boundary_limits_what_policies_give(people: People) -> None:
    limit = people.iam.create_policy(
        PolicyName="limit", PolicyDocument=document(allow("dynamodb:*")))["Policy"]["Arn"]
    ann = people.user("bounded", allow("*"), PermissionsBoundary=limit)
    put(ann)
    code, message = refused(ann.client("sqs").list_queues)
    assert (code, "no permissions boundary allows" in message) == ("AccessDenied", True)
    people.iam.delete_user_permissions_boundary(UserName="bounded")
    ann.client("sqs").list_queues()
    people.iam.put_user_permissions_boundary(UserName="bounded", PermissionsBoundary=limit)
    assert refused(ann.client("sqs").list_queues)[0] == "AccessDenied"


def test_groups_and_managed_policies_count(people: People) -> None:
    iam = people.iam
    arn = iam.create_policy(PolicyName="writers", PolicyDocument=document(
        allow("dynamodb:PutItem")))["Policy"]["Arn"]
    iam.create_group(GroupName="writers")
    ann = people.user("member")
    assert refused(put, who=ann)[0] == "AccessDeniedException"
    iam.add_user_to_group(GroupName="writers", UserName="member")
    iam.attach_group_policy(GroupName="writers", PolicyArn=arn)
    put(ann)
    iam.create_policy_version(PolicyArn=arn, PolicyDocument=document(allow("sqs:*")),
                              SetAsDefault=True)
    assert refused(put, who=ann)[0] == "AccessDeniedException"


def test_a_role_is_assumed_by_whom_it_trusts(people: People) -> None:
    ann = people.user("ann", allow("sts:AssumeRole"))
    bob = people.user("bob", allow("sts:AssumeRole"))
    role = people.role("trusting", {"AWS": f"arn:aws:iam::{ACCOUNT}:user/ann"},
                       allow("dynamodb:*"))
    session = ann.assume(role)
    put(session)
    assert session.client("sts").get_caller_identity()["Arn"].endswith("trusting/test")
    assert refused(bob.assume, role=role)[0] == "AccessDenied"


def test_a_session_policy_limits_the_session(people: People) -> None:
    ann = people.user("narrow", allow("sts:AssumeRole"))
    role = people.role("wide", {"AWS": ACCOUNT}, allow("*"))
    session = ann.assume(role, Policy=document(allow("dynamodb:*", resource=TABLE + "mine")))
    put(session)
    assert "no session policy allows" in refused(put, who=session, table="yours")[1]


def test_batches_and_transactions_ask_for_every_table(people: People) -> None:
    ann = people.user("batch", allow("dynamodb:*", resource=TABLE + "mine"))
    client = ann.client("dynamodb")
    write = [{"PutRequest": {"Item": ITEM}}]
    client.batch_write_item(RequestItems={"mine": write})
    assert TABLE + "yours" in refused(client.batch_write_item, RequestItems={
        "mine": write, "yours": write})[1]
    assert "dynamodb:PutItem on resource: " + TABLE + "yours" in refused(
        client.transact_write_items,
        TransactItems=[{"Put": {"TableName": "yours", "Item": ITEM}}])[1]


def test_queries_of_an_index_need_the_index(people: People) -> None:
    ann = people.user("query", allow("dynamodb:Query", resource=TABLE + "mine/index/by_day"))
    query = {"TableName": "mine", "KeyConditionExpression": "id = :i",
             "ExpressionAttributeValues": {":i": {"S": "1"}}}
    assert refused(ann.client("dynamodb").query, **query)[0] == "AccessDeniedException"
    assert refused(ann.client("dynamodb").query, IndexName="by_day", **query)[0] != (
        "AccessDeniedException")


@pytest.mark.parametrize(("service", "operation", "params", "code", "action"), [
    ("s3", "put_object", {"Bucket": "bucket", "Key": "k"}, "AccessDenied", "s3:PutObject"),
    ("s3", "list_objects_v2", {"Bucket": "bucket"}, "AccessDenied", "s3:ListBucket"),
    ("s3", "list_buckets", {}, "AccessDenied", "s3:ListAllMyBuckets"),
    ("sqs", "get_queue_url", {"QueueName": "q"}, "AccessDenied", "sqs:GetQueueUrl"),
    ("sns", "create_topic", {"Name": "t"}, "AuthorizationError", "sns:CreateTopic"),
    ("iam", "list_users", {}, "AccessDenied", "iam:ListUsers"),
    ("ec2", "describe_instances", {}, "UnauthorizedOperation", "ec2:DescribeInstances"),
    ("lambda", "list_functions", {}, "AccessDeniedException", "lambda:ListFunctions"),
    ("lambda", "invoke", {"FunctionName": "f"}, "AccessDeniedException",
     "lambda:InvokeFunction"),
    ("kms", "create_key", {}, "AccessDeniedException", "kms:CreateKey"),
    ("events", "put_rule", {"Name": "r", "EventPattern": "{}"}, "AccessDeniedException",
     "events:PutRule"),
    ("cloudwatch", "describe_alarms", {}, "AccessDenied", "cloudwatch:DescribeAlarms"),
    ("logs", "create_log_group", {"logGroupName": "g"}, "AccessDeniedException",
     "logs:CreateLogGroup"),
    ("stepfunctions", "list_state_machines", {}, "AccessDeniedException",
     "states:ListStateMachines"),
])
def test_refusals_have_the_services_own_shape(
        people: People, service: str, operation: str, params: dict[str, Any], code: str,
        action: str) -> None:
    nobody = people.user(f"{service}-{operation}")
    given, message = refused(getattr(nobody.client(service), operation), **params)
    assert given == code
    assert f"not authorized to perform: {action} on resource" in message


def test_passing_a_role_needs_a_permission(people: People) -> None:
    role = people.role("passed", {"Service": "lambda.amazonaws.com"})
    create = {"FunctionName": "f", "Role": role, "Runtime": "python3.13", "Handler": "h.h",
              "Code": {"ZipFile": b"PK"}}
    ann = people.user("deployer", allow("lambda:CreateFunction"), allow(
        "iam:PassRole", Condition={"StringEquals": {"iam:PassedToService": "ec2.amazonaws.com"}}))
    code, message = refused(ann.client("lambda").create_function, **create)
    assert code == "AccessDeniedException"
    assert f"iam:PassRole on resource: {role}" in message


def test_conditions_see_the_call(people: People) -> None:
    ann = people.user("careful", allow("s3:PutObject", Condition={
        "StringEquals": {"s3:x-amz-acl": "bucket-owner-full-control"},
        "Bool": {"aws:SecureTransport": "true"}, "IpAddress": {"aws:SourceIp": "127.0.0.0/8"}}))
    s3 = ann.client("s3")
    s3.put_object(Bucket="bucket", Key="k", ACL="bucket-owner-full-control")
    assert refused(s3.put_object, Bucket="bucket", Key="k")[0] == "AccessDenied"


def test_a_resources_policy_is_enough_in_its_account_and_its_denials_hold_for_root(
        people: People) -> None:
    ann, s3 = people.user("guest"), people.sandbox.client("s3")
    key = {"Bucket": "bucket", "Key": "shared/k"}
    assert refused(ann.client("s3").put_object, **key)[0] == "AccessDenied"
    s3.put_bucket_policy(Bucket="bucket", Policy=document(
        allow("s3:PutObject", resource="arn:aws:s3:::bucket/shared/*",
              Principal={"AWS": f"arn:aws:iam::{ACCOUNT}:user/guest"}),
        deny("s3:DeleteObject", resource="arn:aws:s3:::bucket/*", Principal="*")))
    ann.client("s3").put_object(**key)
    assert "explicit deny in a resource-based policy" in refused(s3.delete_object, **key)[1]
    s3.delete_bucket_policy(Bucket="bucket")
    s3.delete_object(**key)


def test_a_deleted_key_is_nobodys(people: People) -> None:
    ann = people.user("leaver", allow("*"))
    put(ann)
    people.iam.update_access_key(UserName="leaver", AccessKeyId=ann.key, Status="Inactive")
    assert refused(put, who=ann)[0] == "InvalidClientTokenId"
    people.iam.update_access_key(UserName="leaver", AccessKeyId=ann.key, Status="Active")
    put(ann)
    people.iam.delete_access_key(UserName="leaver", AccessKeyId=ann.key)
    assert refused(put, who=ann)[0] == "InvalidClientTokenId"


def test_twelve_digits_are_an_accounts_root_user(people: People) -> None:
    other = people.sandbox.client("sts", account="999999999999")
    assert other.get_caller_identity()["Account"] == "999999999999"
