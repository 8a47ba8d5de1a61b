"""May a call pass? Each permission that it needs is asked for, and the use of keys that follows."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from eventbridge_notifier.sandbox.core.model import Call
from eventbridge_notifier.sandbox.iam.access_errors import Reason
from eventbridge_notifier.sandbox.iam.evaluator import Judge
from eventbridge_notifier.sandbox.iam.identities import Directory
from eventbridge_notifier.sandbox.iam.permissions import Need, needs
from eventbridge_notifier.sandbox.iam.permissions.context import call_keys
from eventbridge_notifier.sandbox.kms.keys import Key
from eventbridge_notifier.sandbox.kms.usage import (
    CALLER,
    KeyUse,
    encryption_keys,
    filled,
    key_named,
    key_values,
    uses,
)

Asked = Callable[[Call, str, str], object]
"""Takes note of a permission: the call, the action, the resource."""


class Gate:
    """Enforces policies. `noted` is told of each permission that a call needed and had."""

    def __init__(self, judge: Judge, directory: Directory, noted: Asked | None = None) -> None:
        self._judge, self._directory = judge, directory
        self._noted = noted or (lambda call, action, resource: None)

    def check(self, call: Call) -> str | None:
        """None where the call may pass; else why not, in AWS's words."""
        if call.internal or call.identity.type == "AWSService":
            return None
        if self._directory.ended(call.identity.access_key):
            return Reason.of("The security token included in the request is invalid.",
                             code="InvalidClientTokenId")
        context = call_keys(call)
        for need in needs(call):
            if reason := self._ask(call, need, context) or self._ask_keys(call, need, context):
                return reason
        return None

    def _ask(self, call: Call, need: Need, context: Mapping[str, object]) -> Reason | None:
        if need.action.startswith("kms:") and need.resource != "*" \
                and ":alias/" not in need.resource:
            key = self._judge.keys.of(need.resource, call.region, call.account)
            if key.state == "Missing" or key.managed:
                return None  # moto answers that there is none
            return self._use(call, need.action, key, {**context, **need.context})
        if reason := self._judge.ask(call.identity, need, context):
            return reason
        self._noted(call, need.action, need.resource)
        return None

    def _ask_keys(self, call: Call, need: Need, context: Mapping[str, object]) -> Reason | None:
        for row in uses(need.action):
            if (key := self._key(row, call, need)) is None:
                continue
            if reason := self._ask_key(row, call, need, key, context):
                return Reason.of(reason, reason.kind, row.denied)
        return None

    def _key(self, row: KeyUse, call: Call, need: Need) -> Key | None:
        """The key of the resource; that which the call names comes first."""
        named = key_named(row, call.params) if row.key else str(
            call.params.get("SSEKMSKeyId") or self._judge.facts(need.resource, call.account).key)
        return self._judge.keys.of(named, call.region, call.account) if named else None

    def _ask_key(self, row: KeyUse, call: Call, need: Need, key: Key,
                 context: Mapping[str, object]) -> Reason | None:
        texts = {name: value for name, value in call.params.items() if isinstance(value, str)}
        facts = self._judge.facts(need.resource, call.account)
        values = {**texts, **key_values(need.resource, call.region, call.account, facts)}
        told = encryption_keys(row, values)
        for action in (f"kms:{one}" for one in row.actions.split()):
            if row.by != CALLER:
                by = filled(row.by, values)
                reason = self._judge.ask_key_for_service(by, action, key, {
                    **told, "aws:SourceAccount": call.account, "aws:SourceArn": need.resource})
            else:
                reason = self._use(call, action, key, {**context, **told, **_via(call)})
            if reason:
                return reason
        return None

    def _use(self, call: Call, action: str, key: Key, context: Mapping[str, object]
             ) -> Reason | None:
        if reason := self._judge.ask_key(call.identity, action, key, context):
            return reason
        self._noted(call, action, key.arn)
        return None


def _via(call: Call) -> dict[str, object]:
    return {"kms:ViaService": f"{call.service}.{call.region}.amazonaws.com",
            "kms:GrantIsForAWSResource": True, "aws:ViaAWSService": True}
