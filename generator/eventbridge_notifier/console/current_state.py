"""What AWS says of a resource now, by Cloud Control, with the user's own credentials.

It is asked for only when somebody wants to know: Cloud Control calls the resource's own service
under the user's name, which needs `cloudformation:GetResource` and what the service asks for.
"""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from botocore.exceptions import ClientError

from eventbridge_notifier.console.deployment import Clients
from eventbridge_notifier.console.records.filters import ARN

# Cloud Control API reference, GetResource: codes by which it says that there is no such resource,
# or that the type knows itself by another identifier.
ABSENT = ("ResourceNotFoundException", "NotFoundException")
OTHERWISE = (*ABSENT, "ValidationException", "InvalidRequestException")


class State(NamedTuple):
    """`exists` is None where AWS did not say; `properties` are those of the CloudFormation type."""

    exists: bool | None
    properties: dict[str, Any]
    words: str


def current_state(clients: Clients, type: str, resource: str) -> State:
    """The state of the resource of a CloudFormation type. Raises what botocore raises."""
    client, refusals = clients("cloudcontrol"), list[str]()
    for identifier in identifiers(type, resource):
        try:
            found = client.get_resource(TypeName=type, Identifier=identifier)
        except ClientError as error:
            refusals.append(error.response["Error"]["Code"])
            if refusals[-1] not in OTHERWISE:
                raise
            continue
        return State(True, json.loads(found["ResourceDescription"]["Properties"]), "")
    if any(code in ABSENT for code in refusals):
        return State(False, {}, "AWS knows no such resource in this region and account")
    return State(None, {}, f"Cloud Control does not know a {type} by its name alone")


def identifiers(type: str, resource: str) -> list[str]:
    """What the type may know the resource by: its name, or its whole ARN.

    CloudFormation's primary identifier is one or the other, by type.
    """
    if resource.startswith(ARN):
        name = resource.split(":", 5)[-1]
        return list(dict.fromkeys([name.replace(":", "/").rsplit("/", 1)[-1], resource]))
    return [resource.removeprefix(f"{type}/")]
