"""What never fires, or not as meant, is found; with its code, its level and the likely word."""

from typing import Any

import pytest

from generator.findings import Finding
from tests.generator.specs import compiled, findings

CALL = ["AWS API Call via CloudTrail"]


def raw(source: str, **detail: Any) -> dict[str, Any]:
    return {"pattern": {"source": [source], "detail-type": CALL, "detail": detail}}


def native(kind: str, **detail: Any) -> dict[str, Any]:
    where = {"where": detail} if detail else {}
    return {"on": {"source": "aws.ec2", "detail-type": kind}, **where}


def asks(on: str, path: str, value: Any, **more: Any) -> dict[str, Any]:
    return {"on": on, "where": {path: value}, **more}


FUNCTION = "requestParameters.functionName"
LAMBDA = "lambda.amazonaws.com"

FOUND = [
    ({"on": "lamdba:CreateFunction"}, "unknown-service", "error", "lambda"),
    ({"on": "lambda:CreateFuntcion"}, "unknown-operation", "error", "CreateFunction"),
    ({"on": "ec2:CreateFunction"}, "unverified-operation", "warning", "lambda:CreateFunction"),
    ({"on": "frobnicator:CreateFrob"}, "unverified-service", "warning", ""),
    (asks("lambda:CreateFunction", "requestParameters.runtme", "python3.13"),
     "unknown-parameter", "error", "requestParameters.runtime"),
    (asks("lambda:CreateFunction", "requestParameters.kind", "x"), "unverified-parameter",
     "warning", ""),
    (asks("ec2:RunInstances", "requestParameters.instanceTyp", "t3.micro"),
     "unverified-parameter", "warning", "requestParameters.instanceType"),
    (asks("lambda:CreateFunction", "requestParameters.packageType", "Imgae"), "unknown-value",
     "error", "Image"),
    (asks("lambda:CreateFunction", "requestParameters.packageType", "Imgae", outcome="any"),
     "unverified-value", "warning", "Image"),
    (asks("lambda:CreateFunction", "requestParameters.runtime", "python4.0"), "unverified-value",
     "warning", ""),
    (asks("lambda:CreateFunction", "requestParameters.runtime", {"anything-but": ["pyhton3.13"]}),
     "unknown-value", "error", "python3.13"),
    (asks("lambda:CreateFunction", "requestParameters.runtime", {"prefix": "cobol"}),
     "unverified-value", "warning", ""),
    (asks("lambda:CreateFunction", "requestParameters.timeout", "60"), "unverified-type",
     "warning", "60"),
    (asks("lambda:CreateFunction", "requestParameters.publish", "true"), "unverified-type",
     "warning", "true"),
    (asks("lambda:CreateFunction", FUNCTION, {"numeric": [">", 3]}), "unverified-type", "warning",
     ""),
    (asks("lambda:CreateFunction", "requestParameters.vpcConfig", "vpc-1"), "unverified-leaf",
     "warning", ""),
    (asks("lambda:CreateFunction", "userIdentiy.type", "Root"), "unknown-record-field", "error",
     "userIdentity.type"),
    (asks("lambda:CreateFunction", "userIdentity.typ", "Root"), "unverified-record-field",
     "warning", "userIdentity.type"),
    (asks("lambda:CreateFunction", "userIdentity.type", "root"), "unverified-value", "warning",
     "Root"),
    (asks("lambda:CreateFunction", "readOnly", "false"), "unverified-type", "warning", "false"),
    ({"on": "lambda:CreateFunction", "record": {"name": "requestParameters.functionNmae"}},
     "unknown-parameter", "error", FUNCTION),
    ({"on": "lambda:CreateFunction", "record": {"name": "$.acount"}}, "unknown-record-field",
     "error", "$.account"),
    (native("EBS Snapshot Notifcation"), "unknown-detail-type", "error",
     "EBS Snapshot Notification"),
    (native("EBS Snapshot Done"), "unverified-detail-type", "warning",
     "EBS Snapshot Notification"),
    (native("EBS Snapshot Notification", reslut="failed"), "unknown-field", "error", "result"),
    (native("EBS Snapshot Notification", outcome="failed"), "unverified-field", "warning", ""),
    (native("EBS Snapshot Notification", result="faield"), "unknown-value", "error", "failed"),
    (raw("aws.lambda", eventSource=[LAMBDA], eventName=["CreateFunction"]), "event-name", "error",
     "CreateFunction20150331"),
    (raw("aws.lambda", eventName=["CreateFunction"]), "event-name", "error",
     "CreateFunction20150331"),
    (raw("aws.lambda", eventSource=[LAMBDA], eventName=["createAlias20150331x"]),
     "unverified-operation", "warning", ""),
    (raw("aws.kms", eventName=["disableKey"]), "unverified-event-name", "warning", "DisableKey"),
    (raw("aws.s3", eventSource=["s3.amazonaws.com"], eventName=["GetOjectAcl"]),
     "unknown-operation", "error", "GetObjectAcl"),
    (raw("aws.s3", eventSource=["s3.amazonaws.com"], eventName=["PutBucketLifecycleConfiguration"]),
     "event-name", "error", "PutBucketLifecycle"),
    (raw("aws.ec2", eventName=["RunInstances"], requestParameters={"instanceTyp": ["t3.nano"]}),
     "unverified-parameter", "warning", "requestParameters.instanceType"),
    (raw("aws.kms", eventName=["CreateKey"], requestParameters={"keyUsage": ["ENCRYPT_DECYRPT"]}),
     "unverified-value", "warning", "ENCRYPT_DECRYPT"),
    (raw("aws.events", eventSource=["eventbridge.amazonaws.com"], eventName=["DeleteRule"]),
     "wrong-event-source", "error", "events.amazonaws.com"),
    (raw("aws.cloudwatch", eventName=["DeleteAlarms"]), "unverified-source", "warning",
     "aws.monitoring"),
    (raw("aws.lamdba", eventName=["CreateFunction20150331"]), "unknown-source", "error",
     "aws.lambda"),
    ({"pattern": {"source": ["aws.ec2"], "detail-type": CALL, "eventName": ["RunInstances"]}},
     "top-level-detail-field", "error", "detail.eventName"),
    ({"pattern": {"source": ["aws.ec2"], "account": [123456789012]}}, "wrong-type", "error",
     '"123456789012"'),
    ({"pattern": {"source": ["aws.iam"], "detail-type": CALL, "region": ["eu-west-1"]}},
     "never-in-region", "error", "us-east-1"),
    (asks("iam:CreateUser", "awsRegion", "eu-west-1"), "never-in-region", "error", "us-east-1"),
    (asks("ec2:RunInstances", "awsRegion", "eu-wset-1"), "unknown-region", "error", "eu-west-1"),
    (asks("ec2:RunInstances", "awsRegion", "eu-west-9"), "unverified-region", "warning", ""),
    (asks("lambda:CreateFunction", "requestParameters.role", "arn:*"), "literal-star", "warning",
     ""),
    (asks("lambda:CreateFunction", FUNCTION, [{"anything-but": "a"}, {"anything-but": "b"}]),
     "anything-but-twice", "warning", ""),
    ({"pattern": {"detail-type": CALL, "detail": {"eventName": ["RunInstances"]}}}, "no-source",
     "warning", ""),
    ({"pattern": {"source": ["aws.ec2"], "detail-type": CALL, "detail": {
        "eventName": ["RunInstances"], "$or": [{"eventName": ["StopInstances"]},
                                               {"errorCode": ["x"]}]}}},
     "or-overrides", "warning", ""),
    (asks("lambda:CreateFunction", FUNCTION, "f", outcome="failed"), "failed-parameters",
     "warning", ""),
    (raw("aws.lambda", eventName=["Invoke"], errorCode=[{"exists": True}],
         requestParameters={"functionName": ["f"]}), "failed-parameters", "warning", ""),
    (asks("iam:GetUser", "responseElements.user.userName", "x"), "read-only-response", "warning",
     ""),
    ({"on": "iam:GetUser"}, "read-only-volume", "warning", ""),
    (asks("lambda:CreateFunction", "requestParameters.runtime", "python3.8"), "retiring", "warning",
     ""),
    ({"on": "lambda:CreateFunction", "notify": list("abcde")}, "targets", "error", ""),
    ({"on": "lambda:CreateFunction", "bus": "mine"}, "bus", "warning", "default"),
    ({"on": "lambda:CreateFunction", "bus": "aws.partner/x.com/1/y"}, "bus", "error", "default"),
    ({"on": "lambda:CreateFunction", "record": {"eventName": "eventName"}}, "reserved", "error",
     ""),
    ({"on": "lambda:CreateFunction", "pattern": {"source": ["aws.lambda"]}}, "conflict", "error",
     ""),
    (asks("lambda:CreateFunction", "eventName", "x"), "conflict", "error", ""),
    (asks("lambda:CreateFunction", "errorCode.x", "x"), "conflict", "error", ""),
    (asks("lambda:CreateFunction", "errorCode", "x"), "outcome", "error", ""),
    ({**native("EBS Snapshot Notification"), "outcome": "failed"}, "outcome", "error", ""),
    (asks("lambda:CreateFunction", "detail.userAgent", "x"), "path", "error", "userAgent"),
    ({"description": "nothing"}, "missing-key", "error", ""),
    (asks("lambda:CreateFunction", FUNCTION, {"numeric": [">"]}), "pattern", "error", ""),
    (asks("lambda:CreateFunction", FUNCTION, [f"name-{n:040}" for n in range(50)]), "pattern-size",
     "warning", ""),
    (asks("lambda:CreateFunction", FUNCTION, [f"name-{n:040}" for n in range(100)]), "pattern",
     "error", ""),
    ({"on": "lambda:CreateFunction", "record": {
        f"a{n}": "requestParameters.environment." + "x" * 190 for n in range(40)}},
     "template-size", "error", ""),
    ({"on": "lambda:CreateFunction", "examples": {"match": [{"errorCode": "x"}]}}, "example",
     "error", ""),
    ({"on": "lambda:CreateFunction", "examples": {"no_match": [{"userAgent": "x"}]}}, "example",
     "error", ""),
    ({"on": "lambda:CreateFunction", "ntify": ["a"]}, "unknown-key", "error", "notify"),
    ({"on": 3}, "wrong-type", "error", ""),
    ({"on": "lambda:CreateFunction", "severity": "hihg"}, "wrong-value", "error", "high"),
    ({"on": "CreateFunction"}, "wrong-form", "error", ""),
]


