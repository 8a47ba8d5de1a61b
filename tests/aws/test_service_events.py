"""Names that CloudTrail writes beside the API's: service events, dates, sources of their own."""

from __future__ import annotations

import pytest
from eventbridge_notifier import aws

# Each from a user guide's CloudTrail page or a public report, not from our tables.
ALSO_SERVICE_EVENTS = [
    ("sso", "GetRoleCredentials"), ("sso", "ListAccounts"), ("sso", "ListAccountRoles"),
    ("sso", "Logout"), ("sso-oidc", "CreateToken"), ("ecr", "CreateRepository"),
    ("ecr", "BatchGetImage"), ("kms", "ScheduleKeyDeletion"), ("kms", "Decrypt"),
    ("controltower", "EnableControl"), ("appstream", "CreateImage"),
    ("backup", "DeleteRecoveryPoint"), ("codebuild", "StartBuild"),
    ("quicksight", "CreateDashboard"),
]
DATED = [
    ("AddLayerVersionPermission", "AddLayerVersionPermission20181031"),
    ("GetLayerVersionPolicy", "GetLayerVersionPolicy20181031"),
    ("RemoveLayerVersionPermission", "RemoveLayerVersionPermission20181031"),
    ("PublishLayerVersion", "PublishLayerVersion20181031"),
    ("CreateFunctionUrlConfig", "CreateFunctionUrlConfig20211031"),
    ("PutFunctionConcurrency", "PutFunctionConcurrency20171031"),
    ("UpdateFunctionCode", "UpdateFunctionCode20150331v2"),
    ("PutFunctionEventInvokeConfig", "PutFunctionEventInvokeConfig20190925"),
    ("DeleteFunction", "DeleteFunction20150331"), ("TagResource", "TagResource20170331v2"),
]
READS = [
    ("elasticfilesystem", "NewClientConnection"), ("elasticfilesystem", "UpdateClientConnection"),
    ("ecr", "PolicyExecutionEvent"), ("ecr", "ImageActivationEvent"), ("sso", "GetRoleCredentials"),
    ("sso", "ListAccounts"), ("sso", "Authenticate"), ("sso", "Federate"),
    ("kms", "Decrypt"), ("logs", "StartQuery"),
]
SOURCES = [
    ("sagemaker-metrics", "metrics-sagemaker"), ("codeconnections", "codestar-connections"),
    ("cloudwatch", "monitoring"), ("stepfunctions", "states"), ("efs", "elasticfilesystem"),
    ("emr", "elasticmapreduce"), ("opensearchserverless", "aoss"), ("ses", "ses"),
    ("sso-admin", "sso"), ("mq", "amazonmq"), ("rds-data", "rdsdata"),
]
S3_NAMES = [
    ("PutObjectRetention", "PutObjectLockRetention"),
    ("GetObjectRetention", "GetObjectLockRetention"),
    ("PutObjectLegalHold", "PutObjectLockLegalHold"),
    ("GetObjectLegalHold", "GetObjectLockLegalHold"),
    ("PutObjectLockConfiguration", "PutBucketObjectLockConfiguration"),
    ("PutPublicAccessBlock", "PutBucketPublicAccessBlock"),
    ("PutAccountPublicAccessBlock", "PutAccountPublicAccessBlock"),
    ("PutBucketLifecycleConfiguration", "PutBucketLifecycle"),
    ("PutBucketNotificationConfiguration", "PutBucketNotification"),
    ("ListObjectsV2", "ListObjects"),
]


@pytest.mark.parametrize(("service", "name"), ALSO_SERVICE_EVENTS)
def test_what_services_write_themselves_is_asked_for_beside_the_call(
        service: str, name: str) -> None:
    found = aws.operation(service, name)
    assert {aws.API_CALL, aws.SERVICE_EVENT} <= set(found.detail_types)


@pytest.mark.parametrize(("name", "written"), DATED)
def test_a_lambda_operation_is_asked_for_with_its_date_and_without(name: str, written: str) -> None:
    assert {name, written} <= set(aws.operation("lambda", name).event_names)


@pytest.mark.parametrize(("service", "name"), READS)
def test_a_service_event_that_reads_is_known_as_a_read(service: str, name: str) -> None:
    assert aws.operation(service, name).read_only


@pytest.mark.parametrize(("service", "source"), SOURCES)
def test_a_service_has_the_source_that_its_events_have(service: str, source: str) -> None:
    assert f"{source}.amazonaws.com" in aws.service(service).sources


@pytest.mark.parametrize(("name", "written"), S3_NAMES)
def test_an_s3_operation_is_asked_for_by_the_name_that_cloudtrail_writes(
        name: str, written: str) -> None:
    assert written in aws.operation("s3", name).event_names


def test_siblings_that_share_a_name_share_no_list_of_values() -> None:
    """Both autoscaling and application-autoscaling write PutScalingPolicy, with other types."""
    field = aws.parameter("autoscaling", "PutScalingPolicy", "requestParameters.policyType")
    assert field.certain
    assert field.enum == ()


@pytest.mark.parametrize("path", [
    "attribute.KmsMasterKeyId", "attributes.KmsMasterKeyId", "attribute.Policy", "tag.team",
    "attributes.RedrivePolicy", "queueName", "tags.team"])
def test_a_queue_is_known_by_what_old_and_new_clients_send(path: str) -> None:
    assert aws.parameter("sqs", "CreateQueue", f"requestParameters.{path}").certain
