"""What bench/patterns.py measures with: rules, and events of about 1.7 kB as CloudTrail makes them.

Everything is drawn from a seed, so every engine sees the same. How values repeat in the events:
event id, request id, time and access key are new in every event; the address is one of 600, the
principal one of 400, the user agent one of 40, the account one of 12, the region one of 6; the
operation is one of 130, the first of each service far oftener than the last; names of resources
are one of 3,000, but every tenth is new; every eighth call failed.
"""

from __future__ import annotations

import json
import random
import uuid
from collections.abc import Iterator
from typing import Any

SERVICES = {
    "ec2": "RunInstances DescribeInstances TerminateInstances StopInstances CreateTags "
           "AuthorizeSecurityGroupIngress CreateVolume DeleteVolume CreateSnapshot DescribeVolumes "
           "CreateSecurityGroup DeleteSecurityGroup ModifyInstanceAttribute CreateRoute "
           "DeleteRoute CreateVpc DeleteVpc AttachVolume ImportKeyPair GetPasswordData",
    "s3": "PutBucketPolicy ListBuckets CreateBucket DeleteBucket PutBucketAcl GetBucketAcl "
          "PutBucketVersioning DeleteBucketPolicy PutBucketLifecycle PutBucketReplication",
    "iam": "ListRoles CreateUser DeleteUser AttachRolePolicy DetachRolePolicy PutRolePolicy "
           "CreateRole DeleteRole CreateAccessKey DeleteAccessKey CreatePolicyVersion PassRole "
           "UpdateAssumeRolePolicy AddUserToGroup CreateLoginProfile",
    "sts": "AssumeRole GetCallerIdentity AssumeRoleWithSAML GetSessionToken",
    "lambda": "GetFunction20150331v2 CreateFunction20150331 UpdateFunctionCode20150331v2 "
              "DeleteFunction20150331 AddPermission20150331v2 CreateEventSourceMapping20150331 "
              "UpdateFunctionConfiguration20150331v2",
    "kms": "Decrypt GenerateDataKey DisableKey ScheduleKeyDeletion CreateKey PutKeyPolicy",
    "dynamodb": "DescribeTable CreateTable DeleteTable UpdateTable CreateBackup",
    "logs": "CreateLogStream CreateLogGroup DeleteLogGroup PutRetentionPolicy",
    "rds": "DescribeDBInstances CreateDBInstance DeleteDBInstance ModifyDBInstance "
           "CreateDBSnapshot ModifyDBSnapshotAttribute RebootDBInstance",
    "cloudtrail": "LookupEvents StopLogging StartLogging DeleteTrail UpdateTrail CreateTrail "
                  "PutEventSelectors",
    "sqs": "GetQueueAttributes CreateQueue DeleteQueue SetQueueAttributes PurgeQueue",
    "sns": "Publish CreateTopic DeleteTopic Subscribe Unsubscribe SetTopicAttributes",
    "ecs": "DescribeTasks RunTask StopTask CreateService UpdateService DeleteService "
           "RegisterTaskDefinition CreateCluster",
    "eks": "DescribeCluster CreateCluster DeleteCluster UpdateClusterConfig CreateNodegroup",
    "cloudformation": "DescribeStacks CreateStack DeleteStack UpdateStack CreateChangeSet",
    "ssm": "DescribeInstanceInformation StartSession SendCommand GetParameter PutParameter "
           "DeleteParameter",
    "secretsmanager": "GetSecretValue CreateSecret DeleteSecret PutSecretValue RotateSecret",
    "config": "DescribeConfigRules StopConfigurationRecorder DeleteDeliveryChannel PutConfigRule",
}
OPERATIONS = {service: names.split() for service, names in SERVICES.items()}
RUNTIMES = ("python3.8", "python3.12", "python3.13", "nodejs20.x", "java17")
REGIONS = ("eu-west-1", "eu-central-1", "us-east-1", "us-west-2", "ap-southeast-2", "sa-east-1")
DETAIL_TYPE = "AWS API Call via CloudTrail"


