"""What never fires, or not as meant, is found; with its code, its level and the likely word."""

from typing import Any

import pytest
from eventbridge_notifier import aws
from eventbridge_notifier.diagnostics.finding import Finding
from eventbridge_notifier.pipeline.generate import compile_texts

from tests.generator.found import FOUND, LAMBDA, asks, native, raw
from tests.generator.silent import SILENT, SOUND
from tests.generator.specs import compiled, findings


def of(code: str, found: tuple[Finding, ...]) -> Finding:
    matching = [one for one in found if one.code == code]
    assert matching, [str(one) for one in found]
    return matching[0]


ROWS = [*FOUND, *SILENT]


@pytest.mark.parametrize(("watch", "code", "level", "suggestion"), ROWS,
                         ids=[f"{number}-{row[1]}" for number, row in enumerate(ROWS)])
def test_it_is_found_with_code_level_and_suggestion(
        watch: dict[str, Any], code: str, level: str, suggestion: str) -> None:
    one = of(code, findings(watch))
    assert (one.level, one.watch, one.file) == (level, "w0", "watches.yaml")
    assert one.line >= 4
    if suggestion:
        assert one.suggestion == suggestion


def test_a_code_that_begins_unverified_is_a_warning_and_only_such_refuse_nothing() -> None:
    for _, code, level, _ in ROWS:
        assert level == "warning" or not code.startswith("unverified")


@pytest.mark.parametrize("watch", [
    *SOUND,
    {"on": "lambda:CreateFunction", "where": {"requestParameters.runtime": "python3.13"}},
    {"on": ["ssm:SendCommand", "iam:CreateUser", "signin:ConsoleLogin"]},
    asks("kms:Decrypt", "requestParameters.encryptionContext.aws:s3:arn", "x"),
    asks("ec2:AuthorizeSecurityGroupIngress",
         "requestParameters.ipPermissions.items.ipRanges.items.cidrIp", "0.0.0.0/0"),
    asks("s3:PutBucketPolicy", "requestParameters.bucketName", "b"),
    asks("lambda:CreateFunction", "errorCode", {"exists": False}),
    asks("signin:ConsoleLogin", "errorMessage", "Failed authentication", outcome="failed"),
    {"on": "signin:ConsoleLogin", "where": {"responseElements.ConsoleLogin": "Failure",
                                            "errorMessage": "Failed authentication"}},
    native("EC2 Instance State-change Notification", state="stopped"),
    {"on": {"source": "my.app", "detail-type": "Order placed"}, "where": {"total": 3}},
    {"bus": "aws.partner/zendesk.com/1/default", "on": {"source": {"prefix": "aws.partner/zen"}}},
    raw("aws.lambda", eventSource=[LAMBDA],
        eventName=["CreateFunction20150331", "UpdateFunctionConfiguration20150331v2"],
        errorCode=[{"exists": False}], requestParameters={"runtime": ["python3.13"]}),
])
def test_a_sound_watch_has_no_finding_but_what_reads_cost(watch: dict[str, Any]) -> None:
    found = [str(one) for one in findings(watch)
             if one.code not in ("read-only-volume", "region", "data-event")]
    assert found == []


def test_regions_of_the_spec_are_checked() -> None:
    watch = {"on": "lambda:CreateAlias"}
    assert of("unknown-region", findings(watch, home_region="eu-wset-1")).suggestion == "eu-west-1"
    found = of("unknown-region", findings(watch, regions=["eu-west-1", "us-esat-1"]))
    assert (found.suggestion, found.watch) == ("us-east-1", "")


@pytest.mark.parametrize("region", ["cn-north-1", "us-gov-west-1", "eusc-de-east-1"])
def test_a_region_of_another_partition_is_let_pass(region: str) -> None:
    assert findings({"on": "lambda:CreateAlias"}, home_region=region) == ()


