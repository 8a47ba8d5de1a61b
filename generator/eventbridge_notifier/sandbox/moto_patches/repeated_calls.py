"""Calls that moto gets wrong as they are made, and right when they are made otherwise."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from botocore import xform_name
from botocore.exceptions import ClientError

from eventbridge_notifier.sandbox.core.interfaces import Clients
from eventbridge_notifier.sandbox.core.model import Call, Outcome

Answer = Callable[[Call], Outcome | None]


class Repairs:
    """Makes such calls again, with other parameters."""

    def __init__(self, clients: Clients) -> None:
        self._clients = clients

    def operations(self) -> dict[tuple[str, str], Answer]:
        by_arn: dict[tuple[str, str], Answer] = {("kms", name): self.key_by_id for name in (
            "DisableKey", "EnableKey", "ScheduleKeyDeletion", "CancelKeyDeletion")}
        return {**by_arn, ("sqs", "SetQueueAttributes"): self.with_policy}

    def key_by_id(self, call: Call) -> Outcome | None:
        """For these moto knows a key by its id alone."""
        arn = str(call.params["KeyId"])
        if not arn.startswith("arn:"):
            return None
        return self._again(call, {**call.params, "KeyId": arn.rpartition("/")[2]})

    def with_policy(self, call: Call) -> Outcome | None:
        """moto forgets a queue's policy when other attributes are set."""
        attributes = call.params.get("Attributes") or {}
        if "Policy" in attributes:
            return None
        sqs = self._clients.client("sqs", call.region, call.account)
        try:
            found = sqs.get_queue_attributes(
                QueueUrl=call.params["QueueUrl"], AttributeNames=["Policy"])
        except ClientError:
            return None
        policy = found.get("Attributes", {}).get("Policy")
        if not policy:
            return None
        return self._again(call, {**call.params, "Attributes": {**attributes, "Policy": policy}})

    def _again(self, call: Call, params: Mapping[str, Any]) -> Outcome:
        client = self._clients.client(call.service, call.region, call.account)
        try:
            answer = getattr(client, xform_name(call.operation))(**params)
        except ClientError as error:
            said = error.response["Error"]
            return Outcome(400, {}, said["Code"], said["Message"])
        return Outcome(200, answer)