def events(count: int, seed: int) -> Iterator[str]:
    """Events as JSON text."""
    draw = random.Random(seed)
    world = _World(draw)
    for number in range(count):
        yield json.dumps(_event(draw, world, number), separators=(",", ":"))


class _World:
    """What the events have in common."""

    def __init__(self, draw: random.Random) -> None:
        self.accounts = [str(draw.randrange(10**11, 10**12)) for _ in range(12)]
        self.addresses = [".".join(str(draw.randrange(1, 255)) for _ in range(4))
                          for _ in range(600)]
        self.agents = [f"aws-cli/2.{n}.{draw.randrange(30)} md/awscrt#0.23.8 ua/2.0 os/linux#6.1 "
                       f"md/arch#x86_64 lang/python#3.{9 + n % 5}" for n in range(40)]
        self.principals = [f"{draw.choice(('ci-deploy', 'ops', 'app', 'data', 'audit'))}-{n}"
                           for n in range(400)]


def _event(draw: random.Random, world: _World, number: int) -> dict[str, Any]:
    service = draw.choice(list(OPERATIONS))
    names = OPERATIONS[service]
    operation = names[min(int(draw.expovariate(0.35)), len(names) - 1)]
    account, region = draw.choice(world.accounts), draw.choice(REGIONS)
    when = f"2026-03-{1 + number // 86400 % 28:02}T{number // 3600 % 24:02}:" \
           f"{number // 60 % 60:02}:{number % 60:02}Z"
    detail = _detail(draw, world, service, operation, account, region, when, number)
    if draw.random() < 0.125:
        detail["errorCode"] = draw.choice(("AccessDenied", "Client.UnauthorizedOperation",
                                           "ThrottlingException"))
        detail["errorMessage"] = "not authorized to perform this operation"
    return {"version": "0", "id": str(uuid.UUID(int=draw.getrandbits(128))),
            "detail-type": DETAIL_TYPE, "source": f"aws.{service}", "account": account,
            "time": when, "region": region, "resources": [], "detail": detail}


def _detail(draw: random.Random, world: _World, service: str, operation: str, account: str,
            region: str, when: str, number: int) -> dict[str, Any]:
    resource = f"{service}-{draw.randrange(3000)}" if draw.random() < 0.9 else f"new-{number}"
    return {
        "eventVersion": "1.11",
        "userIdentity": _identity(draw, world, account),
        "eventTime": when,
        "eventSource": f"{service}.amazonaws.com",
        "eventName": operation,
        "awsRegion": region,
        "sourceIPAddress": draw.choice(world.addresses),
        "userAgent": draw.choice(world.agents),
        "requestParameters": _parameters(draw, resource),
        "responseElements": None if operation.startswith(("Get", "Describe", "List")) else
        {"requestId": str(uuid.UUID(int=draw.getrandbits(128))), "_return": True},
        "requestID": str(uuid.UUID(int=draw.getrandbits(128))),
        "eventID": str(uuid.UUID(int=draw.getrandbits(128))),
        "readOnly": operation.startswith(("Get", "Describe", "List")),
        "resources": [{"accountId": account, "type": f"AWS::{service.upper()}::Thing",
                       "ARN": f"arn:aws:{service}:{region}:{account}:thing/{resource}"}],
        "eventType": "AwsApiCall",
        "managementEvent": True,
        "recipientAccountId": account,
        "eventCategory": "Management",
        "tlsDetails": {"tlsVersion": "TLSv1.3",
                       "clientProvidedHostHeader": f"{service}.{region}.amazonaws.com"},
    }


def _identity(draw: random.Random, world: _World, account: str) -> dict[str, Any]:
    name = draw.choice(world.principals)
    return {
        "type": "AssumedRole",
        "principalId": f"AROA{draw.getrandbits(64):016X}:{name}",
        "arn": f"arn:aws:sts::{account}:assumed-role/{name}/session",
        "accountId": account,
        "accessKeyId": f"ASIA{draw.getrandbits(64):016X}",
        "sessionContext": {
            "sessionIssuer": {"type": "Role", "principalId": f"AROA{name}",
                              "arn": f"arn:aws:iam::{account}:role/{name}",
                              "accountId": account, "userName": name},
            "attributes": {"mfaAuthenticated": draw.choice(("true", "false")),
                           "creationDate": "2026-03-01T08:00:00Z"},
        },
    }


