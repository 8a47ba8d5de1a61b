"""The sandbox refuses what AWS refuses: a row a limit, tried at it and beyond it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError
from eventbridge_notifier.sandbox.app import Sandbox
from eventbridge_notifier.sandbox.services import SERVICES

from tests.sandbox.people import ACCOUNT, REGION, refused
from tests.sandbox.stack import CUSTOM, Stack, allow, trust, zipped

QUEUE = f"arn:aws:sqs:{REGION}:{ACCOUNT}:q"
LIMITS = [(service.name, operation, limit) for service in SERVICES for limit in service.limits
          for operation in limit.operations.split()]


def padded(size: int) -> str:
    """A policy of so many characters, none of them white space."""
    statement = {"Sid": "", "Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}
    policy = {"Version": "2012-10-17", "Statement": [statement]}
    statement["Sid"] = "x" * (size - len(json.dumps(policy, separators=(",", ":"))))
    return json.dumps(policy, separators=(",", ":"))


@pytest.mark.parametrize(("service", "operation"), [row[:2] for row in LIMITS])
def test_a_limit_names_an_operation_of_its_service(service: str, operation: str) -> None:
    client = boto3.client(service, region_name=REGION)
    assert operation in client.meta.service_model.operation_names


def test_every_limit_says_where_it_comes_from() -> None:
    assert all(limit.source and limit.code for _, _, limit in LIMITS)


def test_a_rule_has_five_targets(stack: Stack) -> None:
    stack.rule(CUSTOM, name="r")
    events = stack.client("events")
    for number in range(5):
        stack.target(f"{QUEUE}{number}", name="r")
    stack.target(f"{QUEUE}0", name="r")  # not a sixth: the same once more
    assert refused(events.put_targets, Rule="r", Targets=[{"Id": "6", "Arn": QUEUE}])[0] \
        == "LimitExceededException"
    assert len(events.list_targets_by_rule(Rule="r")["Targets"]) == 5


@pytest.mark.parametrize(("operation", "params", "at"), [
    ("put_rule", {"Name": "x" * 65, "EventPattern": "{}"}, "'name'"),
    ("put_rule", {"Name": "a b", "EventPattern": '{"source":["a"]}'}, "'name'"),
    ("put_rule", {"Name": "r", "EventPattern": json.dumps({"source": ["x" * 4097]})},
     "'eventPattern'"),
    ("put_rule", {"Name": "r", "EventPattern": '{"source":["a"]}', "Description": "x" * 513},
     "'description'"),
    ("put_targets", {"Rule": "r", "Targets": [{"Id": "1", "Arn": QUEUE, "InputTransformer": {
        "InputTemplate": '"' + "x" * 8191 + '"'}}]},
     "'targets.1.member.inputTransformer.inputTemplate'"),
    ("put_targets", {"Rule": "r", "Targets": [{"Id": "x" * 65, "Arn": QUEUE}]},
     "'targets.1.member.id'"),
    ("create_archive", {"ArchiveName": "x" * 49, "EventSourceArn":
                        f"arn:aws:events:{REGION}:{ACCOUNT}:event-bus/default"}, "'archiveName'"),
    ("create_event_bus", {"Name": "x" * 257}, "'name'"),
])
def test_names_patterns_and_templates_have_the_lengths_of_the_api(
        sandbox: Sandbox, operation: str, params: dict[str, Any], at: str) -> None:
    code, message = refused(getattr(sandbox.client("events"), operation), **params)
    assert code == "ValidationException"
    assert at in message


def test_names_of_roles_and_functions_have_64_characters(stack: Stack) -> None:
    code, message = refused(stack.client("iam").create_role, RoleName="r" * 65,
                            AssumeRolePolicyDocument=trust("lambda.amazonaws.com"))
    assert (code, "less than or equal to 64" in message) == ("ValidationError", True)
    stack.function("f" * 64, zipped("def handle(event, context): ..."), 
                   role=stack.role("r", allow("logs:*")))
    with pytest.raises(ClientError, match="less than or equal to 64"):
        stack.function("f" * 65, zipped(""), role=f"arn:aws:iam::{ACCOUNT}:role/r")


def test_the_policy_of_a_bus_has_10240_characters(sandbox: Sandbox) -> None:
    events = sandbox.client("events")

    def permit(number: int) -> bool:
        try:
            events.put_permission(StatementId=f"member-{number}", Action="events:PutEvents",
                                  Principal=str(100_000_000_000 + number))
        except events.exceptions.PolicyLengthExceededException:
            return False
        return True

    assert not all(map(permit, range(100)))
    policy = json.loads(events.describe_event_bus()["Policy"])
    assert 40 < len(policy["Statement"]) < 60
    assert len(json.dumps(policy, separators=(",", ":"))) <= 10_240
    events.remove_permission(StatementId="member-0")
    assert permit(99)


IAM_POLICIES: list[tuple[str, int, Callable[[Any, str], Any]]] = [
    ("managed", 6_144, lambda iam, policy: iam.create_policy(
        PolicyName="p", PolicyDocument=policy)),
    ("role", 10_240, lambda iam, policy: iam.put_role_policy(
        RoleName="r", PolicyName="p", PolicyDocument=policy)),
    ("user", 2_048, lambda iam, policy: iam.put_user_policy(
        UserName="u", PolicyName="p", PolicyDocument=policy)),
]


@pytest.mark.parametrize(("kind", "size", "put"), IAM_POLICIES, ids=lambda one: str(one)[:8])
def test_policies_of_iam_have_a_largest_size(
        stack: Stack, kind: str, size: int, put: Callable[[Any, str], Any]) -> None:
    iam = stack.client("iam")
    iam.create_user(UserName="u")
    iam.create_role(RoleName="r", AssumeRolePolicyDocument=trust("lambda.amazonaws.com"))
    with pytest.raises(iam.exceptions.LimitExceededException):
        put(iam, padded(size + 1))
    put(iam, json.dumps(json.loads(padded(size)), indent=4))  # white space does not count


def test_all_inline_policies_of_a_role_count_together(stack: Stack) -> None:
    iam = stack.client("iam")
    stack.role("r", padded(6_000))
    with pytest.raises(iam.exceptions.LimitExceededException):
        iam.put_role_policy(RoleName="r", PolicyName="q", PolicyDocument=padded(5_000))
    iam.put_role_policy(RoleName="r", PolicyName="p", PolicyDocument=padded(10_000))


def test_policies_of_buckets_queues_and_keys_have_a_largest_size(stack: Stack) -> None:
    s3, sqs, kms = (stack.client(name) for name in ("s3", "sqs", "kms"))
    s3.create_bucket(Bucket="logs", CreateBucketConfiguration={"LocationConstraint": REGION})
    assert refused(s3.put_bucket_policy, Bucket="logs", Policy=padded(20_481))[0] \
        == "MalformedPolicy"
    assert refused(sqs.create_queue, QueueName="q", Attributes={"Policy": padded(8_193)})[0] \
        == "InvalidAttributeValue"
    assert refused(sqs.create_queue, QueueName="q" * 81)[0] == "InvalidParameterValue"
    assert refused(kms.create_key, Policy=padded(32_769))[0] == "LimitExceededException"


def test_a_new_account_can_reserve_no_concurrency(stack: Stack) -> None:
    stack.function("f", zipped("def handle(event, context): ..."))
    client = stack.client("lambda")
    code, message = refused(client.put_function_concurrency, FunctionName="f",
                            ReservedConcurrentExecutions=5)
    assert code == "InvalidParameterValueException"
    assert "below its minimum value of [10]" in message
    client.put_function_concurrency(FunctionName="f", ReservedConcurrentExecutions=0)


def test_a_region_has_five_trails(stack: Stack) -> None:
    for number in range(5):
        stack.trail(f"trail-{number}")
    cloudtrail = stack.client("cloudtrail")
    assert refused(cloudtrail.create_trail, Name="trail-5", S3BucketName="logs")[0] \
        == "MaximumNumberOfTrailsExceededException"


def test_an_organizations_trail_needs_trusted_access(stack: Stack) -> None:
    arn = stack.trail("mine")
    cloudtrail, organizations = stack.client("cloudtrail"), stack.client("organizations")
    change = {"Name": arn, "IsOrganizationTrail": True}
    assert refused(cloudtrail.update_trail, **change)[0] == "OrganizationsNotInUseException"
    organizations.create_organization(FeatureSet="ALL")
    assert refused(cloudtrail.update_trail, **change)[0] == "CloudTrailAccessNotEnabledException"
    organizations.enable_aws_service_access(ServicePrincipal="cloudtrail.amazonaws.com")
    cloudtrail.update_trail(**change)
    assert cloudtrail.get_trail(Name=arn)["Trail"]["IsOrganizationTrail"]


@pytest.mark.parametrize(("region", "hint"), [("eu-west-11", "Did you mean eu-west-1?"),
                                              ("mars", "")])
def test_a_region_that_aws_does_not_have_is_refused(
        sandbox: Sandbox, region: str, hint: str) -> None:
    code, message = refused(sandbox.client("sqs", region).list_queues)
    assert code == "SignatureDoesNotMatch"
    assert message.startswith("Credential should be scoped to a valid region")
    assert message.endswith(hint)


def test_a_call_in_such_a_region_is_no_event(stack: Stack, capfd: pytest.CaptureFixture[str]
                                             ) -> None:
    stack.trail()
    refused(stack.sandbox.client("lambda", "eu-west-11").get_function_configuration,
            FunctionName="f")
    assert stack.sandbox.drain()
    assert not [entry for entry in stack.sandbox.journal if "eu-west-11" in entry.text]
    assert "Traceback" not in capfd.readouterr().err
