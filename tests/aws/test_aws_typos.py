"""A planted typo never compiles in silence, and the right word is at hand."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

import pytest
from eventbridge_notifier import aws
from eventbridge_notifier.aws.cloudtrail import operations, parameters
from eventbridge_notifier.aws.services import services

from tests.aws.typos import slips

SEED = 20261123
SERVICES = 60


@pytest.fixture(scope="module")
def calls() -> list[tuple[str, str]]:
    """Operations of sixty services and of those that people watch most."""
    chance = random.Random(SEED)
    names = chance.sample(sorted(services.index()), SERVICES)
    return [(name, chance.choice(services.index()[name]["operations"]))
            for name in [*names, *["ec2", "s3", "iam", "lambda", "rds", "kms", "sts"] * 3]]


def caught(ask: Callable[[], object]) -> tuple[str, ...] | None:
    """The suggestions for a word that is not taken for certain; None where it is."""
    try:
        found = ask()
    except aws.Unknown as unknown:
        return unknown.suggestions
    return None if getattr(found, "certain", True) else getattr(found, "suggestions", ())


def check(cases: list[tuple[str, str, tuple[str, ...] | None]], least: int) -> None:
    """(typo, meant, suggestions) of each: all caught, and nine of ten with the right word."""
    assert len(cases) >= least
    assert [(typo, meant) for typo, meant, words in cases if words is None] == []
    wrong = [(typo, meant, words) for typo, meant, words in cases if meant not in (words or ())]
    assert len(wrong) <= len(cases) // 10, wrong[:20]


def test_a_typo_in_an_operation_is_caught_and_the_right_one_suggested(
        calls: list[tuple[str, str]]) -> None:
    cases = []
    for service, name in calls:
        valid = {one.lower() for one in operations.known(service)}
        for typo in slips(name):
            if typo.lower() not in valid:
                cases.append((typo, name, caught(lambda s=service, t=typo: aws.operation(s, t))))
    check(cases, 400)


def test_a_typo_in_a_parameter_is_caught_and_the_right_one_suggested(
        calls: list[tuple[str, str]]) -> None:
    cases = []
    for service, name in calls:
        for path, valid in parameters_of(service, name):
            side, _, last = path.rpartition(".")
            for typo in slips(last) if len(last) > 3 else ():
                if typo not in valid:
                    cases.append((f"{side}.{typo}", path, caught(
                        lambda s=service, n=name, p=f"{side}.{typo}": aws.parameter(s, n, p))))
    check(cases, 400)


def test_every_path_that_is_suggested_for_a_typo_is_itself_verified(
        calls: list[tuple[str, str]]) -> None:
    suggested = {(service, name, one) for service, name in calls
                 for path, _ in parameters_of(service, name)
                 for typo in slips(path.removeprefix("requestParameters."))
                 for one in caught(lambda s=service, n=name, p=f"requestParameters.{typo}":
                                   aws.parameter(s, n, p)) or ()}
    assert len(suggested) > 50
    assert [one for one in suggested if not aws.parameter(*one).certain] == []


def parameters_of(service: str, name: str) -> Iterator[tuple[str, set[str]]]:
    """Two parameters of a call, and all the words that are none of them typos."""
    encoded = aws.event(service, name)["detail"]["requestParameters"] or {}
    above = ("requestParameters",)
    while len(encoded) == 1 and isinstance(inside := next(iter(encoded.values())), dict):
        above, encoded = (*above, next(iter(encoded))), inside
    known = {path.rpartition(".")[2] for path in parameters.paths(service, name)}
    valid = known | set(encoded)
    for key in list(encoded)[:2]:
        yield ".".join((*above, key)), valid


def test_a_typo_in_a_service_is_caught_and_the_right_one_suggested() -> None:
    cases = []
    known = {one.lower() for one in services.words()}
    for name in ("lambda", "cloudtrail", "organizations", "secretsmanager", "guardduty", "route53",
                 "dynamodb", "cloudformation", "elasticache", "sagemaker", "stepfunctions"):
        for typo in slips(name):
            if typo not in known:
                cases.append((typo, name, caught(lambda t=typo: aws.service(t))))
    check(cases, 60)


@pytest.mark.parametrize(("service", "operation", "path", "value"), [
    ("lambda", "CreateFunction", "requestParameters.runtime", "python3.8"),
    ("lambda", "CreateFunction", "requestParameters.packageType", "Image"),
    ("ec2", "ModifyInstanceAttribute", "requestParameters.attribute", "userData"),
    ("s3", "PutBucketAcl", "requestParameters.x-amz-acl", "public-read"),
    ("kms", "CreateKey", "requestParameters.keyUsage", "ENCRYPT_DECRYPT"),
    ("cloudtrail", "PutEventSelectors", "requestParameters.eventSelectors.readWriteType",
     "ReadOnly"),
])
def test_a_typo_in_a_value_of_a_closed_list_is_caught(
        service: str, operation: str, path: str, value: str) -> None:
    field = aws.parameter(service, operation, path)
    assert value in field.enum
    cases = [(typo, value, caught(lambda t=typo: aws.value(field, t)))
             for typo in slips(value) if typo not in field.enum]
    check(cases, 5)


@pytest.mark.parametrize("path", [
    "userIdentity.type", "sourceIPAddress", "errorCode", "userIdentity.sessionContext",
    "tlsDetails.tlsVersion", "userAgent", "recipientAccountId", "eventName",
])
def test_a_typo_in_a_field_of_the_record_is_caught(path: str) -> None:
    cases = [(typo, path, caught(lambda t=typo: aws.record_field(t))) for typo in slips(path)]
    check(cases, 8)


@pytest.mark.parametrize(("wrong", "right"), [
    ("lambda", "s3:CreateBucket"), ("ec2", "iam:CreateUser"), ("iam", "sts:AssumeRole"),
    ("s3", "cloudtrail:StopLogging"), ("config", "kms:ScheduleKeyDeletion"),
])
def test_an_operation_of_another_service_is_caught_and_the_owner_named(
        wrong: str, right: str) -> None:
    assert right in (caught(lambda: aws.operation(wrong, right.split(":")[1])) or ())


def test_a_typo_in_a_detail_type_is_caught() -> None:
    for source, kind in (("aws.ec2", "EBS Snapshot Notification"), ("aws.health",
                         "AWS Health Event"), ("aws.lambda", "AWS API Call via CloudTrail")):
        cases = [(typo, kind, caught(lambda s=source, t=typo: aws.native_event(s, t)))
                 for typo in slips(kind)]
        check(cases, 8)
