"""All of who may do what, in one piece."""

from __future__ import annotations

import threading
from collections import defaultdict

from eventbridge_notifier.sandbox.cloudtrail.preflight import Check, Checks
from eventbridge_notifier.sandbox.cloudwatch.alarms import Alarms
from eventbridge_notifier.sandbox.core.interfaces import Clients, Journal
from eventbridge_notifier.sandbox.core.model import Call, Outcome
from eventbridge_notifier.sandbox.gateway.handlers import Observer
from eventbridge_notifier.sandbox.iam.authorizer import Gate
from eventbridge_notifier.sandbox.iam.boundaries import Boundaries
from eventbridge_notifier.sandbox.iam.evaluator import Judge, unusable
from eventbridge_notifier.sandbox.iam.identities import Directory
from eventbridge_notifier.sandbox.iam.service_authorizer import ServiceGuard
from eventbridge_notifier.sandbox.moto_patches.repeated_calls import Repairs
from eventbridge_notifier.sandbox.s3.bucket_policies import BucketPolicies


class Access:
    """`used` has the permissions that each user and role needed and had: (action, resource)."""

    def __init__(self, clients: Clients, journal: Journal, organization: str) -> None:
        self._clients, self.identities = clients, Directory(clients)
        self._boundaries, self._buckets = Boundaries(), BucketPolicies(clients)
        self._judge = Judge(clients, self.identities, self._boundaries, self._buckets,
                            organization)
        self._lock = threading.Lock()
        self.used: dict[str, set[tuple[str, str]]] = defaultdict(set)
        self.authorizer = Gate(self._judge, self.identities, self._note)
        self.guard = ServiceGuard(self._judge)
        self._checks = Checks(self._judge, self.authorizer, clients)
        self._alarms = Alarms(clients, self.guard, journal)

    def operations(self) -> dict[tuple[str, str], Check]:
        """(service, operation) to what AWS refuses and moto accepts, or does not know."""
        return {**self._checks.operations(), **self._boundaries.operations(),
                **self._buckets.operations(), **Repairs(self._clients).operations()}

    def observers(self) -> list[Observer]:
        """What must see each call first."""
        return [self.identities.observe, self._changed, self._alarms.observe]

    def key_trouble(self, arn: str) -> str:
        """Why nobody can use a key; empty where it can be used."""
        _, _, _, region, account, _ = arn.split(":", 5)
        return unusable(self._judge.keys.of(arn, region, account), "kms:Decrypt") or ""

    def _changed(self, call: Call, outcome: Outcome) -> None:
        if not outcome.error_code:
            self._judge.observe(call)

    def _note(self, call: Call, action: str, resource: str) -> None:
        who = call.identity
        with self._lock:
            self.used[who.role_arn or who.arn].add((action, resource))
