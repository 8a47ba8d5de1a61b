"""Watches that AWS takes and that never fire: (watch, code, level, suggestion or "" for any)."""

from typing import Any

from tests.generator.found import CALL, asks, native, raw

API_CALL = CALL[0]
SIGN_IN = "AWS Console Sign In via CloudTrail"
EC2_STATE = "EC2 Instance State-change Notification"
RUNTIME = "requestParameters.runtime"
ZENDESK = "aws.partner/zendesk.com/{}/default"


def on(source: Any, kind: str = "x", **more: Any) -> dict[str, Any]:
    return {"on": {"source": source, "detail-type": kind}, **more}


def of_type(kind: str, source: str, **where: Any) -> dict[str, Any]:
    return on(source, kind, where={path.replace("__", "."): one for path, one in where.items()})


def with_resources(condition: Any) -> dict[str, Any]:
    return {"pattern": {"source": ["aws.s3"], "detail-type": CALL, "resources": [condition]}}


IDENTITY = [
    (on("ec2", EC2_STATE), "unverified-source", "warning", "aws.ec2"),
    (on("ec2.amazonaws.com", EC2_STATE), "unverified-source", "warning", "aws.ec2"),
    (on("lambda", EC2_STATE), "unverified-source", "warning", "aws.ec2"),
    (on("lambda", API_CALL), "unverified-source", "warning", "aws.lambda"),
    (on("aws.signin", API_CALL, where={"eventName": "ConsoleLogin"}), "conflict", "error", SIGN_IN),
    (raw("aws.signin", eventName=["ConsoleLogin"]), "conflict", "error", SIGN_IN),
    (on("aws.s3", SIGN_IN), "unverified-detail-type", "warning", ""),
    (raw("aws.s3", eventSource=["lambda.amazonaws.com"]), "conflict", "error", "aws.lambda"),
    (with_resources("arn:x"), "conflict", "error", "detail.resources.ARN"),
    (raw("aws.lambda", eventName=[{"prefix": "Craete"}]), "unverified-operation", "warning",
     "Create"),
    (raw("aws.s3", eventName=["GetOjectAcl", "GetObjectAcl"]), "unverified-operation", "warning",
     "GetObjectAcl"),
    (raw("aws.s3", eventName=[{"anything-but": "GetOjectAcl"}]), "unverified-operation", "warning",
     "GetObjectAcl"),
    (raw("aws.lambda", eventName=[{"wildcard": "Craete*"}]), "unverified-operation", "warning", ""),
]
BUSES = [
    (on(ZENDESK.format(1)), "bus", "error", ZENDESK.format(1)),
    (on({"prefix": "aws.partner/zendesk.com"}), "bus", "error", ""),
    (on(ZENDESK.format(1), bus="default"), "unverified-bus", "warning",
     ZENDESK.format(1)),
    (on(ZENDESK.format(1), bus="mine"), "unverified-bus", "warning", ""),
    (on(ZENDESK.format(1), bus=ZENDESK.format(2)), "bus", "error", ZENDESK.format(2)),
    (on({"prefix": "aws.partner/zendsk.com"}, bus=ZENDESK.format(2)), "bus", "error", ""),
]
RECORD = [
    ({"on": "lambda:CreateFunction", "record": {"y": "detail.requestParameters.functionName"}},
     "path", "error", "requestParameters.functionName"),
    ({"on": "lambda:CreateFunction", "record": {"r": "functionName"}}, "unverified-record-field",
     "warning", "requestParameters.functionName"),
]
VALUES = [
    (asks("lambda:CreateFunction", "requestParameters.environment.variables.FOO", "x"), "hidden",
     "error", ""),
    (asks("lambda:CreateFunction", "requestParameters.code.zipFile", {"exists": True}), "hidden",
     "error", ""),
    (asks("rds:CreateDBInstance", "requestParameters.masterUserPassword", "x"),
     "unverified-hidden", "warning", ""),
    (asks("ssm:SendCommand", "requestParameters.parameters.commands", "ls"), "unverified-hidden",
     "warning", ""),
    (asks("signin:ConsoleLogin", "additionalEventData.mfaUsed", "Yes"), "unverified-record-field",
     "warning", "additionalEventData.MFAUsed"),
    (asks("lambda:CreateFunction", "readOnly", True), "unverified-value", "warning", "false"),
    (asks("iam:GetUser", "readOnly", False), "unverified-value", "warning", "true"),
    (asks("lambda:CreateFunction", "eventType", "AwsServiceEvent"), "conflict", "error", ""),
    (asks("lambda:CreateFunction", "eventCategory", "Data"), "unverified-value", "warning",
     "Management"),
    (asks("lambda:CreateFunction", "managementEvent", False), "unverified-value", "warning",
     "true"),
    (asks("lambda:CreateFunction", "eventTime", "2026-01-02"), "unknown-value", "error",
     "{prefix: '2026-01-02'}"),
    (asks("lambda:CreateFunction", "eventTime", "2.1.2026"), "unverified-value", "warning", ""),
    (asks("lambda:CreateFunction", RUNTIME, None), "matches-null", "warning", ""),
]
NATIVE = [
    (of_type("GuardDuty Finding", "aws.guardduty", severity="7"), "unverified-type", "warning",
     "7"),
    (of_type("GuardDuty Finding", "aws.guardduty", severity="HIGH"), "unverified-type", "warning",
     ""),
    (of_type("AWS Health Event", "aws.health", page=1), "unverified-type", "warning", '"1"'),
    (of_type("ECS Task State Change", "aws.ecs", containers__exitCode="1"), "unverified-type",
     "warning", "1"),
    (of_type("CloudWatch Alarm State Change", "aws.cloudwatch", state="ALARM"), "unverified-leaf",
     "warning", "state.value"),
    (of_type("CloudWatch Alarm State Change", "aws.cloudwatch", state__value="ALRAM"),
     "unknown-value", "error", "ALARM"),
    (of_type("Object Created", "aws.s3", bucket="b"), "unverified-leaf", "warning", "bucket.name"),
]
SILENT = [*IDENTITY, *BUSES, *RECORD, *VALUES, *NATIVE]

