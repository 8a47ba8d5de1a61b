"""What IAM refuses to exceed. White space does not count. Data.

Source: IAM user guide, "IAM and AWS STS quotas", "IAM and STS character limits".
"""

from __future__ import annotations

import json
from collections.abc import Callable

from botocore.exceptions import ClientError

from eventbridge_notifier.sandbox.core.interfaces import Clients
from eventbridge_notifier.sandbox.core.model import Call
from eventbridge_notifier.sandbox.core.service_facts import Limit

SOURCE = 'IAM user guide, "IAM and AWS STS quotas"'
REGION = "us-east-1"


def _size(text: object) -> int:
    return len("".join(str(text or "").split()))


def document(name: str) -> Callable[[Clients, Call], int]:
    """The characters of one parameter."""
    return lambda clients, call: _size(call.params.get(name))


def inline(kind: str) -> Callable[[Clients, Call], int]:
    """The characters that all inline policies of a role, user or group would have together."""
    def measure(clients: Clients, call: Call) -> int:
        iam = clients.client("iam", REGION, call.account)
        owner = {f"{kind}Name": call.params.get(f"{kind}Name")}
        total = _size(call.params.get("PolicyDocument"))
        try:
            names = getattr(iam, f"list_{kind.lower()}_policies")(**owner)["PolicyNames"]
            for name in names:
                if name != call.params.get("PolicyName"):
                    found = getattr(iam, f"get_{kind.lower()}_policy")(**owner, PolicyName=name)
                    total += _size(_compact(found["PolicyDocument"]))
        except ClientError:
            return 0  # moto answers that there is no such role
        return total
    return measure


def _compact(policy: object) -> str:
    return json.dumps(policy, separators=(",", ":"))


def _inline_limit(kind: str, maximum: int) -> Limit:
    return Limit(f"Put{kind}Policy", inline(kind), maximum, "LimitExceeded",
                 f"Maximum policy size of {{maximum}} bytes exceeded for {kind.lower()}.", SOURCE,
                 409)


LIMITS = (
    _inline_limit("Role", 10_240), _inline_limit("User", 2_048), _inline_limit("Group", 5_120),
    Limit("CreatePolicy CreatePolicyVersion", document("PolicyDocument"), 6_144, "LimitExceeded",
          "Cannot exceed quota for PolicySize: {maximum}", SOURCE, 409),
    Limit("CreateRole", document("AssumeRolePolicyDocument"), 2_048, "LimitExceeded",
          "Cannot exceed quota for ACLSizePerRole: {maximum}", SOURCE, 409),
    Limit("UpdateAssumeRolePolicy", document("PolicyDocument"), 2_048, "LimitExceeded",
          "Cannot exceed quota for ACLSizePerRole: {maximum}", SOURCE, 409),
)
