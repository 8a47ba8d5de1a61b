"""What IAM and moto have to do with KMS. Data."""

from __future__ import annotations

from eventbridge_notifier.sandbox.core.denial import DenialKind
from eventbridge_notifier.sandbox.core.interfaces import Clients
from eventbridge_notifier.sandbox.core.model import Call
from eventbridge_notifier.sandbox.core.service_facts import Limit, Params, ServiceFacts
from eventbridge_notifier.sandbox.kms.encryption_context import condition_keys


def by_id(clients: Clients, call: Call) -> Params | None:
    """For some operations moto knows a key by its id alone."""
    arn = str(call.params["KeyId"])
    return {**call.params, "KeyId": arn.rpartition("/")[2]} if arn.startswith("arn:") else None


LIMITS = (
    Limit("CreateKey PutKeyPolicy", lambda clients, call: len(str(call.params.get("Policy") or "")),
          32_768, "LimitExceededException", "The key policy exceeds {maximum} bytes.",
          'KMS developer guide, "Resource quotas": key policy document size'),
)

KMS = ServiceFacts(
    "kms",
    condition_keys=(("kms:RequestAlias", "KeyId"), ("kms:GranteePrincipal", "GranteePrincipal"),
                    ("kms:GrantOperations", "Operations")),
    call_context=lambda call: {
        "kms:CallerAccount": call.account,
        **condition_keys(call.params.get("EncryptionContext") or {})},
    errors={DenialKind.KEY_DISABLED: ("DisabledException", 400),
            DenialKind.KEY_MISSING: ("NotFoundException", 400)},
    limits=LIMITS,
    validated=True,
    repeated={"DisableKey": by_id, "EnableKey": by_id, "ScheduleKeyDeletion": by_id,
              "CancelKeyDeletion": by_id},
)
