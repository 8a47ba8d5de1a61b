"""Made-up events of a small company's account: seeded, and the same every time."""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

ACCOUNT, REGION = "123456789012", "eu-west-1"
API_CALL = "AWS API Call via CloudTrail"
SIGN_IN = "AWS Console Sign In via CloudTrail"
Event = dict[str, Any]


class Watch(NamedTuple):
    """`weight` is how often it fires in comparison with others."""

    pattern: dict[str, Any]
    severity: str
    record: dict[str, str]
    description: str
    weight: float


def _calls(service: str, *names: str, **more: Any) -> dict[str, Any]:
    return {"source": [f"aws.{service}"], "detail-type": [API_CALL], "detail": {
        "eventSource": [f"{service}.amazonaws.com"], "eventName": list(names), **more}}


WATCHES = {
    "python38-functions": Watch(
        _calls("lambda", "CreateFunction20150331",
               requestParameters={"runtime": ["python3.8"]}, errorCode=[{"exists": False}]),
        "medium", {"functionName": "requestParameters.functionName",
                   "runtime": "requestParameters.runtime"},
        "Lambda functions created on the retired Python 3.8", 6),
    "iam-policy-changes": Watch(
        _calls("iam", "AttachUserPolicy", "AttachRolePolicy", "PutRolePolicy", "DeleteRolePolicy"),
        "high", {"policyArn": "requestParameters.policyArn"},
        "Permissions given or taken", 5),
    "open-security-groups": Watch(
        _calls("ec2", "AuthorizeSecurityGroupIngress"), "high",
        {"groupId": "requestParameters.groupId"}, "Security groups opened to somebody", 9),
    "bucket-policies": Watch(
        _calls("s3", "PutBucketPolicy", "DeleteBucketPolicy"), "medium",
        {"bucketName": "requestParameters.bucketName"}, "Bucket policies written or removed", 4),
    "failed-sign-ins": Watch(
        {"source": ["aws.signin"], "detail-type": [SIGN_IN],
         "detail": {"responseElements": {"ConsoleLogin": ["Failure"]}}},
        "medium", {}, "Somebody could not sign in", 7),
    "root-activity": Watch(
        {"source": [{"prefix": "aws."}], "detail-type": [API_CALL, SIGN_IN],
         "detail": {"userIdentity": {"type": ["Root"]}}},
        "critical", {}, "The root user did something", 0.4),
    "instances-launched": Watch(
        _calls("ec2", "RunInstances"), "info",
        {"instanceType": "requestParameters.instanceType"}, "New instances", 14),
    "snapshots-failed": Watch(
        {"source": ["aws.ec2"], "detail-type": ["EBS Snapshot Notification"],
         "detail": {"event": ["createSnapshot"], "result": ["failed"]}},
        "medium", {"cause": "cause"}, "EBS snapshots that failed", 2),
    "key-deletion": Watch(_calls("kms", "ScheduleKeyDeletion"), "critical",
                          {"keyId": "requestParameters.keyId"}, "Keys on their way out", 0),
    "trail-tampering": Watch(_calls("cloudtrail", "StopLogging", "DeleteTrail"), "critical", {},
                             "Somebody blinds the watcher", 0),
}
USERS = ("alice", "bob", "carla", "dmitri", "erin", "farid", "grace", "hiro")
ROLES = (("deploy", "github-actions"), ("deploy", "gitlab-runner"), ("admin", "mallory"),
         ("data-platform", "airflow"), ("billing", "nightly"))
TOOLS = ("aws-cli/2.31.0 Python/3.13.7 Linux/6.8", "Boto3/1.40.11", "console.amazonaws.com",
         "APN/1.0 HashiCorp/1.0 Terraform/1.11.4", "aws-sdk-go-v2/1.38.0")


def events(count: int, until: datetime, span: timedelta, seed: int = 7
           ) -> Iterator[tuple[str, Event]]:
    """(watch, event), oldest first; more of them by day than by night, and a burst."""
    dice = random.Random(seed)
    names, weights = list(WATCHES), [watch.weight for watch in WATCHES.values()]
    for at in sorted(_moments(count, until, span, dice)):
        name = dice.choices(names, weights)[0]
        yield name, event(name, at, dice)


def event(watch: str, at: datetime, dice: random.Random, actor: Event | None = None,
          **parameters: Any) -> Event:
    """An event that the watch matches; `actor` is a userIdentity."""
    make = _MAKERS.get(watch, _api_call)
    made = make(watch, at, dice, actor or _actor(dice))
    if parameters:
        made["detail"]["requestParameters"] |= parameters
    return made


def user(name: str) -> Event:
    return {"type": "IAMUser", "principalId": "AIDA" + name.upper()[:12], "accountId": ACCOUNT,
            "arn": f"arn:aws:iam::{ACCOUNT}:user/{name}", "userName": name,
            "accessKeyId": "AKIAEXAMPLE"}


def _moments(count: int, until: datetime, span: timedelta, dice: random.Random
             ) -> Iterator[datetime]:
    burst = until - span * 0.3
    made = 0
    while made < count:
        at = burst + timedelta(minutes=dice.gauss(0, 12)) if dice.random() < 0.08 else (
            until - span * dice.random())
        busy = 0.9 if 7 <= at.hour < 18 else 0.25
        if at < until and dice.random() < busy:
            made += 1
            yield at


