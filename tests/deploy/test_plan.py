"""A rule stands wherever events that it matches are recorded, and each event meets one rule."""

from __future__ import annotations

from typing import Any

import pytest
from eventbridge_notifier import aws
from eventbridge_notifier.aws.services import regions
from eventbridge_notifier.deploy import placement

from tests.generator.found import asks, raw
from tests.generator.specs import compiled, findings

HOME = "eu-west-1"


def stands(watch: dict[str, Any], home: str = HOME, **more: Any) -> set[str]:
    """The regions in which a rule of the watch stands."""
    result = compiled(watch, home_region=home, **more)
    assert result.rules, [str(one) for one in result.findings]
    where = placement.of(result.spec, result.rules).regions("w0")
    assert len(where) == len(set(where))
    return set(where)


def scope(*values: str) -> dict[str, Any]:
    return asks("wafv2:DeleteWebACL", "requestParameters.scope", list(values))


def own(source: str, kind: str) -> dict[str, Any]:
    return {"on": {"source": source, "detail-type": kind}}


TRUSTED = own("aws.trustedadvisor", "Trusted Advisor Check Item Refresh Notification")


@pytest.mark.parametrize(("watch", "beside"), [
    ({"on": "lambda:CreateFunction"}, set()),
    (scope("CLOUDFRONT"), {"us-east-1"}), (scope("REGIONAL"), set()),
    (scope("REGIONAL", "CLOUDFRONT"), {"us-east-1"}),
    ({"on": "wafv2:DeleteWebACL"}, {"us-east-1"}),
    (asks("s3:CreateBucket", "awsRegion", "us-east-1"), {"us-east-1"}),
    (asks("s3:CreateBucket", "awsRegion", ["us-east-1", "ap-south-1"]),
     {"us-east-1", "ap-south-1"}),
    (asks("s3:CreateBucket", "awsRegion", ["us-east-1", {"prefix": "eu-"}]), {"us-east-1"}),
    ({"on": {"source": "my.app"}}, set()),
    ({"pattern": {"source": ["my.app"], "region": ["ap-south-1"]}}, {"ap-south-1"}),
    (asks("signin:ConsoleLogin", "awsRegion", "us-east-2"), {"us-east-2"}),
    ({"on": "signin:ConsoleLogin"}, set(regions.SIGN_IN)),
    ({"on": "sts:AssumeRole"}, {"us-east-1"}),
    (TRUSTED, {"us-east-1"}), (own("aws.health", "AWS Health Event"), {"us-east-1"}),
    (own("aws.ec2", "EBS Snapshot Notification"), set()),
    ({"on": "cur:PutReportDefinition"}, {"us-east-1"}),
    ({"on": "ecr-public:CreateRepository"}, {"us-east-1", "us-west-2"}),
    ({"on": "savingsplans:CreateSavingsPlan"}, {"us-east-1"}),
    ({"on": "billingconductor:CreateBillingGroup"}, {"us-east-1"}),
    ({"on": "networkmanager:CreateGlobalNetwork"}, {"us-west-2"}),
    ({"on": "chime:CreateAccount"}, {"us-east-1"}),
    ({"on": "marketplace-catalog:StartChangeSet"}, {"us-east-1"}),
    ({"on": "taxsettings:PutTaxRegistration"}, {"us-east-1"}),
    ({"on": "devicefarm:CreateProject"}, {"us-west-2"}),
    ({"on": "cost-optimization-hub:UpdatePreferences"}, {"us-east-1"}),
    ({"on": "mturk:CreateHIT"}, {"us-east-1"}),
    ({"on": "billingconsole:SetContactAddress"}, {"us-east-1"}),
    (raw("aws.iam", eventName=["CreateUser"]), {"us-east-1"}),
])
def test_a_rule_stands_at_home_and_where_else_its_events_appear(
        watch: dict[str, Any], beside: set[str]) -> None:
    assert stands(watch) == {HOME} | beside


def test_where_home_is_the_only_region_nothing_is_forwarded() -> None:
    for watch in ({"on": "iam:CreateUser"}, {"on": "sts:AssumeRole"}, TRUSTED, scope("CLOUDFRONT")):
        assert stands(watch, "us-east-1") == {"us-east-1"}


def test_only_what_is_surely_recorded_in_one_region_is_left_out_of_the_others() -> None:
    watched = [HOME, "ap-south-1"]
    assert stands({"on": "iam:CreateUser"}, regions=watched) == {HOME, "us-east-1"}
    assert stands({"on": {"source": "aws.iam"}}, regions=watched) == {HOME, "us-east-1"}
    assert stands({"on": "ce:CreateAnomalyMonitor"}, regions=watched) == {*watched, "us-east-1"}
    assert stands(own("aws.health", "AWS Health Event"), regions=watched) == {
        *watched, "us-east-1"}


def test_a_pattern_for_all_of_aws_stands_where_global_services_are_recorded() -> None:
    every = {"pattern": {"source": [{"prefix": "aws."}], "detail-type": [aws.API_CALL]}}
    assert stands(every) == {HOME, "us-east-1", "us-west-2"}


def test_a_condition_on_the_region_that_no_rule_can_meet_is_found() -> None:
    def said(condition: Any, **more: Any) -> list[str]:
        watch = asks("s3:CreateBucket", "awsRegion", condition)
        return [one.code for one in findings(watch, home_region=HOME, **more)
                if one.code == "unverified-region"]
    assert said({"prefix": "us-"}) == ["unverified-region"]
    assert said({"prefix": "us-"}, regions=[HOME, "us-west-1"]) == []
    assert said({"anything-but": "us-east-1"}) == []
    assert said("us-east-1") == []


def test_without_a_home_calls_that_are_made_in_one_region_are_told_to_need_one() -> None:
    watch = {"on": "wafv2:CreateWebACL"}
    far = {**watch, "where": {"requestParameters.scope": "CLOUDFRONT"}}
    codes = [[one.code for one in findings(each, home_region=None)] for each in (watch, far)]
    assert codes == [[], ["region"]]
