"""Whether EventBridge may deliver to a target: by the resource's policy or the target's role."""

from __future__ import annotations

import json
from typing import Any

from botocore.exceptions import ClientError

from eventbridge_notifier.sandbox.core.interfaces import Authorizer, Clients, ServiceAuthorizer
from eventbridge_notifier.sandbox.core.model import Call, Identity
from eventbridge_notifier.sandbox.core.target import AllowedBy, Delivery, TargetError, TargetKind

EVENTS = "events.amazonaws.com"
NEED_ROLE = (AllowedBy.ROLE, AllowedBy.ROLE_AND_RESOURCE)


class TargetPermissions:
    """Checks each delivery before it is made."""

    def __init__(self, service_authorizer: ServiceAuthorizer, authorizer: Authorizer,
                 clients: Clients) -> None:
        self._service_authorizer, self._authorizer = service_authorizer, authorizer
        self._clients = clients

    def check(self, kind: TargetKind, delivery: Delivery) -> None:
        """Raises TargetError with NO_PERMISSIONS or FAILED_TO_ASSUME_ROLE."""
        has_role = bool(delivery.target.get("RoleArn"))
        if kind.allowed_by in NEED_ROLE or has_role:
            self._by_role(kind, delivery)
        if kind.allowed_by is AllowedBy.ROLE_AND_RESOURCE or (
                kind.allowed_by is AllowedBy.ROLE_OR_RESOURCE and not has_role):
            self._by_policy(kind, delivery)

    def _by_policy(self, kind: TargetKind, delivery: Delivery) -> None:
        """The resource's policy gets the condition keys that EventBridge sends, and no others."""
        account, own = delivery.parts[4], delivery.rule_arn.split(":")[4]
        between_buses = kind.allowed_by is AllowedBy.ROLE_AND_RESOURCE
        if between_buses and own == account:
            return
        source = {"aws:SourceArn": delivery.rule_arn, "aws:SourceAccount": own}
        context = {key: source[key] for key in kind.context}
        principal = f"arn:aws:iam::{own}:root" if between_buses else EVENTS
        if denial := self._service_authorizer.denial(
                principal, kind.action, delivery.arn, context):
            raise TargetError("NO_PERMISSIONS", denial.text)

    def _by_role(self, kind: TargetKind, delivery: Delivery) -> None:
        role = delivery.target.get("RoleArn")
        if role is None:
            same = delivery.parts[3:5] == delivery.rule_arn.split(":")[3:5]
            if kind.allowed_by is AllowedBy.ROLE or not same:
                raise TargetError("NO_PERMISSIONS", f"{delivery.arn} needs a role on the target")
            return
        who = self._assume(role)
        call = Call(*kind.call[:2], _params(kind, delivery), delivery.parts[3], who.account, who,
                    "", "")
        if denial := self._authorizer.denial(call):
            raise TargetError("NO_PERMISSIONS", denial.text)

    def _assume(self, role: str) -> Identity:
        account, name = role.split(":")[4], role.rpartition("/")[2]
        iam = self._clients.client("iam", "us-east-1", account)
        try:
            found = iam.get_role(RoleName=name)["Role"]
        except ClientError as error:
            raise TargetError("FAILED_TO_ASSUME_ROLE", str(error)) from error
        if EVENTS not in json.dumps(found["AssumeRolePolicyDocument"]):
            raise TargetError("FAILED_TO_ASSUME_ROLE", f"{role} does not trust {EVENTS}")
        session = f"arn:aws:sts::{account}:assumed-role/{name}/events"
        return Identity("AssumedRole", account, session, f"{found['RoleId']}:events", name,
                        role_arn=role)


def _params(kind: TargetKind, delivery: Delivery) -> dict[str, Any]:
    """The parameters of the call that the role must be allowed."""
    name = kind.call[2]
    if delivery.kind != "event-bus":
        return {name: delivery.arn}
    return {"Entries": [{name: delivery.arn, "Source": delivery.event["source"],
                         "DetailType": delivery.event["detail-type"]}]}
