"""The word that is proposed is one that fires; IAM's permissions are not taken for calls."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any

import pytest
from eventbridge_notifier import aws
from eventbridge_notifier.aws.cloudtrail import operations
from eventbridge_notifier.aws.services import permissions
from eventbridge_notifier.aws.suggest import ALIKE, closest

from tests.generator.specs import findings


def said(watch: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(one.level, one.code, one.suggestion) for one in findings(watch)
            if one.code != "read-only-volume"]


@pytest.mark.parametrize(("on", "suggestion"), [
    ("apigateway:POST", "CreateRestApi"), ("apigateway:DELETE", "DeleteRestApi"),
    ("rds-db:connect", ""), ("elasticfilesystem:ClientMount", "NewClientConnection"),
    ("es:ESHttpPost", ""), ("aws-portal:ViewBilling", ""), ("bedrock:CallWithBearerToken", ""),
    ("kafka-cluster:Connect", ""), ("neptune-db:connect", ""), ("vpc-lattice-svcs:Invoke", ""),
    ("s3:PutEncryptionConfiguration", "PutBucketEncryption"),
    ("s3:PutLifecycleConfiguration", "PutBucketLifecycle"),
    ("s3:PutReplicationConfiguration", "PutBucketReplication"), ("s3:ListBucket", "ListObjects"),
    ("lambda:InvokeFunction", "Invoke"), ("iam:PassRole", ""),
])
def test_a_permission_of_iam_is_no_event_for_certain(on: str, suggestion: str) -> None:
    assert said({"on": on}) == [("warning", "unverified-operation", suggestion)]


def test_what_a_permission_allows_is_a_call_that_can_be_watched() -> None:
    for (service, name), allowed in permissions.ALLOWS.items():
        assert not aws.operation(service, name).certain, name
        assert [one for one in allowed if not aws.operation(service, one).certain] == []


@pytest.mark.parametrize("on", [
    "purchase-orders:AddPurchaseOrder", "sso-directory:AddMemberToGroup", "codecommit:GitPull",
    "ssm:UpdateInstanceInformation", "controltower:EnableGuardrail", "sso:AssociateDirectory",
])
def test_a_call_that_documentation_or_records_have_is_taken_in_silence(on: str) -> None:
    assert said({"on": on}) == []


@pytest.mark.parametrize(("on", "suggestion"), [
    ("aws.s3:PutBucketAcl", "s3"), ("parameterstore:PutParameter", "ssm:PutParameter"),
    ("sso:CreateUser", "identitystore:CreateUser"), ("ecs:CreateUser", "iam:CreateUser"),
    ("iam:ConsoleLogin", "signin:ConsoleLogin"), ("sts:ConsoleLogin", "signin:ConsoleLogin"),
    ("signin:Login", "ConsoleLogin"), ("lamdba:CreateFunction", "lambda"),
    ("route53:CreateBucket", "s3:CreateBucket"),
])
def test_the_service_that_was_meant_is_proposed(on: str, suggestion: str) -> None:
    assert [one[2] for one in said({"on": on})] == [suggestion]


@pytest.mark.parametrize(("on", "suggestion"), [
    ("lambda:*", "{source: aws.lambda, detail-type: AWS API Call via CloudTrail}"),
    ("iam:Create*", "{source: aws.iam, detail-type: AWS API Call via CloudTrail} with `where: "
                    "{eventName: {prefix: Create}}`"),
    ("lambda:Publish*", "[lambda:PublishLayerVersion, lambda:PublishVersion]"),
])
def test_a_star_in_an_operation_is_an_error_and_what_to_write_instead_is_said(
        on: str, suggestion: str) -> None:
    assert said({"on": on}) == [("error", "unknown-operation", suggestion)]


def test_what_is_proposed_for_a_star_compiles() -> None:
    listed = {"on": ["lambda:PublishLayerVersion", "lambda:PublishVersion"]}
    begins = {"on": {"source": "aws.iam", "detail-type": aws.API_CALL},
              "where": {"eventName": {"prefix": "Create"}}}
    assert (said(listed), said(begins)) == ([], [])


@pytest.mark.parametrize("on", [
    "chime:CreateChannel", "chime.amazonaws.com:BatchCreateAttendee", "chime:TagResource"])
def test_a_call_that_a_service_of_the_same_source_still_has_is_not_retired(on: str) -> None:
    assert said({"on": on}) == []


def test_a_call_that_no_service_has_any_more_is_retired() -> None:
    assert [one[1] for one in said({"on": "worklink:CreateFleet"})] == ["retiring"]


@pytest.mark.parametrize(("name", "path", "source"), [
    ("MeterUsage", "productCode", "metering-marketplace.amazonaws.com"),
    ("StartChangeSet", "catalog", "catalog.marketplace.amazonaws.com")])
def test_iams_prefix_of_the_marketplace_leads_to_the_service_that_has_the_call(
        name: str, path: str, source: str) -> None:
    found = aws.operation("aws-marketplace", name)
    assert source in found.sources
    assert aws.parameter(found.service, found.name, f"requestParameters.{path}").certain


@pytest.mark.parametrize("word", ["createuser", "creatinguser", "userlist", "getkey", "xyzzy"])
def test_the_nearest_word_is_the_first_of_the_nearest_three(word: str) -> None:
    known = sorted(one.lower() for one in operations.known("iam"))
    assert list(closest(word, known, 1)) == (
        [word] if word in known else get_close_matches(word, known, 1, ALIKE))
