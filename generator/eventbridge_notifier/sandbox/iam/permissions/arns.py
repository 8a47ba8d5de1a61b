"""The ARN of what a call acts on, in terms of its parameters. Data, and how it is filled in.

Source: Service Authorization Reference, "Resource types".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from eventbridge_notifier.sandbox.core.model import Call

PARAMETER = re.compile(r"\{(\w+)\}")
ANY = "*"

# Service to templates; the first whose parameters a call has is its resource. Without `arn:` in
# front it follows `arn:aws:<service>:<region>:<account>:`. A parameter that holds an ARN already
# stands for the whole.
_TEMPLATES: dict[str, tuple[str, ...]] = {
    "s3": ("arn:aws:s3:::{Bucket}/{Key}", "arn:aws:s3:::{Bucket}"),
    "dynamodb": ("table/{TableName}/index/{IndexName}", "table/{TableName}", "{ResourceArn}"),
    "dynamodbstreams": ("{StreamArn}",),
    "sqs": ("{QueueUrl}", "{QueueName}", "{SourceArn}"),
    "sns": ("{TopicArn}", "{TargetArn}", "{ResourceArn}", "{Name}"),
    "lambda": ("event-source-mapping:{UUID}", "function:{FunctionName}:{Qualifier}",
               "function:{FunctionName}", "layer:{LayerName}", "{FunctionArn}", "{Resource}"),
    "events": ("{ResourceARN}", "archive/{ArchiveName}", "replay/{ReplayName}",
               "rule/{EventBusName}/{Rule}", "rule/{Rule}"),
    "logs": ("log-group:{logGroupName}:log-stream:{logStreamName}",
             "log-group:{logGroupName}:log-stream:", "{logGroupIdentifier}", "{resourceArn}"),
    "cloudtrail": ("trail/{Name}", "trail/{TrailName}", "{ResourceId}", "{EventDataStore}"),
    "cloudwatch": ("alarm:{AlarmName}", "{ResourceARN}"),
    "iam": ("arn:aws:iam::{account}:role/{RoleName}", "arn:aws:iam::{account}:user/{UserName}",
            "arn:aws:iam::{account}:group/{GroupName}", "{PolicyArn}",
            "arn:aws:iam::{account}:policy/{PolicyName}",
            "arn:aws:iam::{account}:instance-profile/{InstanceProfileName}"),
    "sts": ("{RoleArn}",),
    "secretsmanager": ("secret:{SecretId}-?", "secret:{Name}-?"),
    "ssm": ("parameter/{Name}",),
    "kinesis": ("{StreamARN}", "stream/{StreamName}"),
    "firehose": ("deliverystream/{DeliveryStreamName}",),
    "stepfunctions": ("{stateMachineArn}", "{executionArn}", "stateMachine:{name}"),
    "ecr": ("repository/{repositoryName}",),
    "eks": ("cluster/{name}", "cluster/{clusterName}"),
    "ecs": ("cluster/{cluster}", "cluster/{clusterName}"),
    "rds": ("db:{DBInstanceIdentifier}", "cluster:{DBClusterIdentifier}"),
    "codebuild": ("project/{projectName}", "project/{name}"),
}
# Where the template of a service is not that of all its operations.
_OTHERS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("events", "PutRule DeleteRule DescribeRule EnableRule DisableRule",
     ("rule/{EventBusName}/{Name}", "rule/{Name}")),
    ("events", "CreateEventBus UpdateEventBus DeleteEventBus DescribeEventBus",
     ("event-bus/{Name}",)),
    ("events", "InvokeApiDestination", ("{Arn}",)),
    ("events", "PutPermission RemovePermission",
     ("event-bus/{EventBusName}", "event-bus/default")),
)
_ROWS = {(service, name): templates for service, names, templates in _OTHERS
         for name in names.split()}
# What an ARN says before its name that boto3's name of the service does not.
_IN_ARNS = {"stepfunctions": "states", "dynamodbstreams": "dynamodb"}


def resource(call: Call) -> str:
    """The ARN that a call acts on; `*` where it acts on nothing in particular."""
    templates = _ROWS.get((call.service, call.operation)) or _TEMPLATES.get(call.service, ())
    for template in templates:
        if found := fill(template, call, call.params):
            return found
    return _given(call) or ANY


def fill(template: str, call: Call, params: Mapping[str, Any]) -> str:
    """A template with parameters; empty where the call lacks one."""
    values = {"account": call.account, "region": call.region, **params}
    texts = {name: _plain(name, values.get(name), call) for name in PARAMETER.findall(template)}
    if not all(texts.values()):
        return ""
    for text in texts.values():
        if text.startswith("arn:"):
            return text
    made = PARAMETER.sub(lambda found: texts[found[1]], template)
    if made.startswith("arn:"):
        return made
    return f"arn:aws:{_IN_ARNS.get(call.service, call.service)}:{call.region}:{call.account}:{made}"


def _given(call: Call) -> str:
    """An ARN of the service itself among the parameters."""
    service = _IN_ARNS.get(call.service, call.service)
    return next((value for value in call.params.values() if isinstance(value, str)
                 and value.startswith(f"arn:aws:{service}:")), "")


def _plain(name: str, value: Any, call: Call) -> str:
    """A parameter as an ARN has it, however it may be written."""
    if not isinstance(value, str):
        return ""
    written = _WRITTEN.get(name)
    return written(value, call) if written else value


def _queue(value: str, call: Call) -> str:
    """`http://host/123456789012/name`."""
    *_, account, queue = value.rsplit("/", 2) if value.count("/") > 1 else ("", call.account, value)
    return value if value.startswith("arn:") else f"arn:aws:sqs:{call.region}:{account}:{queue}"


def _bus(value: str, call: Call) -> str:
    """The rules of the default bus do not name it."""
    name = value.rpartition("event-bus/")[2]
    return "" if name == "default" else name


def _function(value: str, call: Call) -> str:
    """`account:function:name` is allowed too."""
    return value if value.startswith("arn:") else value.rpartition("function:")[2]


_WRITTEN: dict[str, Callable[[str, Call], str]] = {
    "QueueUrl": _queue, "EventBusName": _bus, "FunctionName": _function,
    "Name": lambda value, call: value.lstrip("/"),
}
