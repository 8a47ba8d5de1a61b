"""An encryption context as condition keys."""

from __future__ import annotations

from collections.abc import Mapping


def condition_keys(context: Mapping[str, str]) -> dict[str, object]:
    """KMS developer guide, "Condition keys": one key for each pair, and one for all names."""
    keys: dict[str, object] = {f"kms:EncryptionContext:{name}": value
                               for name, value in context.items()}
    return {**keys, "kms:EncryptionContextKeys": list(context)} if context else {}
