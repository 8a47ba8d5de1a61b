"""Events for the benchmark: functions being created, as CloudTrail tells of them."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any
from uuid import UUID

# Real records lie here on the machines of those who have them; they are not part of the project.
SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "cloudtrail"

Event = dict[str, Any]


def created(count: int, seed: int = 1) -> list[Event]:
    """Events of functions on Python 3.8, which the recipe was made for."""
    dice = random.Random(seed)
    return [_created(dice, number) for number in range(count)]


def varied(count: int = 600) -> tuple[str, list[Event]]:
    """What they are, and events of many services: real ones where they are, else made-up ones."""
    files = sorted(SAMPLES.glob("*.jsonl"))
    records = [json.loads(line) for file in files for line in file.read_text().splitlines()]
    unique = {record["eventID"]: record for record in records}
    if unique:
        return "real CloudTrail records", [_wrapped(record) for record in unique.values()]
    return "made-up events", [*created(count // 2), *map(_grown, created(count // 2, seed=2))]


def _created(dice: random.Random, number: int) -> Event:
    name, account = f"report-{number}", "123456789012"
    arn = f"arn:aws:lambda:eu-west-1:{account}:function:{name}"
    role = f"arn:aws:iam::{account}:role/reports-{dice.randrange(100)}"
    actor = f"arn:aws:sts::{account}:assumed-role/deploy/{dice.randrange(10**9):x}"
    return _wrapped({
        "eventVersion": "1.10", "userIdentity": {
            "type": "AssumedRole", "principalId": f"AROA{dice.randrange(10**16):016}:deploy",
            "arn": actor, "accountId": account,
            "accessKeyId": f"ASIA{dice.randrange(10**16):016}", "sessionContext": {
                "sessionIssuer": {"type": "Role", "principalId": "AROAIOSFODNN7EXAMPLE",
                                  "arn": f"arn:aws:iam::{account}:role/deploy",
                                  "accountId": account, "userName": "deploy"},
                "attributes": {"creationDate": "2026-11-23T09:12:44Z",
                               "mfaAuthenticated": "false"}}},
        "eventTime": f"2026-11-23T10:{dice.randrange(60):02}:{dice.randrange(60):02}Z",
        "eventSource": "lambda.amazonaws.com", "eventName": "CreateFunction20150331",
        "awsRegion": "eu-west-1", "sourceIPAddress": f"203.0.113.{dice.randrange(256)}",
        "userAgent": "Boto3/1.40.1 md/Botocore#1.40.1 ua/2.1 os/linux lang/python#3.13.0",
        "requestParameters": {
            "functionName": name, "runtime": "python3.8", "role": role,
            "handler": "report.handle", "code": {}, "timeout": 30, "memorySize": 256,
            "publish": False, "tracingConfig": {"mode": "Active"}, "layers": []},
        "responseElements": {
            "functionName": name, "functionArn": arn, "runtime": "python3.8", "role": role,
            "handler": "report.handle", "codeSize": dice.randrange(10**6), "description": "",
            "timeout": 30, "memorySize": 256, "lastModified": "2026-11-23T10:00:00.000+0000",
            "codeSha256": f"{dice.getrandbits(256):064x}", "version": "$LATEST",
            "revisionId": _uuid(dice), "packageType": "Zip", "architectures": ["x86_64"],
            "state": "Pending", "stateReasonCode": "Creating",
            "ephemeralStorage": {"size": 512}},
        "requestID": _uuid(dice), "eventID": _uuid(dice), "readOnly": False,
        "eventType": "AwsApiCall", "managementEvent": True, "recipientAccountId": account,
        "eventCategory": "Management", "tlsDetails": {
            "tlsVersion": "TLSv1.3", "cipherSuite": "TLS_AES_128_GCM_SHA256",
            "clientProvidedHostHeader": "lambda.eu-west-1.amazonaws.com"}})


def _wrapped(record: dict[str, Any]) -> Event:
    source = record["eventSource"].removesuffix(".amazonaws.com")
    return {
        "version": "0", "id": record["eventID"], "detail-type": "AWS API Call via CloudTrail",
        "source": f"aws.{source}", "account": "123456789012", "time": record["eventTime"],
        "region": "eu-west-1", "resources": [], "detail": record}


def _grown(event: Event) -> Event:
    """The same with as many parameters more as larger calls have."""
    tags = {f"tag-{number}": f"{event['id']}-{number}" for number in range(30)}
    parameters = {**event["detail"]["requestParameters"], "tags": tags}
    return {**event, "detail": {**event["detail"], "requestParameters": parameters}}


def _uuid(dice: random.Random) -> str:
    return str(UUID(int=dice.getrandbits(128), version=4))
