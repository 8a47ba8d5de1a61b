"""What KMS checks before it takes a key policy, and moto does not."""

from __future__ import annotations

from eventbridge_notifier.sandbox.core.interfaces import Operations
from eventbridge_notifier.sandbox.core.model import Call, Outcome
from eventbridge_notifier.sandbox.iam.evaluator import Evaluator
from eventbridge_notifier.sandbox.iam.policy import MalformedPolicy, parse
from eventbridge_notifier.sandbox.kms.keys import Key

MALFORMED = "MalformedPolicyDocumentException"
LOCKED_OUT = ("The new key policy will not allow you to update the key policy in the future.")


class KeyPolicyPreflight:
    """KMS API reference, BypassPolicyLockoutSafetyCheck: nobody may lock himself out."""

    def __init__(self, evaluator: Evaluator) -> None:
        self._evaluator = evaluator

    def operations(self) -> Operations:
        return {("kms", "CreateKey"): self.check, ("kms", "PutKeyPolicy"): self.check}

    def check(self, call: Call) -> Outcome | None:
        document = call.params.get("Policy")
        if not document or call.params.get("BypassPolicyLockoutSafetyCheck"):
            return None
        try:
            key = Key(f"arn:aws:kms:{call.region}:{call.account}:key/new", call.account,
                      policy=parse(document))
        except MalformedPolicy as error:
            return Outcome(400, {}, MALFORMED, str(error))
        if self._evaluator.key_denial(call.identity, "kms:PutKeyPolicy", key, {}):
            return Outcome(400, {}, MALFORMED, LOCKED_OUT)
        return None