def of(code: str, found: tuple[Finding, ...]) -> Finding:
    matching = [one for one in found if one.code == code]
    assert matching, [str(one) for one in found]
    return matching[0]


@pytest.mark.parametrize(("watch", "code", "level", "suggestion"), FOUND,
                         ids=[f"{number}-{row[1]}" for number, row in enumerate(FOUND)])
def test_it_is_found_with_code_level_and_suggestion(
        watch: dict[str, Any], code: str, level: str, suggestion: str) -> None:
    one = of(code, findings(watch))
    assert (one.level, one.watch, one.file) == (level, "w0", "watches.yaml")
    assert one.line >= 4
    if suggestion:
        assert one.suggestion == suggestion


def test_a_code_that_begins_unverified_is_a_warning_and_only_such_refuse_nothing() -> None:
    for _, code, level, _ in FOUND:
        assert level == "warning" or not code.startswith("unverified")


@pytest.mark.parametrize("watch", [
    {"on": "lambda:CreateFunction", "where": {"requestParameters.runtime": "python3.13"}},
    {"on": ["ssm:SendCommand", "iam:CreateUser", "signin:ConsoleLogin"]},
    asks("kms:Decrypt", "requestParameters.encryptionContext.aws:s3:arn", "x"),
    asks("ec2:AuthorizeSecurityGroupIngress",
         "requestParameters.ipPermissions.items.ipRanges.items.cidrIp", "0.0.0.0/0"),
    asks("s3:PutBucketPolicy", "requestParameters.bucketName", "b"),
    native("EC2 Instance State-change Notification", state="stopped"),
    {"on": {"source": "my.app", "detail-type": "Order placed"}, "where": {"total": 3}},
    {"bus": "aws.partner/zendesk.com/1/default", "on": {"source": {"prefix": "aws.partner/zen"}}},
    raw("aws.lambda", eventSource=[LAMBDA],
        eventName=["CreateFunction20150331", "UpdateFunctionConfiguration20150331v2"],
        errorCode=[{"exists": False}], requestParameters={"runtime": ["python3.13"]}),
])
def test_a_sound_watch_has_no_finding_but_what_reads_cost(watch: dict[str, Any]) -> None:
    found = [str(one) for one in findings(watch) if one.code not in ("read-only-volume", "region")]
    assert found == []


