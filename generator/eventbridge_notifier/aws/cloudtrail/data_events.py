"""Which calls CloudTrail logs as data events, of which resources. Look-ups into data_events.txt.

A trail logs management events; a data event only where a selector names its resource type.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

# Services whose CloudTrail page lists all their data events: every other call of theirs is a
# management event. Sources: as in data_events.txt; of the second row, whose services have no data
# events of their API, the table of resource types itself.
COMPLETE = frozenset({
    "s3", "lambda", "dynamodb", "dynamodbstreams", "sqs", "sns", "cloudwatch", "bedrock-runtime",
    "iam", "sts", "organizations", "ec2", "kms", "secretsmanager", "cloudformation", "config",
    "route53", "elb", "elbv2", "autoscaling", "acm", "account", "cloudtrail", "signin"})

# Calls that CloudTrail does not write at all, as (boto3's service, operation). Source: the
# services' pages on CloudTrail.
UNLOGGED = frozenset({
    ("events", "PutEvents"), ("events", "PutPartnerEvents"), ("logs", "PutLogEvents"),
    ("logs", "GetLogEvents"), ("logs", "FilterLogEvents"), ("xray", "PutTraceSegments"),
    ("xray", "PutTelemetryRecords")})

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class DataResource:
    """What selectors call `resources.type`, and the form of `resources.ARN`, "" where not known.

    `{Bucket}` in `arn` stands for a member of the API's request, `{partition}`, `{region}` and
    `{account}` for where the call was made, `{QueueName}` for the end of an SQS queue's address.
    Where `certain` is False the call is a management event as well, or sources disagree.
    """

    type: str
    service: str
    arn: str = ""
    certain: bool = True

    @property
    def members(self) -> tuple[str, ...]:
        """The members of the request that the ARN is made of, in order."""
        named = _PLACEHOLDER.findall(self.arn)
        return tuple("QueueUrl" if one == "QueueName" else one for one in named
                     if one not in ("partition", "region", "account"))


@cache
def _rows() -> tuple[tuple[DataResource, tuple[str, ...]], ...]:
    text = files("eventbridge_notifier.aws.cloudtrail").joinpath("data_events.txt").read_text(
        "utf-8")
    found = []
    for line in text.splitlines():
        if line and not line.startswith("#"):
            words = ["" if word == "-" else word for word in line.split()]
            kind, service, arn = (*words, "")[:3]
            found.append((DataResource(kind, service, arn), tuple(words[3:])))
    return tuple(found)


@cache
def _by_call() -> dict[tuple[str, str], tuple[DataResource, ...]]:
    found: dict[tuple[str, str], tuple[DataResource, ...]] = {}
    for resource, operations in _rows():
        for name in operations:
            call = resource.service, name.removesuffix("?")
            one = DataResource(resource.type, resource.service, resource.arn,
                               certain=not name.endswith("?"))
            found[call] = (*found.get(call, ()), one)
    return found


def data_resource_types() -> tuple[str, ...]:
    """Every resource type for which a trail may log data events, sorted."""
    return tuple(sorted({resource.type for resource, _ in _rows()}))


def data_resources(service: str, operation: str) -> tuple[DataResource, ...]:
    """The resources whose data events a call is, the usual one first; () for management events."""
    return _by_call().get((service, operation), ())


def is_data_event(service: str, operation: str) -> bool:
    """Whether a call is surely a data event and no management event."""
    found = data_resources(service, operation)
    return bool(found) and all(one.certain for one in found)


def is_management(service: str, operation: str) -> bool:
    """Whether a call is surely a management event."""
    return service in COMPLETE and not data_resources(service, operation)


def resource_arn(resource: DataResource, request: Mapping[str, Any], *, partition: str, region: str,
                 account: str) -> str:
    """The ARN of what a call with the API's `request` acts on; as much of it as the request says.

    A member that holds an ARN already (Lambda's FunctionName may) is the ARN.
    """
    texts = {key: value for key, value in request.items() if isinstance(value, str)}
    whole = [texts[name] for name in resource.members if texts.get(name, "").startswith("arn:")]
    if whole:
        return whole[0]
    texts["QueueName"] = texts.get("QueueUrl", "").rpartition("/")[2]
    texts |= {"partition": partition, "region": region, "account": account}
    return _PLACEHOLDER.sub(lambda found: texts.get(found[1], ""), resource.arn)
