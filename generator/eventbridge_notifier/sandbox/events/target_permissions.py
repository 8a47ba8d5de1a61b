"""May EventBridge deliver to a target? By the target's policy, or by the target's role."""

from __future__ import annotations

import json
from typing import Any

from botocore.exceptions import ClientError

from eventbridge_notifier.sandbox.core.interfaces import Authorizer, Clients, Guard
from eventbridge_notifier.sandbox.core.model import Call, Identity
from eventbridge_notifier.sandbox.events.targets import KINDS, Kind, Refused, Shipment

EVENTS = "events.amazonaws.com"

class Warrants:
    """Checks each delivery before it is made."""

    def __init__(self, guard: Guard, authorizer: Authorizer, clients: Clients) -> None:
        self._guard, self._authorizer, self._clients = guard, authorizer, clients

    def check(self, shipment: Shipment) -> None:
        """Raises Refused with NO_PERMISSIONS or FAILED_TO_ASSUME_ROLE."""
        if (row := KINDS.get(shipment.kind)) is None:
            return
        has_role = bool(shipment.target.get("RoleArn"))
        if row.asks in ("both", "role") or has_role:
            self._by_role(row, shipment)
        if row.asks == "both" or (row.asks == "either" and not has_role):
            self._by_policy(row, shipment)

    def _by_policy(self, row: Kind, shipment: Shipment) -> None:
        """What a policy asks for and EventBridge does not say keeps the event out."""
        account, own = shipment.parts[4], shipment.rule_arn.split(":")[4]
        if row.asks == "both" and own == account:
            return
        source = {"aws:SourceArn": shipment.rule_arn, "aws:SourceAccount": own}
        context = {key: source[key] for key in row.says}
        principal = EVENTS if row.asks == "either" else f"arn:aws:iam::{own}:root"
        if reason := self._guard(principal, row.action, shipment.arn, context):
            raise Refused("NO_PERMISSIONS", reason)

    def _by_role(self, row: Kind, shipment: Shipment) -> None:
        role = shipment.target.get("RoleArn")
        if role is None:
            if row.asks == "role" or shipment.parts[3:5] != shipment.rule_arn.split(":")[3:5]:
                raise Refused("NO_PERMISSIONS", f"{shipment.arn} needs a role on the target")
            return
        who = self._assume(role)
        call = Call(*row.call[:2], _params(row, shipment), shipment.parts[3], who.account, who,
                    "", "")
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


def _params(row: Kind, shipment: Shipment) -> dict[str, Any]:
    """The parameters of the call that the role is asked for."""
    name = row.call[2]
    if shipment.kind != "event-bus":
        return {name: shipment.arn}
    return {"Entries": [{name: shipment.arn, "Source": shipment.event["source"],
                         "DetailType": shipment.event["detail-type"]}]}
