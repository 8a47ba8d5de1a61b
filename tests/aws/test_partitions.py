"""Partitions: each has its regions, homes of global services and sign-in; nothing leaves one."""

from __future__ import annotations

from typing import Any

import pytest
from eventbridge_notifier import aws
from eventbridge_notifier.deploy import placement

from tests.generator.specs import compiled, findings

GOV, CHINA, EUSC = "us-gov-west-1", "cn-north-1", "eusc-de-east-1"


def said(watch: dict[str, Any], **more: Any) -> list[tuple[str, str]]:
    return [(one.level, one.code) for one in findings(watch, **more)]


@pytest.mark.parametrize(("home", "on", "region"), [
    (GOV, "iam:CreateRole", "us-gov-west-1"), ("us-gov-east-1", "iam:CreateRole", "us-gov-west-1"),
    (GOV, "organizations:CreateAccount", "us-gov-west-1"),
    (GOV, "ec2:RunInstances", "us-gov-east-1"), (CHINA, "iam:CreateRole", "cn-north-1"),
    (CHINA, "organizations:CreateAccount", "cn-northwest-1"),
    (CHINA, "route53:CreateHostedZone", "cn-northwest-1"),
    (EUSC, "iam:CreateRole", "eusc-de-east-1"), (EUSC, "ec2:RunInstances", "eusc-de-east-1"),
    ("eu-west-1", "iam:CreateRole", "us-east-1"),
])
def test_a_condition_on_the_region_of_its_own_partition_is_left_alone(
        home: str, on: str, region: str) -> None:
    assert said({"on": on, "where": {"awsRegion": region}}, home_region=home) == []


@pytest.mark.parametrize(("on", "region"), [
    ("iam:CreateRole", "us-gov-east-1"), ("iam:CreateRole", "cn-northwest-1"),
    ("organizations:CreateAccount", "cn-north-1")])
def test_a_region_where_a_global_service_is_not_recorded_is_an_error(on: str, region: str) -> None:
    home = aws.partition_of(region).regions[0]
    assert ("error", "never-in-region") in said({"on": on, "where": {"awsRegion": region}},
                                                home_region=home)


@pytest.mark.parametrize("home", [GOV, "us-gov-east-1", CHINA, "cn-northwest-1", EUSC])
@pytest.mark.parametrize("watch", [
    {"on": "iam:CreateRole"}, {"on": "signin:ConsoleLogin"}, {"on": "sts:AssumeRole"},
    {"on": {"source": "aws.health", "detail-type": "AWS Health Event"}},
    {"pattern": {"source": [{"prefix": "aws."}], "detail": {"errorCode": ["AccessDenied"]}}},
])
def test_no_forwarder_is_planned_outside_the_partition_of_home(
        home: str, watch: dict[str, Any]) -> None:
    result = compiled(watch, home_region=home)
    plan = placement.of(result.spec, result.rules)
    assert set(plan.forward) <= set(aws.partition_of(home).regions)


def test_a_watched_region_of_another_partition_is_refused() -> None:
    assert ("error", "conflict") in said({"on": "ec2:RunInstances"}, home_region=GOV,
                                         regions=[GOV, "us-east-1"])


def test_a_misspelt_region_of_another_partition_is_found() -> None:
    assert ("error", "unknown-region") in said({"on": "ec2:RunInstances"},
                                               home_region="us-gov-wset-1")


def test_every_region_is_of_one_partition() -> None:
    assert len(set(aws.ALL_REGIONS)) == len(aws.ALL_REGIONS)
    for region in aws.ALL_REGIONS:
        assert region in aws.partition_of(region).regions
