"""Every name that a service goes by leads to it, and to the sources that its events have."""

import pytest
from eventbridge_notifier import aws
from eventbridge_notifier.aws.services import services


def test_every_name_that_botocore_has_for_a_service_is_taken() -> None:
    for name, entry in services.index().items():
        for word in {name, entry["prefix"], entry["signing"], entry["id"]} - {""}:
            found = aws.service(word)
            assert found.modelled, word
            assert found.certain, word


@pytest.mark.parametrize(("words", "sources"), [
    (["cloudwatch", "monitoring", "monitoring.amazonaws.com"], ["monitoring"]),
    (["stepfunctions", "states"], ["states"]), (["ses", "email"], ["ses"]),
    (["elb", "elbv2", "elasticloadbalancing"], ["elasticloadbalancing"]),
    (["ecr", "api.ecr"], ["ecr"]), (["tag", "resourcegroupstaggingapi"], ["tagging"]),
    (["docdb", "neptune", "rds"], ["rds"]), (["s3", "s3control"], ["s3"]),
    (["application-autoscaling"], ["autoscaling", "application-autoscaling"]),
    (["signin"], ["signin"]), (["s3express"], ["s3express"]),
])
def test_the_sources_of_a_service_are_those_of_its_events(
        words: list[str], sources: list[str]) -> None:
    for word in words:
        assert list(aws.service(word).sources) == [f"{one}.amazonaws.com" for one in sources]


def test_a_source_that_somebody_names_whole_is_asked_for_whatever_the_tables_say() -> None:
    assert "cloudwatch.amazonaws.com" in aws.service("cloudwatch.amazonaws.com").sources
    unknown = aws.service("brand-new.amazonaws.com")
    assert (unknown.sources, unknown.certain) == (("brand-new.amazonaws.com",), False)


@pytest.mark.parametrize(("name", "events"), [
    ("lambda:CreateFunction", ["CreateFunction20150331"]),
    ("lambda:CreateFunctionUrlConfig", ["CreateFunctionUrlConfig"]),
    ("lambda:UpdateFunctionConfiguration", ["UpdateFunctionConfiguration20150331v2"]),
    ("s3:PutBucketLifecycleConfiguration", ["PutBucketLifecycle"]),
    ("s3:PutPublicAccessBlock", ["PutBucketPublicAccessBlock", "PutPublicAccessBlock"]),
    ("s3:PutBucketNotificationConfiguration",
     ["PutBucketNotification", "PutBucketNotificationConfiguration"]),
    ("cloudfront:CreateDistribution", ["CreateDistribution", "CreateDistribution2020_05_31"]),
    ("iam:CreateUser", ["CreateUser"]), ("signin:ConsoleLogin", ["ConsoleLogin"]),
])
def test_an_operation_has_the_names_that_cloudtrail_writes(name: str, events: list[str]) -> None:
    service, _, operation = name.partition(":")
    found = aws.operation(service, operation)
    assert set(events) <= set(found.event_names)
    assert found.event_names[0] == events[0]
    assert found.certain


@pytest.mark.parametrize(("service", "name", "reads"), [
    ("sts", "AssumeRole", True), ("sts", "GetSessionToken", False), ("iam", "GetUser", True),
    ("iam", "CreateUser", False), ("cloudtrail", "LookupEvents", True),
    ("signin", "GetSigninToken", False), ("kms", "Decrypt", True), ("events", "TestEventPattern",
                                                                   True)])
def test_reads_are_what_cloudtrail_marks_as_such(service: str, name: str, reads: bool) -> None:
    assert aws.operation(service, name).read_only is reads