def _actor(dice: random.Random) -> Event:
    if dice.random() < 0.55:
        return user(dice.choice(USERS))
    role, session = dice.choice(ROLES)
    return {"type": "AssumedRole", "principalId": f"AROA{role.upper()}:{session}",
            "arn": f"arn:aws:sts::{ACCOUNT}:assumed-role/{role}/{session}", "accountId": ACCOUNT,
            "accessKeyId": "ASIAEXAMPLE", "sessionContext": {
                "sessionIssuer": {"type": "Role", "userName": role,
                                  "arn": f"arn:aws:iam::{ACCOUNT}:role/{role}"},
                "attributes": {"mfaAuthenticated": "false"}}}


def _envelope(source: str, kind: str, at: datetime, dice: random.Random, detail: Event) -> Event:
    return {"version": "0", "id": _id(dice), "detail-type": kind, "source": source,
            "account": ACCOUNT, "time": _time(at), "region": REGION, "resources": [],
            "detail": detail}


def _api_call(watch: str, at: datetime, dice: random.Random, actor: Event) -> Event:
    service, name, parameters = _CALLS[watch](dice)
    detail = {
        "eventVersion": "1.11", "userIdentity": actor, "eventTime": _time(at),
        "eventSource": f"{service}.amazonaws.com", "eventName": name, "awsRegion": REGION,
        "sourceIPAddress": f"203.0.113.{dice.randrange(1, 255)}", "userAgent": dice.choice(TOOLS),
        "requestParameters": parameters, "responseElements": None, "requestID": _id(dice),
        "eventID": _id(dice), "readOnly": False, "eventType": "AwsApiCall",
        "managementEvent": True, "recipientAccountId": ACCOUNT, "eventCategory": "Management"}
    if watch not in ("python38-functions", "root-activity") and dice.random() < 0.12:
        detail |= {"errorCode": "AccessDenied", "errorMessage": "User: "
                   f"{actor['arn']} is not authorized to perform: {service}:{name}"}
    return _envelope(f"aws.{service}", API_CALL, at, dice, detail)


def _sign_in(watch: str, at: datetime, dice: random.Random, actor: Event) -> Event:
    made = _api_call(watch, at, dice, actor)
    made |= {"source": "aws.signin", "detail-type": SIGN_IN}
    made["detail"] |= {"eventType": "AwsConsoleSignIn", "requestParameters": None,
                       "responseElements": {"ConsoleLogin": "Failure"},
                       "errorMessage": "Failed authentication",
                       "additionalEventData": {"MFAUsed": "No", "MobileVersion": "No"}}
    made["detail"].pop("errorCode", None)
    return made


def _root(watch: str, at: datetime, dice: random.Random, actor: Event) -> Event:
    return _api_call(watch, at, dice, {"type": "Root", "principalId": ACCOUNT,
                                       "arn": f"arn:aws:iam::{ACCOUNT}:root",
                                       "accountId": ACCOUNT})


def _snapshot(watch: str, at: datetime, dice: random.Random, actor: Event) -> Event:
    volume = f"arn:aws:ec2:{REGION}:{ACCOUNT}:volume/vol-{dice.randrange(16**8):08x}"
    return _envelope("aws.ec2", "EBS Snapshot Notification", at, dice, {
        "event": "createSnapshot", "result": "failed", "cause": "Snapshot limit exceeded",
        "source": volume, "startTime": _time(at), "endTime": _time(at)})


_MAKERS = {"failed-sign-ins": _sign_in, "root-activity": _root, "snapshots-failed": _snapshot}
_CALLS: dict[str, Any] = {
    "python38-functions": lambda dice: ("lambda", "CreateFunction20150331", {
        "functionName": f"report-{dice.randrange(1000)}", "runtime": "python3.8",
        "handler": "report.handle", "memorySize": 256}),
    "iam-policy-changes": lambda dice: ("iam", dice.choice(
        ["AttachUserPolicy", "AttachRolePolicy", "PutRolePolicy", "DeleteRolePolicy"]), {
        "roleName": f"role-{dice.randrange(40)}",
        "policyArn": f"arn:aws:iam::aws:policy/{dice.choice(['ReadOnly', 'Admin'])}"}),
    "open-security-groups": lambda dice: ("ec2", "AuthorizeSecurityGroupIngress", {
        "groupId": f"sg-{dice.randrange(16**8):08x}", "ipPermissions": {"items": [{
            "ipProtocol": "tcp", "fromPort": 22, "toPort": 22,
            "ipRanges": {"items": [{"cidrIp": "0.0.0.0/0"}]}}]}}),
    "bucket-policies": lambda dice: ("s3", dice.choice(["PutBucketPolicy", "DeleteBucketPolicy"]), {
        "bucketName": f"reports-{dice.randrange(30)}", "Host": "s3.amazonaws.com"}),
    "failed-sign-ins": lambda dice: ("signin", "ConsoleLogin", {}),
    "root-activity": lambda dice: ("iam", "CreateAccessKey", {"userName": "root"}),
    "instances-launched": lambda dice: ("ec2", "RunInstances", {
        "instanceType": dice.choice(["t3.micro", "m7g.large", "g6.xlarge"]),
        "instancesSet": {"items": [{"imageId": "ami-0abc", "minCount": 1, "maxCount": 1}]}}),
    "key-deletion": lambda dice: ("kms", "ScheduleKeyDeletion", {"keyId": _id(dice)}),
    "trail-tampering": lambda dice: ("cloudtrail", "StopLogging", {"name": "main"}),
}


def _id(dice: random.Random) -> str:
    return str(uuid.UUID(int=dice.getrandbits(128), version=4))


def _time(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
