"""The key of a log group that is there already; moto takes a key only when a group is made.

Source: CloudWatch Logs API reference, AssociateKmsKey and DisassociateKmsKey.
"""

from __future__ import annotations

from moto.logs.models import logs_backends

from eventbridge_notifier.sandbox.core.interfaces import Operations
from eventbridge_notifier.sandbox.core.model import Call, Outcome


def operations() -> Operations:
    return {("logs", "AssociateKmsKey"): _set_key, ("logs", "DisassociateKmsKey"): _set_key}


def _set_key(call: Call) -> Outcome:
    by_arn = str(call.params.get("resourceIdentifier")).partition(":log-group:")[2]
    name = call.params.get("logGroupName") or by_arn.removesuffix(":*")
    group = logs_backends[call.account][call.region].groups.get(name)
    if group is None:
        return Outcome(400, {}, "ResourceNotFoundException",
                       "The specified log group does not exist.")
    group.kms_key_id = call.params.get("kmsKeyId")
    return Outcome(200, {})
