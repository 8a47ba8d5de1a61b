"""May EventBridge deliver to a target? By the target's policy, or by the target's role."""

from __future__ import annotations

import json
from typing import Any

from botocore.exceptions import ClientError

from sandbox.model import Call, Identity
from sandbox.seams import Authorizer, Clients, Guard
from sandbox.targets import ACTIONS, Refused, Shipment

EVENTS = "events.amazonaws.com"

# The API call that a role is asked for, with the parameter that names the target.
_CALLS = {
    "lambda": ("lambda", "Invoke", "FunctionName"), "sqs": ("sqs", "SendMessage", "QueueUrl"),
    "sns": ("sns", "Publish", "TopicArn"), "events": ("events", "PutEvents", "EventBusName"),
    "logs": ("logs", "PutLogEvents", "logGroupName"),
}


class Warrants:
    """Checks each delivery before it is made."""

    def __init__(self, guard: Guard, authorizer: Authorizer, clients: Clients) -> None:
        self._guard, self._authorizer, self._clients = guard, authorizer, clients

    def check(self, shipment: Shipment) -> None:
        """Raises Refused with NO_PERMISSIONS or FAILED_TO_ASSUME_ROLE."""
        kind = shipment.parts[2]
        if kind not in ACTIONS:
            return
        if kind == "events" or shipment.target.get("RoleArn"):
            self._by_role(shipment)
        if kind == "events" or not shipment.target.get("RoleArn"):
            self._by_policy(shipment)

    def _by_policy(self, shipment: Shipment) -> None:
        """Lambda gets no aws:SourceAccount: a permission that asks for it does not hold."""
        kind, account = shipment.parts[2], shipment.parts[4]
        own = shipment.rule_arn.split(":")[4]
        if kind == "events" and own == account:
            return
        context = {"aws:SourceArn": shipment.rule_arn}
        if kind != "lambda":
            context["aws:SourceAccount"] = own
        principal = EVENTS if kind != "events" else f"arn:aws:iam::{own}:root"
        if reason := self._guard(principal, ACTIONS[kind], shipment.arn, context):
            raise Refused("NO_PERMISSIONS", reason)

    def _by_role(self, shipment: Shipment) -> None:
        role = shipment.target.get("RoleArn")
        if role is None:
            if shipment.parts[3:5] != shipment.rule_arn.split(":")[3:5]:
                raise Refused("NO_PERMISSIONS", "a bus elsewhere needs a role on the target")
            return
        who = self._assume(role)
        service, operation, name = _CALLS[shipment.parts[2]]
        params: dict[str, Any] = {name: shipment.arn}
        if service == "events":
            params = {"Entries": [{name: shipment.arn, "Source": shipment.event["source"],
                                   "DetailType": shipment.event["detail-type"]}]}
        call = Call(service, operation, params, shipment.parts[3], who.account, who, "", "")
        if reason := self._authorizer.check(call):
            raise Refused("NO_PERMISSIONS", reason)

    def _assume(self, role: str) -> Identity:
        account, name = role.split(":")[4], role.rpartition("/")[2]
        iam = self._clients.client("iam", "us-east-1", account)
        try:
            found = iam.get_role(RoleName=name)["Role"]
        except ClientError as error:
            raise Refused("FAILED_TO_ASSUME_ROLE", str(error)) from error
        if EVENTS not in json.dumps(found["AssumeRolePolicyDocument"]):
            raise Refused("FAILED_TO_ASSUME_ROLE", f"{role} does not trust {EVENTS}")
        session = f"arn:aws:sts::{account}:assumed-role/{name}/events"
        return Identity("AssumedRole", account, session, f"{found['RoleId']}:events", name,
                        role_arn=role)
