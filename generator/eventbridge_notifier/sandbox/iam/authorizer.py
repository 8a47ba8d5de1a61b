"""Whether a call may pass: by every permission that it needs, and the use of keys that follows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from eventbridge_notifier.sandbox.core.denial import Denial
from eventbridge_notifier.sandbox.core.model import Call
from eventbridge_notifier.sandbox.core.service_facts import CALLER, KeyUse
from eventbridge_notifier.sandbox.iam.access_keys import AccessKeys
from eventbridge_notifier.sandbox.iam.evaluator import Evaluator
from eventbridge_notifier.sandbox.iam.permissions import Need, needs
from eventbridge_notifier.sandbox.iam.permissions.context import call_keys
from eventbridge_notifier.sandbox.iam.used_permissions import UsedPermissions
from eventbridge_notifier.sandbox.kms.keys import Key
from eventbridge_notifier.sandbox.kms.usage import (
    encryption_keys,
    filled,
    key_named,
    key_uses,
    key_values,
)

_ENDED = Denial("The security token included in the request is invalid.",
                code="InvalidClientTokenId")


class CallAuthorizer:
    """Enforces policies, and notes in `used` each permission that a call needed and had."""

    def __init__(self, evaluator: Evaluator, access_keys: AccessKeys, used: UsedPermissions
                 ) -> None:
        self._evaluator, self._access_keys, self._used = evaluator, access_keys, used

    def denial(self, call: Call) -> Denial | None:
        """Why the call must not pass, in AWS's words; None where it may."""
        if call.internal or call.identity.type == "AWSService":
            return None
        if self._access_keys.ended(call.identity.access_key):
            return _ENDED
        context = call_keys(call)
        for need in needs(call):
            if denial := (self._permission_denial(call, need, context)
                          or self._key_use_denial(call, need, context)):
                return denial
        return None

    def _permission_denial(self, call: Call, need: Need, context: Mapping[str, object]
                           ) -> Denial | None:
        if need.action.startswith("kms:") and need.resource != "*" \
                and ":alias/" not in need.resource:
            key = self._evaluator.keys.of(need.resource, call.region, call.account)
            if key.state == "Missing" or key.managed:
                return None  # moto answers that there is none
            return self._key_denial(call, need.action, key, {**context, **need.context})
        if denial := self._evaluator.denial(call.identity, need, context):
            return denial
        self._used.note(call.identity, need.action, need.resource)
        return None

    def _key_use_denial(self, call: Call, need: Need, context: Mapping[str, object]
                        ) -> Denial | None:
        for row in key_uses(need.action):
            if (key := self._key(row, call, need)) is None:
                continue
            if denial := self._row_denial(row, call, need, key, context):
                return replace(denial, code=row.denied)
        return None

    def _key(self, row: KeyUse, call: Call, need: Need) -> Key | None:
        """The key of the resource; the one that the call names comes first."""
        named = key_named(row, call.params) if row.key else str(
            call.params.get("SSEKMSKeyId")
            or self._evaluator.resource(need.resource, call.account).key)
        return self._evaluator.keys.of(named, call.region, call.account) if named else None

    def _row_denial(self, row: KeyUse, call: Call, need: Need, key: Key,
                    context: Mapping[str, object]) -> Denial | None:
        texts = {name: value for name, value in call.params.items() if isinstance(value, str)}
        resource = self._evaluator.resource(need.resource, call.account)
        values = {**texts, **key_values(need.resource, call.region, call.account, resource)}
        encryption = encryption_keys(row, values)
        for action in (f"kms:{one}" for one in row.actions.split()):
            if row.by != CALLER:
                denial = self._evaluator.service_key_denial(filled(row.by, values), action, key, {
                    **encryption, "aws:SourceAccount": call.account,
                    "aws:SourceArn": need.resource})
            else:
                denial = self._key_denial(call, action, key,
                                          {**context, **encryption, **_via(call)})
            if denial:
                return denial
        return None

    def _key_denial(self, call: Call, action: str, key: Key, context: Mapping[str, object]
                    ) -> Denial | None:
        if denial := self._evaluator.key_denial(call.identity, action, key, context):
            return denial
        self._used.note(call.identity, action, key.arn)
        return None


def _via(call: Call) -> dict[str, object]:
    return {"kms:ViaService": f"{call.service}.{call.region}.amazonaws.com",
            "kms:GrantIsForAWSResource": True, "aws:ViaAWSService": True}