def test_regions_of_the_spec_are_checked() -> None:
    watch = {"on": "lambda:CreateAlias"}
    assert of("unknown-region", findings(watch, home_region="eu-wset-1")).suggestion == "eu-west-1"
    found = of("unknown-region", findings(watch, regions=["eu-west-1", "us-esat-1"]))
    assert (found.suggestion, found.watch) == ("us-east-1", "")


def test_a_rule_that_must_stand_elsewhere_needs_to_know_where_home_is() -> None:
    watch = {"on": "iam:CreateUser"}
    assert of("region", findings(watch, home_region=None)).level == "warning"
    assert "region" not in [one.code for one in findings(watch, home_region="eu-west-1")]


def test_quotas_of_a_bus_are_counted_over_all_watches() -> None:
    wild = asks("lambda:CreateFunction", "requestParameters.functionName", {"wildcard": "a*b"})
    assert "31 rules with a wildcard" in of("quota", findings(*[wild] * 31)).message
    assert "quota" not in [one.code for one in findings(*[wild] * 30)]
    many = of("quota", findings(*[{"on": "lambda:CreateAlias"}] * 301))
    assert (many.level, "301 rules" in many.message) == ("warning", True)


def test_all_that_is_wrong_is_said_at_once_and_in_order() -> None:
    found = findings({"on": "lambda:CreateFuntcion"}, {"on": "lamdba:CreateFunction"},
                     {"on": "kms:CreateKey", "where": {"userIdentiy.type": "Root"}})
    assert [one.code for one in found if one.level == "error"] == [
        "unknown-operation", "unknown-service", "unknown-record-field"]
    assert [one.line for one in found] == sorted(one.line for one in found)


def test_a_watch_with_an_error_makes_no_rule_and_the_others_do() -> None:
    result = compiled({"on": "lambda:CreateFuntcion"}, {"on": "lambda:CreateAlias"})
    assert [rule.name for rule in result.rules] == ["w1"]
