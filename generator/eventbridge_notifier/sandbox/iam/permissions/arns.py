"""The ARN of what a call acts on, by the rows `arns` and `arns_of` of the services' facts.

Source of those: Service Authorization Reference, "Resource types".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from eventbridge_notifier.sandbox.core.model import Call
from eventbridge_notifier.sandbox.services import SERVICES

PARAMETER = re.compile(r"\{(\w+)\}")
ANY = "*"

# The first template whose parameters a call has is its resource. Without `arn:` in front it
# follows `arn:aws:<service>:<region>:<account>:`. A parameter that holds an ARN stands for it all.
_TEMPLATES = {service.name: service.arns for service in SERVICES}
_BY_OPERATION = {(service.name, operation): templates for service in SERVICES
                 for operation, templates in service.arns_of.items()}
# What an ARN says before its name that boto3's name of the service does not.
_IN_ARNS = {"stepfunctions": "states", "dynamodbstreams": "dynamodb"}


def resource(call: Call) -> str:
    """The ARN that a call acts on; `*` where it acts on nothing in particular."""
    templates = _BY_OPERATION.get((call.service, call.operation)) or _TEMPLATES.get(
        call.service, ())
    for template in templates:
        if found := fill(template, call, call.params):
            return found
    return _arn_among(call) or ANY


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


def _arn_among(call: Call) -> str:
    """A parameter that is an ARN of the service itself."""
    service = _IN_ARNS.get(call.service, call.service)
    return next((value for value in call.params.values() if isinstance(value, str)
                 and value.startswith(f"arn:aws:{service}:")), "")


def _plain(name: str, value: Any, call: Call) -> str:
    """A parameter as an ARN has it, however it may be written."""
    if not isinstance(value, str):
        return ""
    form = _FORMS.get(name)
    return form(value, call) if form else value


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


_FORMS: dict[str, Callable[[str, Call], str]] = {
    "QueueUrl": _queue, "EventBusName": _bus, "FunctionName": _function,
    "Name": lambda value, call: value.lstrip("/"),
}
