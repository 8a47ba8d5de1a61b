"""Calls that Lambda makes in the name of a function's role, whatever its code does. A table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from eventbridge_notifier.sandbox.core.model import Call, Identity
from eventbridge_notifier.sandbox.lambda_.function_id import FunctionId

_LOG = {"logGroupName": "/aws/lambda/{name}", "logStreamName": "[$LATEST]"}

# (what of the function's configuration asks for it, service, operation, parameters). Source:
# Lambda developer guide, "Execution role" and "Visualize with X-Ray", "VPC".
_ROWS: tuple[tuple[str, str, str, Mapping[str, str]], ...] = (
    ("", "logs", "CreateLogStream", _LOG), ("", "logs", "PutLogEvents", _LOG),
    ("traced", "xray", "PutTraceSegments", {}), ("traced", "xray", "PutTelemetryRecords", {}),
    ("vpc", "ec2", "CreateNetworkInterface", {}), ("vpc", "ec2", "DeleteNetworkInterface", {}),
    ("vpc", "ec2", "DescribeNetworkInterfaces", {}), ("vpc", "ec2", "DescribeSubnets", {}),
)


def calls(function: FunctionId, who: Identity, configuration: Mapping[str, Any]) -> Iterator[Call]:
    """The calls that the role must be allowed when the function starts."""
    applies = {
        "": True, "vpc": bool(configuration.get("VpcConfig", {}).get("SubnetIds")),
        "traced": configuration.get("TracingConfig", {}).get("Mode") == "Active"}
    for condition, service, operation, params in _ROWS:
        if applies[condition]:
            filled = {name: text.replace("{name}", function.name) for name, text in params.items()}
            yield Call(service, operation, filled, function.region, who.account, who, "", "")
