"""May a service act on a resource by itself? By the resource's policy, and its key's."""

from __future__ import annotations

from collections.abc import Mapping

from eventbridge_notifier.sandbox.core.model import Identity
from eventbridge_notifier.sandbox.iam.access_errors import Reason
from eventbridge_notifier.sandbox.iam.evaluator import Judge
from eventbridge_notifier.sandbox.iam.permissions import Need
from eventbridge_notifier.sandbox.iam.permissions.context import now
from eventbridge_notifier.sandbox.kms.usage import CALLER, SILENT, encryption_keys, key_values, uses

_ALWAYS: Mapping[str, object] = {"aws:SecureTransport": True, "aws:PrincipalIsAWSService": True}
_SOURCE = ("aws:sourcearn", "aws:sourceaccount", "aws:sourceowner")


class ServiceGuard:
    """Asked before each delivery that a service makes."""

    def __init__(self, judge: Judge) -> None:
        self._judge = judge

    def __call__(self, principal: str, action: str, resource: str,
                 context: Mapping[str, str]) -> str | None:
        """`principal` is a service's, or an account's root for what another account sends."""
        told = {**_ALWAYS, **now(), **context}
        if action.startswith("kms:"):
            _, _, _, region, account, _ = resource.split(":", 5)
            key = self._judge.keys.of(resource, region, account)
            return self._judge.ask_key_for_service(principal, action, key, told)
        need = Need(action, _stream(resource) if action.startswith("logs:") else resource, told)
        if principal.startswith("arn:"):
            return self._judge.ask(_account(principal), need, {})
        return (self._judge.ask_for_service(principal, need)
                or self._key(principal, action, resource, told))

    def _key(self, principal: str, action: str, resource: str, told: Mapping[str, object]
             ) -> Reason | None:
        _, _, _, region, account, _ = resource.split(":", 5)
        facts = self._judge.facts(resource, account)
        if not facts.key:
            return None
        key = self._judge.keys.of(facts.key, region, account)
        values = key_values(resource, region, account, facts)
        for row in (one for one in uses(action) if one.by == CALLER):
            context = {**_told(principal, action, told), **encryption_keys(row, values)}
            for wanted in row.actions.split():
                if reason := self._judge.ask_key_for_service(
                        principal, f"kms:{wanted}", key, context):
                    return reason
        return None


def _told(principal: str, action: str, told: Mapping[str, object]) -> dict[str, object]:
    """What the service tells KMS of whom it works for."""
    silent = (principal, action) in SILENT
    return {name: value for name, value in told.items()
            if not (silent and name.lower() in _SOURCE)}


def _stream(group: str) -> str:
    """PutLogEvents acts on a stream of the group."""
    return f"{group.removesuffix(':*')}:log-stream:any"


def _account(arn: str) -> Identity:
    account = arn.split(":")[4]
    return Identity("Root", account, arn, account)