# Near relatives of the above that fire.
SOUND: list[dict[str, Any]] = [
    native(EC2_STATE),
    on("my.app", "Object Created"),
    {"pattern": {"source": ["aws.cloudtrail"], "detail-type": ["AWS Insight via CloudTrail"],
                 "detail": {"eventSource": ["ec2.amazonaws.com"]}}},
    raw("aws.monitoring", eventSource=["monitoring.amazonaws.com"], eventName=["DeleteAlarms"]),
    with_resources({"exists": False}),
    raw("aws.lambda", eventName=[{"prefix": "CreateFunction"}]),
    on(ZENDESK.format(1), bus=ZENDESK.format(1)),
    on({"prefix": "aws.partner/zendesk.com"}, bus=ZENDESK.format(1)),
    {"on": "lambda:CreateFunction", "record": {"whole": "$.detail", "a": "$.account"}},
    asks("lambda:CreateFunction", "requestParameters.code.zipFile", {"exists": False}),
    asks("lambda:CreateFunction", "requestParameters.code.s3Bucket", "b"),
    asks("ssm:PutParameter", "requestParameters.value", "HIDDEN_DUE_TO_SECURITY_REASONS"),
    asks("lambda:CreateFunction", "readOnly", False),
    asks("lambda:Invoke", "eventCategory", "Data", accept={"data-event": "another trail does"}),
    asks("lambda:CreateFunction", "eventTime", {"prefix": "2026-01-02"}),
    asks("lambda:CreateFunction", "eventTime", "2026-01-02T03:04:05Z"),
    asks("lambda:CreateFunction", "responseElements", None),
    asks("lambda:AddPermission", "requestParameters.principal", "*"),
    of_type("GuardDuty Finding", "aws.guardduty", severity={"numeric": [">=", 7]}),
    of_type("CloudWatch Alarm State Change", "aws.cloudwatch", state__value="ALARM"),
]
