"""What Lambda refuses to exceed, besides what its API model says. Data."""

from __future__ import annotations

from typing import Any

from botocore.exceptions import ClientError

from eventbridge_notifier.sandbox.core.interfaces import Clients
from eventbridge_notifier.sandbox.core.model import Call
from eventbridge_notifier.sandbox.core.service_facts import Limit

# Lambda developer guide, "Lambda quotas": new accounts have fewer than 1,000 concurrent executions.
# They start with 10 and must leave as many unreserved, so nothing can be reserved
# (DataDog/datadog-serverless-functions#621).
CONCURRENT_EXECUTIONS, UNRESERVED = 10, 10


def reserved(clients: Clients, call: Call) -> int:
    """The concurrency that all functions of the region would have reserved together."""
    client = clients.client("lambda", call.region, call.account)
    asked = int(call.params.get("ReservedConcurrentExecutions") or 0)
    if not asked:
        return 0
    own = str(call.params["FunctionName"]).rpartition(":")[2]
    return asked + sum(_reserved(client, one["FunctionName"])
                       for one in client.list_functions()["Functions"]
                       if one["FunctionName"] != own)


def _reserved(client: Any, name: str) -> int:
    try:
        found = client.get_function_concurrency(FunctionName=name)
    except ClientError:
        return 0
    return int(found.get("ReservedConcurrentExecutions") or 0)


def name_length(clients: Clients, call: Call) -> int:
    """The characters of a new function's name."""
    return len(str(call.params["FunctionName"]).rpartition(":")[2])


def policy_size(clients: Clients, call: Call) -> int:
    """The bytes that a function's policy has already; a statement more would be too many."""
    client = clients.client("lambda", call.region, call.account)
    try:
        return len(client.get_policy(FunctionName=call.params["FunctionName"])["Policy"])
    except ClientError:
        return 0


LIMITS = (
    Limit("PutFunctionConcurrency", reserved, CONCURRENT_EXECUTIONS - UNRESERVED,
          "InvalidParameterValueException",
          "Specified ReservedConcurrentExecutions for function decreases account's "
          f"UnreservedConcurrentExecution below its minimum value of [{UNRESERVED}].",
          'Lambda developer guide, "Configuring reserved concurrency"'),
    Limit("CreateFunction", name_length, 64, "ValidationException",
          "1 validation error detected: Value at 'functionName' failed to satisfy constraint: "
          "Member must have length less than or equal to {maximum}",
          "Lambda API reference, CreateFunction"),
    Limit("AddPermission", policy_size, 20_480, "PolicyLengthExceededException",
          "The final policy size is bigger than the limit ({maximum}).",
          'Lambda developer guide, "Lambda quotas": resource-based policy'),
)
