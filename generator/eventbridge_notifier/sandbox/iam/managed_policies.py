"""AWS's managed policies, such as AdministratorAccess: taken into moto when somebody names them.

moto has all their documents, but reads every one of 1,300 for each account, or none.
"""

from __future__ import annotations

import json
import threading
from functools import cache
from typing import Any

from moto.iam.models import AWSManagedPolicy, iam_backends

from eventbridge_notifier.sandbox.core.interfaces import Operations
from eventbridge_notifier.sandbox.core.model import Call

PREFIX = "arn:aws:iam::aws:policy/"

# Operations whose PolicyArn may be AWS's (IAM API reference).
_NAMING = ("AttachUserPolicy", "AttachGroupPolicy", "AttachRolePolicy", "DetachUserPolicy",
           "DetachGroupPolicy", "DetachRolePolicy", "GetPolicy", "GetPolicyVersion",
           "ListPolicyVersions", "ListEntitiesForPolicy", "ListPolicyTags")


class ManagedPolicies:
    """Operations that leave the call to moto, after it has got what the call names.

    `lock` is moto's.
    """

    def __init__(self, lock: threading.Lock) -> None:
        self._lock = lock

    def operations(self) -> Operations:
        return {("iam", "ListPolicies"): self._all,
                **{("iam", name): self._named for name in _NAMING}}

    def provide(self, arn: str, account: str) -> None:
        """Makes a policy known, if it is AWS's."""
        if not arn.startswith(PREFIX):
            return
        with self._lock:
            known = iam_backends[account]["aws"].managed_policies
            if arn not in known:
                known.update(_policies(account, arn))

    def _named(self, call: Call) -> None:
        self.provide(str(call.params.get("PolicyArn")), call.account)

    def _all(self, call: Call) -> None:
        if call.params.get("Scope") == "Local":
            return
        with self._lock:
            known = iam_backends[call.account]["aws"].managed_policies
            known.update({arn: policy for arn, policy in _policies(call.account).items()
                          if arn not in known})


def _policies(account: str, only: str = "") -> dict[str, AWSManagedPolicy]:
    found = {}
    for name, data in _documents().items():
        arn = f"{PREFIX}{data['Path'].lstrip('/')}{name}"
        if not only or arn == only:
            found[arn] = AWSManagedPolicy.from_data(name, account, "us-east-1", data)
    return found


@cache
def _documents() -> dict[str, Any]:
    from moto.iam.aws_managed_policies import aws_managed_policies_data
    documents: dict[str, Any] = json.loads(aws_managed_policies_data)
    return documents
