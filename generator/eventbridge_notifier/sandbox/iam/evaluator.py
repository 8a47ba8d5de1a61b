"""Whether somebody may use a resource or a key: by all policies that apply."""

from __future__ import annotations

from collections.abc import Mapping

from eventbridge_notifier.sandbox.core.denial import Denial, DenialKind
from eventbridge_notifier.sandbox.core.model import Identity
from eventbridge_notifier.sandbox.core.service_facts import Resource
from eventbridge_notifier.sandbox.iam.access_keys import AccessKeys
from eventbridge_notifier.sandbox.iam.permissions import Need
from eventbridge_notifier.sandbox.iam.permissions.context import principal_keys
from eventbridge_notifier.sandbox.iam.policy import (
    Decision,
    Policies,
    Policy,
    Principal,
    Request,
    Verdict,
    context_of,
    decide,
    readable,
    refusal,
)
from eventbridge_notifier.sandbox.iam.principal_policies import PrincipalPolicies
from eventbridge_notifier.sandbox.iam.resource_policies import Resources
from eventbridge_notifier.sandbox.kms.keys import Key, Keys

# Actions that a role's trust policy must allow, besides what the caller's policies allow.
_NEED_TRUST = ("sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity")


class Evaluator:
    """Asks the policies of principals, resources and keys. `organization` has all accounts."""

    def __init__(self, access_keys: AccessKeys, principals: PrincipalPolicies,
                 resources: Resources, keys: Keys, organization: str) -> None:
        self._access_keys, self._principals = access_keys, principals
        self._resources, self._organization = resources, organization
        self.keys = keys

    def resource(self, arn: str, account: str) -> Resource:
        """What a resource says for itself; `account` is the caller's."""
        return self._resources.of(arn, account)

    def denial(self, who: Identity, need: Need, context: Mapping[str, object]) -> Denial | None:
        """Why a principal of an account may not use a resource; None where it may."""
        resource = self.resource(need.resource, who.account)
        request = self._request(who, need.action, need.resource, {
            **context, **need.context, "aws:ResourceAccount": resource.account or who.account})
        policies = self._policies(who, readable(resource.policy), resource.account,
                                  need.action.startswith(_NEED_TRUST))
        return _denial(request, decide(request, policies))

    def key_denial(self, who: Identity, action: str, key: Key, context: Mapping[str, object]
                   ) -> Denial | None:
        """Why a principal may not use a key: the key's policy must allow it, or a grant."""
        if denial := key.problem(action):
            return denial
        if key.managed:
            return None
        request = self._request(who, action, key.arn, {
            **context, "aws:ResourceAccount": key.account, "kms:CallerAccount": who.account})
        return _denial_of_key(key, request, decide(
            request, self._policies(who, key.policy, key.account, True)))

    def service_denial(self, principal: str, need: Need) -> Denial | None:
        """Why a service may not use a resource by itself."""
        resource = self.resource(need.resource, str(need.context.get("aws:SourceAccount", "")))
        request = Request(_service(principal), need.action, need.resource,
                          context_of(need.context))
        return _denial(request, decide(request, Policies(
            resource=readable(resource.policy), owner=resource.account)))

    def service_key_denial(self, principal: str, action: str, key: Key,
                           context: Mapping[str, object]) -> Denial | None:
        """Why a service may not use a key by itself."""
        if denial := key.problem(action):
            return denial
        if key.managed:
            return Denial(f"{key.arn} is a key of AWS, which no other service may use",
                          DenialKind.KEY_NOT_ALLOWED)
        request = Request(_service(principal), action, key.arn, context_of(context))
        return _denial_of_key(key, request, decide(request, Policies(
            resource=key.policy, owner=key.account, resource_must_allow=True)))

    def _request(self, who: Identity, action: str, arn: str, context: Mapping[str, object]
                 ) -> Request:
        keys = {**principal_keys(who, self._tags(who), self._organization), **context}
        principal = Principal(who.type, who.arn, who.account, who.role_arn)
        return Request(principal, action, arn, context_of(keys))

    def _policies(self, who: Identity, resource: Policy, owner: str, must_allow: bool
                  ) -> Policies:
        if who.type == "Root":
            return Policies(resource=resource, owner=owner, resource_must_allow=must_allow)
        own, session = self._principals.of(who), self._access_keys.session(who.access_key)
        limits = None
        if session is not None and (session.policies or session.managed):
            limits = (*map(readable, session.policies),
                      *(self._principals.managed(one, who.account) for one in session.managed))
        return Policies(own.policies, own.boundary, limits, resource, owner, must_allow)

    def _tags(self, who: Identity) -> dict[str, str]:
        if who.type == "Root":
            return {}
        session = self._access_keys.session(who.access_key)
        return {**dict(self._principals.of(who).tags), **(session.tags if session else {})}


def _denial(request: Request, decision: Decision) -> Denial | None:
    return None if decision.allowed else Denial(refusal(request, decision))


def _denial_of_key(key: Key, request: Request, decision: Decision) -> Denial | None:
    """A grant allows what policies do not; it does not help against an explicit deny."""
    granted = key.granted(request.principal, request.action, request.context)
    if decision.allowed or (granted and decision.verdict is not Verdict.EXPLICITLY_DENIED):
        return None
    return Denial(refusal(request, decision), DenialKind.KEY_NOT_ALLOWED)


def _service(name: str) -> Principal:
    return Principal("AWSService", name)