def _parameters(draw: random.Random, resource: str) -> dict[str, Any]:
    return {
        "name": resource,
        "runtime": draw.choice(RUNTIMES),
        "memorySize": draw.choice((128, 256, 512, 1024, 3008)),
        "policyArn": f"arn:aws:iam::aws:policy/{draw.choice(('ReadOnly', 'Admin', 'Power'))}Access",
        "tagSet": {"items": [{"key": key, "value": draw.choice(("prod", "test", "dev"))}
                             for key in ("stage", "team")]},
        "ipPermissions": {"items": [{"ipProtocol": "tcp", "fromPort": draw.choice((22, 443, 8080)),
                                     "ipRanges": {"items": [{"cidrIp": "0.0.0.0/0"}]}}]},
    }


def rules(kind: str) -> dict[str, dict[str, Any]]:
    """Rules by name: "1", "100" and "1000" as a generator of watches writes them, "100 hard"."""
    if kind == "100 hard":
        return {f"hard-{number}": _hard(number) for number in range(100)}
    return {f"watch-{number}": _watch(number) for number in range(int(kind))}


def _watch(number: int) -> dict[str, Any]:
    """One or a few operations of one service; some ask for more."""
    services = list(OPERATIONS)
    service = services[(number + 4) % len(services)]
    names, draw = OPERATIONS[service], random.Random(number)
    detail: dict[str, Any] = {
        "eventSource": [f"{service}.amazonaws.com"],
        "eventName": draw.sample(names, min(len(names), 1 + number % 4)),
        "errorCode": [{"exists": False}],
    }
    if number % 3 == 0:
        detail["requestParameters"] = {"runtime": [RUNTIMES[number // 3 % len(RUNTIMES)]]}
    elif number % 3 == 1 and number > 1:
        detail["requestParameters"] = {"name": [{"prefix": f"{service}-{number}"}]}
    if number % 5 == 4:
        detail["userIdentity"] = {"accountId": [{"anything-but": "123456789012"}]}
    return {"source": [f"aws.{service}"], "detail-type": [DETAIL_TYPE], "detail": detail}


def _hard(number: int) -> dict[str, Any]:
    """No source: wildcards, arrays of objects, $or, numbers, address blocks."""
    shapes = (
        {"resources": {"ARN": [{"wildcard": f"arn:aws:*:*:thing/*-{number}*"}],
                       "type": [{"prefix": "AWS::"}]}},
        {"requestParameters": {"tagSet": {"items": {"key": ["stage"], "value": ["prod"]}},
                               "name": [{"suffix": str(number)}]}},
        {"$or": [{"eventName": [{"wildcard": f"*{chr(65 + number % 26)}*{chr(97 + number % 26)}*"}],
                  "errorCode": [{"exists": False}]},
                 {"errorCode": [{"prefix": "Client."}, {"anything-but": ["AccessDenied"]}]},
                 {"requestParameters": {"memorySize": [{"numeric": [">", 1000 + number]}]}}],
         "userAgent": [{"wildcard": f"aws-cli/2.{number % 40}.*python*"}]},
        {"requestParameters": {"memorySize": [{"numeric": [">=", 128, "<", 200 + number * 30]}]},
         "eventName": [{"anything-but": {"prefix": ["Get", "List", "Describe"]}}]},
        {"sourceIPAddress": [{"cidr": f"{number + 1}.0.0.0/8"},
                             {"cidr": f"{number + 100}.{number // 16 * 16}.0.0/12"}],
         "userIdentity": {"sessionContext": {"sessionIssuer": {
             "userName": [{"wildcard": f"*-{number % 10}*"}, {"equals-ignore-case": "OPS-1"}]}}}},
    )
    return {"detail": shapes[number % len(shapes)]}
