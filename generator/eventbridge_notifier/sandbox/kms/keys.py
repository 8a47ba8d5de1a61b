"""KMS keys: their policies, grants and states, read from moto and kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from botocore.exceptions import ClientError

from eventbridge_notifier.sandbox.core.cache import Cache
from eventbridge_notifier.sandbox.core.denial import Denial, DenialKind
from eventbridge_notifier.sandbox.core.interfaces import Clients
from eventbridge_notifier.sandbox.core.model import Call, Outcome
from eventbridge_notifier.sandbox.iam.policy import Context, Policy, Principal, readable

MANAGED = "alias/aws/"
_READS = ("Get", "List", "Describe", "Encrypt", "Decrypt", "Generate", "ReEncrypt", "Verify",
          "Sign")
# KMS developer guide, "Key states": what a key that is not enabled refuses.
CRYPTOGRAPHIC = ("kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt", "kms:Generate", "kms:CreateGrant",
                 "kms:Sign", "kms:Verify")


@dataclass(frozen=True)
class Key:
    """`state` is KMS's word: Enabled, Disabled, PendingDeletion; Missing where there is none.

    `managed`: AWS's own key of a service in this account, which only its principals may use.
    """

    arn: str
    account: str
    state: str = "Enabled"
    policy: Policy = field(default_factory=Policy)
    grants: tuple[Mapping[str, Any], ...] = ()
    managed: bool = False

    def problem(self, action: str) -> Denial | None:
        """Why nobody can use the key for `action`."""
        if self.state == "Missing":
            return Denial(f"Key '{self.arn}' does not exist", DenialKind.KEY_MISSING)
        if self.state != "Enabled" and action.startswith(CRYPTOGRAPHIC):
            return Denial(f"{self.arn} is {self.state.lower()}.", DenialKind.KEY_DISABLED)
        return None

    def granted(self, who: Principal, action: str, context: Context) -> bool:
        """Whether a grant allows it."""
        return any(_grants(one, who, action, context) for one in self.grants)


class Keys:
    """Keys by id, ARN or alias."""

    def __init__(self, clients: Clients) -> None:
        self._clients = clients
        self._keys: Cache[tuple[str, str, str], Key] = Cache()

    def observe(self, call: Call, outcome: Outcome) -> None:
        """Forgets everything when a call may have changed a key."""
        if outcome.error_code:
            return
        changes = call.service == "kms" and not call.operation.startswith(_READS)
        if changes or call.service == "cloudformation":
            self._keys.forget()

    def of(self, name: str, region: str, account: str) -> Key:
        """The key that a caller in `region` and `account` means by `name`."""
        if name.startswith("arn:"):
            _, _, _, region, account, _ = name.split(":", 5)
        if MANAGED in name:
            return Key(name, account, managed=True)
        return self._keys.get((name, region, account), lambda: self._read(name, region, account))

    def problem(self, arn: str) -> str:
        """Why nobody can decrypt with a key; empty where it can be used."""
        _, _, _, region, account, _ = arn.split(":", 5)
        denial = self.of(arn, region, account).problem("kms:Decrypt")
        return denial.text if denial else ""

    def _read(self, name: str, region: str, account: str) -> Key:
        kms = self._clients.client("kms", region, account)
        try:
            metadata = kms.describe_key(KeyId=name)["KeyMetadata"]
            policy = kms.get_key_policy(KeyId=metadata["KeyId"], PolicyName="default")["Policy"]
            grants = kms.list_grants(KeyId=metadata["KeyId"])["Grants"]
        except ClientError:
            arn = name if name.startswith("arn:") else f"arn:aws:kms:{region}:{account}:key/{name}"
            return Key(arn, account, "Missing")
        return Key(metadata["Arn"], account, metadata["KeyState"], readable(policy), tuple(grants))


def _grants(grant: Mapping[str, Any], who: Principal, action: str, context: Context) -> bool:
    if grant["GranteePrincipal"] not in (who.arn, who.role_arn):
        return False
    if action.removeprefix("kms:") not in grant["Operations"]:
        return False
    limits = grant.get("Constraints") or {}
    subset: Mapping[str, str] = limits.get("EncryptionContextSubset") or {}
    equals: Mapping[str, str] = limits.get("EncryptionContextEquals") or {}
    if equals and set(_keys(context)) != set(equals):
        return False
    return all(context.get(f"kms:encryptioncontext:{name}".lower()) == (value,)
               for name, value in {**subset, **equals}.items())


def _keys(context: Context) -> Sequence[str]:
    return context.get("kms:encryptioncontextkeys", ())