@pytest.mark.parametrize("region", ["cn-south-7", "us-gov-north-1", "eusc-fr-west-9"])
def test_a_region_that_a_partition_may_get_is_doubted(region: str) -> None:
    found = findings({"on": "lambda:CreateAlias"}, home_region=region)
    assert [(one.code, one.level) for one in found] == [("unverified-region", "warning")]


@pytest.mark.parametrize(("call", "regions"), [
    ("iam:CreateUser", "us-east-1"),
    ("signin:ConsoleLogin", ", ".join(aws.partition_of(None).sign_in))])
def test_a_rule_that_must_stand_elsewhere_needs_to_know_where_home_is(
        call: str, regions: str) -> None:
    watch = {"on": call}
    found = of("region", findings(watch, home_region=None))
    assert found.level == "warning"
    assert f"appear in {regions} only" in found.message
    assert "region" not in [one.code for one in findings(watch, home_region="eu-west-1")]


def test_quotas_of_a_bus_are_counted_over_all_watches() -> None:
    wild = asks("lambda:CreateFunction", "requestParameters.functionName", {"wildcard": "a*b"})
    hard = of("limit", findings(*[wild] * 31))
    assert (hard.level, "31 rules with a wildcard" in hard.message) == ("error", True)
    assert "another bus" not in hard.message
    mine = {"on": {"source": "my.app"}, "bus": "mine", "where": {"a": {"wildcard": "a*b"}}}
    assert "another bus" in of("limit", findings(*[mine] * 31)).message
    assert "limit" not in [one.code for one in findings(*[wild] * 30)]
    south = findings(*[{"on": "lambda:CreateAlias"}] * 101, home_region="af-south-1")
    assert "quota is 100" in of("quota", south).message
    many = of("quota", findings(*[{"on": "lambda:CreateAlias"}] * 301))
    assert (many.level, "301 rules" in many.message) == ("warning", True)


def test_wildcards_of_exclude_count_over_all_packs() -> None:
    packs = dict.fromkeys(("cis-aws-foundations", "tamper-evidence", "public-exposure"))
    mixed = {"roles": ["arn:aws:iam::123456789012:role/ci", "arn:aws:iam::*:role/deploy"]}
    over = of("limit", findings(watches=None, packs=packs, exclude=mixed))
    assert (over.level, "from `exclude`" in over.message) == ("error", True)
    exact = {"roles": [one.replace("*", "123456789012") for one in mixed["roles"]]}
    assert "limit" not in [one.code for one in findings(watches=None, packs=packs, exclude=exact)]


def test_all_that_is_wrong_is_said_at_once_and_in_order() -> None:
    found = findings({"on": "lambda:CreateFuntcion"}, {"on": "lamdba:CreateFunction"},
                     {"on": "kms:CreateKey", "where": {"userIdentiy.type": "Root"}})
    assert [one.code for one in found if one.level == "error"] == [
        "unknown-operation", "unknown-service", "unknown-record-field"]
    assert [one.line for one in found] == sorted(one.line for one in found)


def test_a_watch_with_an_error_makes_no_rule_and_the_others_do() -> None:
    result = compiled({"on": "lambda:CreateFuntcion"}, {"on": "lambda:CreateAlias"})
    assert [rule.name for rule in result.rules] == ["w1"]


@pytest.mark.parametrize(("written", "meant"), [
    ("1.30", '"1.30"'), ("[13.10]", '"13.10"'), ("1e3", '"1e3"'), ("0x1F", '"0x1F"'),
    ("017", None), ('"1.30"', None)])
def test_a_number_that_should_be_text_is_suggested_as_the_file_writes_it(
        written: str, meant: str | None) -> None:
    text = ("version: 1\nhome_region: eu-west-1\nwatches: {w: {on: eks:CreateCluster, where: "
            f"{{requestParameters.version: {written}}}}}}}")
    found = [one.suggestion for one in compile_texts([("w.yaml", text)]).findings]
    assert found == ([meant] if meant else [])
