"""The trail is armed for the data events that watches name, and for nothing wider."""

from typing import Any

import pytest
import yaml
from eventbridge_notifier import aws
from eventbridge_notifier.diagnostics.finding import errors
from eventbridge_notifier.pipeline.generate import Generated, generate

ARMED = {"main.tf": 'module "n" {\n  trail = { data_selectors = local.data_resources }\n}\n'}
BUCKET, KEY = "requestParameters.bucketName", "requestParameters.key"


def generated(*watches: dict[str, Any], around: dict[str, str] | None = None,
              **more: Any) -> Generated:
    named = {f"w{number}": watch for number, watch in enumerate(watches)}
    spec = {"version": 1, "home_region": "eu-west-1", "watches": named, **more}
    return generate([("w.yaml", yaml.safe_dump(spec))], ARMED if around is None else around)


S3, LAMBDA, TABLE = "AWS::S3::Object", "AWS::Lambda::Function", "AWS::DynamoDB::Table"
FUNCTION = "arn:aws:lambda:eu-west-1:{account}:function:"


@pytest.mark.parametrize(("watch", "kind", "arns", "prefixes"), [
    ({"on": "s3:PutObject"}, S3, [], []),
    ({"on": "s3:PutObject", "where": {BUCKET: "b"}}, S3, [], ["arn:aws:s3:::b/"]),
    ({"on": "s3:PutObject", "where": {BUCKET: ["b", "c"], KEY: {"prefix": "in/"}}}, S3, [],
     ["arn:aws:s3:::b/in/", "arn:aws:s3:::c/in/"]),
    ({"on": "s3:PutObject", "where": {BUCKET: "b", KEY: "a.csv"}}, S3, ["arn:aws:s3:::b/a.csv"],
     []),
    ({"on": "s3:PutObject", "where": {BUCKET: {"prefix": "log"}}}, S3, [], ["arn:aws:s3:::log"]),
    ({"on": "s3:PutObject", "where": {BUCKET: {"suffix": "log"}}}, S3, [], []),
    ({"on": "s3:PutObject", "where": {"resources.ARN": "arn:aws:s3:::b/k"}}, S3,
     ["arn:aws:s3:::b/k"], []),
    ({"on": "lambda:Invoke"}, LAMBDA, [], []),
    ({"on": "lambda:Invoke", "where": {"requestParameters.functionName": "pay"}}, LAMBDA,
     [f"{FUNCTION}pay"], []),
    ({"on": "dynamodb:PutItem"}, TABLE, [], []),
])
def test_a_selector_is_as_narrow_as_the_watch(
        watch: dict[str, Any], kind: str, arns: list[str], prefixes: list[str]) -> None:
    (found,) = generated(watch).plan.data_resources
    assert found.as_dict() == {"type": kind, "arns": arns, "arn_prefixes": prefixes}


def test_watches_of_one_type_share_its_entry_and_one_that_wants_all_has_all() -> None:
    narrow = [{"on": "s3:PutObject", "where": {BUCKET: one}} for one in "ab"]
    (both,) = generated(*narrow).plan.data_resources
    assert both.arn_prefixes == ("arn:aws:s3:::a/", "arn:aws:s3:::b/")
    (whole,) = generated(*narrow, {"on": "s3:GetObject"}).plan.data_resources
    assert whole.as_dict() == {"type": S3, "arns": [], "arn_prefixes": []}


def test_the_stack_that_hands_them_on_has_no_finding_and_its_files_have_the_list() -> None:
    result = generated({"on": "s3:PutObject", "where": {BUCKET: "b"}})
    assert errors(result.compiled.findings) == ()
    assert '"arn_prefixes" = ["arn:aws:s3:::b/"]' in result.files["watches.tf"]


def test_a_stack_that_does_not_is_an_error_and_one_with_another_trail_a_warning() -> None:
    watch = {"on": "lambda:Invoke"}
    bare = generated(watch, around={"main.tf": ""}).compiled.findings
    assert [one.code for one in errors(bare)] == ["data-event"]
    other = generated(watch, around={"main.tf": "  create_trail = false\n"}).compiled.findings
    (found,) = [one for one in other if one.code == "stack-selectors"]
    assert (found.level, LAMBDA in found.message) == ("warning", True)


def test_more_values_than_a_trail_takes_are_refused_with_their_number() -> None:
    keys = {BUCKET: [f"bucket-{number}" for number in range(60)]}
    watches = [{"on": "s3:PutObject", "where": {**keys, KEY: [f"{part}-{one}" for one in range(3)]}}
               for part in "abc"]
    (found,) = [one for one in generated(*watches).compiled.findings
                if one.code == "selector-values"]
    assert (found.level, "544 values" in found.message) == ("error", True)


NETWORK = {"on": {"source": "aws.ec2", "detail-type": aws.NETWORK_ACTIVITY},
           "where": {"errorCode": "VpceAccessDenied"}}
INSIGHT = {"on": {"source": "aws.cloudtrail", "detail-type": aws.INSIGHT},
           "where": {"insightDetails.insightType": "ApiErrorRateInsight"}}


@pytest.mark.parametrize(("watch", "name", "value"), [
    (NETWORK, "network_activity", "ec2.amazonaws.com"),
    (INSIGHT, "insights", "ApiErrorRateInsight")])
def test_network_activity_and_insights_are_armed_as_data_events_are(
        watch: dict[str, Any], name: str, value: str) -> None:
    bare = generated(watch, around={"main.tf": ""})
    (found,) = errors(bare.compiled.findings)
    assert (found.code, f"local.{name}" in found.message) == ("data-event", True)
    armed = {"main.tf": f'module "n" {{\n  trail = {{ {name} = local.{name} }}\n}}\n'}
    result = generated(watch, around=armed)
    assert errors(result.compiled.findings) == ()
    assert f'{name} = ["{value}"]' in " ".join(result.files["watches.tf"].split())
    lifted = generated({**watch, "accept": {"data-event": "ours"}}, around={"main.tf": ""})
    assert errors(lifted.compiled.findings) == ()


def test_a_call_that_is_network_activity_too_needs_none_of_it() -> None:
    assert generated({"on": "kms:ListKeys"}).plan.network_activity == ()


def test_insights_without_a_type_are_both() -> None:
    watch = {"on": INSIGHT["on"]}
    assert generated(watch).plan.insights == ("ApiCallRateInsight", "ApiErrorRateInsight")
