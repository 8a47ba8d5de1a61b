"""Why a call, or what a service does by itself, is refused."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class DenialKind(Enum):
    """What is to blame: a policy, or a KMS key and what is wrong with it."""

    NOT_ALLOWED = "not allowed"
    KEY_NOT_ALLOWED = "key not allowed"
    KEY_DISABLED = "key disabled"
    KEY_MISSING = "key missing"


@dataclass(frozen=True)
class Denial:
    """`text` is in AWS's words; `code` is the error code where `kind` does not decide it."""

    text: str
    kind: DenialKind = DenialKind.NOT_ALLOWED
    code: str = ""

    def __str__(self) -> str:
        return self.text
