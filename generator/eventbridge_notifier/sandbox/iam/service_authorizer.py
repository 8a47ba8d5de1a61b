"""Whether a service may act on a resource by itself: by the resource's policy and its key's."""

from __future__ import annotations

from collections.abc import Mapping

from eventbridge_notifier.sandbox.core.denial import Denial
from eventbridge_notifier.sandbox.core.model import Identity
from eventbridge_notifier.sandbox.core.service_facts import CALLER
from eventbridge_notifier.sandbox.iam.evaluator import Evaluator
from eventbridge_notifier.sandbox.iam.permissions import Need
from eventbridge_notifier.sandbox.iam.permissions.context import now
from eventbridge_notifier.sandbox.kms.usage import (
    WITHOUT_SOURCE,
    encryption_keys,
    key_uses,
    key_values,
)

_ALWAYS: Mapping[str, object] = {"aws:SecureTransport": True, "aws:PrincipalIsAWSService": True}
_SOURCE = ("aws:sourcearn", "aws:sourceaccount", "aws:sourceowner")


class ResourcePolicyAuthorizer:
    """Implements `core.interfaces.ServiceAuthorizer`."""

    def __init__(self, evaluator: Evaluator) -> None:
        self._evaluator = evaluator

    def denial(self, principal: str, action: str, resource: str, context: Mapping[str, str]
               ) -> Denial | None:
        """`principal` is a service's, or an account's root for what another account sends."""
        keys = {**_ALWAYS, **now(), **context}
        if action.startswith("kms:"):
            _, _, _, region, account, _ = resource.split(":", 5)
            key = self._evaluator.keys.of(resource, region, account)
            return self._evaluator.service_key_denial(principal, action, key, keys)
        need = Need(action, _stream(resource) if action.startswith("logs:") else resource, keys)
        if principal.startswith("arn:"):
            return self._evaluator.denial(_root_of(principal), need, {})
        return (self._evaluator.service_denial(principal, need)
                or self._key_denial(principal, action, resource, keys))

    def _key_denial(self, principal: str, action: str, arn: str, keys: Mapping[str, object]
                    ) -> Denial | None:
        _, _, _, region, account, _ = arn.split(":", 5)
        resource = self._evaluator.resource(arn, account)
        if not resource.key:
            return None
        key = self._evaluator.keys.of(resource.key, region, account)
        values = key_values(arn, region, account, resource)
        for row in (one for one in key_uses(action) if one.by == CALLER):
            context = {**_for_kms(principal, action, keys), **encryption_keys(row, values)}
            for wanted in row.actions.split():
                if denial := self._evaluator.service_key_denial(
                        principal, f"kms:{wanted}", key, context):
                    return denial
        return None


def _for_kms(principal: str, action: str, keys: Mapping[str, object]) -> dict[str, object]:
    """The condition keys that the service passes on to KMS."""
    without_source = (principal, action) in WITHOUT_SOURCE
    return {name: value for name, value in keys.items()
            if not (without_source and name.lower() in _SOURCE)}


def _stream(group: str) -> str:
    """PutLogEvents acts on a stream of the group."""
    return f"{group.removesuffix(':*')}:log-stream:any"


def _root_of(arn: str) -> Identity:
    account = arn.split(":")[4]
    return Identity("Root", account, arn, account)
