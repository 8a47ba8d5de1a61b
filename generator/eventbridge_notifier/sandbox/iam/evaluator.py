"""May somebody do something with a resource? By all policies that have a say, and its key's."""

from __future__ import annotations

from collections.abc import Mapping

from eventbridge_notifier.sandbox.core.interfaces import Clients
from eventbridge_notifier.sandbox.core.model import Call, Identity
from eventbridge_notifier.sandbox.iam.access_errors import (
    KEY_DENIED,
    KEY_DISABLED,
    KEY_MISSING,
    Reason,
)
from eventbridge_notifier.sandbox.iam.boundaries import Boundaries
from eventbridge_notifier.sandbox.iam.identities import Directory
from eventbridge_notifier.sandbox.iam.permissions import Need
from eventbridge_notifier.sandbox.iam.permissions.context import principal_keys
from eventbridge_notifier.sandbox.iam.policy import (
    Policies,
    Principal,
    Request,
    context_of,
    decide,
    refusal,
)
from eventbridge_notifier.sandbox.iam.principal_policies import Attached, readable
from eventbridge_notifier.sandbox.iam.resource_policies import Facts, Resources
from eventbridge_notifier.sandbox.kms.keys import Key, Keys
from eventbridge_notifier.sandbox.s3.bucket_policies import BucketPolicies

# Actions that a role's trust policy must allow, besides what the caller has.
_GATED = ("sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity")


class Judge:
    """Knows the policies of principals, resources and keys, and forgets what calls change."""

    def __init__(self, clients: Clients, directory: Directory, boundaries: Boundaries,
                 buckets: BucketPolicies, organization: str) -> None:
        self._directory, self._organization = directory, organization
        self._attached = Attached(clients, boundaries)
        self._resources, self.keys = Resources(clients, buckets), Keys(clients)

    def observe(self, call: Call) -> None:
        """Forgets what a call that succeeded may have changed."""
        self._attached.observe(call)
        self._resources.observe(call)
        self.keys.observe(call)

    def facts(self, arn: str, account: str) -> Facts:
        """What a resource says for itself."""
        return self._resources.of(arn, account)

    def ask(self, who: Identity, need: Need, context: Mapping[str, object]) -> Reason | None:
        """Why a principal of an account may not; None where he may."""
        facts = self.facts(need.resource, who.account)
        keys = {**principal_keys(who, self._tags(who), self._organization), **context,
                **need.context, "aws:ResourceAccount": facts.account or who.account}
        request = Request(_principal(who), need.action, need.resource, context_of(keys))
        why = decide(request, self._policies(who, facts, need.action.startswith(_GATED)))
        return Reason.of(refusal(request, why)) if why else None

    def ask_key(self, who: Identity, action: str, key: Key, context: Mapping[str, object]
                ) -> Reason | None:
        """Why a principal may not use a key: its policy has to agree, or a grant."""
        if reason := unusable(key, action):
            return reason
        if key.managed:
            return None
        keys = {**principal_keys(who, self._tags(who), self._organization), **context,
                "aws:ResourceAccount": key.account, "kms:CallerAccount": who.account}
        request = Request(_principal(who), action, key.arn, context_of(keys))
        why = decide(request, self._policies(who, Facts(key.policy, "", key.account), True))
        return _unless_granted(key, request, why)

    def ask_for_service(self, principal: str, need: Need) -> Reason | None:
        """Why a service may not, by the resource's policy alone."""
        request = Request(_service(principal), need.action, need.resource,
                          context_of(need.context))
        facts = self.facts(need.resource, str(need.context.get("aws:SourceAccount", "")))
        why = decide(request, Policies(resource=facts.policy, owner=facts.account))
        return Reason.of(refusal(request, why)) if why else None

    def ask_key_for_service(self, principal: str, action: str, key: Key,
                            context: Mapping[str, object]) -> Reason | None:
        """Why a service may not use a key of its own accord."""
        if reason := unusable(key, action):
            return reason
        request = Request(_service(principal), action, key.arn, context_of(context))
        if key.managed:
            return Reason.of(f"{key.arn} is a key of AWS, which no other service may use",
                             KEY_DENIED)
        why = decide(request, Policies(resource=key.policy, owner=key.account, gated=True))
        return _unless_granted(key, request, why)

    def _policies(self, who: Identity, facts: Facts, gated: bool) -> Policies:
        if who.type == "Root":
            return Policies(resource=facts.policy, owner=facts.account, gated=gated)
        held, session = self._attached.of(who), self._directory.session(who.access_key)
        limits = None
        if session is not None and (session.policies or session.managed):
            limits = (*map(readable, session.policies),
                      *(self._attached.managed(one, who.account) for one in session.managed))
        return Policies(held.policies, held.boundary, limits, facts.policy, facts.account, gated)

    def _tags(self, who: Identity) -> dict[str, str]:
        if who.type == "Root":
            return {}
        session = self._directory.session(who.access_key)
        return {**dict(self._attached.of(who).tags), **(session.tags if session else {})}


def unusable(key: Key, action: str) -> Reason | None:
    """Why a key can be used by nobody."""
    if key.state == "Missing":
        return Reason.of(f"Key '{key.arn}' does not exist", KEY_MISSING)
    if key.refuses(action):
        return Reason.of(f"{key.arn} is {key.state.lower()}.", KEY_DISABLED)
    return None


def _unless_granted(key: Key, request: Request, why: str) -> Reason | None:
    denied = why.startswith("with an explicit deny")
    granted = key.granted(request.principal, request.action, request.context)
    if not why or (granted and not denied):
        return None
    return Reason.of(refusal(request, why), KEY_DENIED)


def _principal(who: Identity) -> Principal:
    return Principal(who.type, who.arn, who.account, who.role_arn)


def _service(name: str) -> Principal:
    return Principal("AWSService", name)
