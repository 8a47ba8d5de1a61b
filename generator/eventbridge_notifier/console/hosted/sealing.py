"""Cookies that only this page can make and read: AES-GCM under data keys of a KMS key.

Each instance of the function makes a data key of its own, and sends it along in each cookie,
encrypted by KMS: every other instance asks KMS for it once. Nothing is kept anywhere.
"""

from __future__ import annotations

import base64
import json
import os
import struct
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, NamedTuple

from botocore.exceptions import ClientError
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from eventbridge_notifier.console.deployment import Clients

NONCE = 12  # bytes; NIST SP 800-38D
KEY_AGE = 3600.0  # seconds for which a data key seals
HELD = 64  # data keys of other instances
LARGEST = 4096  # characters of a cookie; RFC 6265, section 6.1
# KMS API reference, Decrypt: what was not encrypted by this key, or with another context. Denied is
# also what KMS says of a text that names a key which is not there.
FOREIGN = ("InvalidCiphertextException", "IncorrectKeyException", "ValidationException",
           "AccessDeniedException")


class DataKey(NamedTuple):
    """`wrapped` is the key as KMS encrypted it."""

    plain: bytes
    wrapped: bytes


class Sealer:
    """Seals small values. `name` is the deployment's: a part of KMS's encryption context."""

    def __init__(self, clients: Clients, key: str, name: str,
                 clock: Callable[[], float] = time.monotonic) -> None:
        self._clients, self._key, self._clock = clients, key, clock
        self._context = {"eventbridge-notifier-console": name}
        self._own: tuple[float, DataKey] | None = None
        self._opened: OrderedDict[bytes, bytes] = OrderedDict()

    def seal(self, value: Any, purpose: str) -> str:
        """The value as text for a cookie; it opens for the same purpose alone."""
        key, nonce = self._sealing_key(), os.urandom(NONCE)
        sealed = AESGCM(key.plain).encrypt(nonce, json.dumps(value).encode(), purpose.encode())
        whole = struct.pack(">H", len(key.wrapped)) + key.wrapped + nonce + sealed
        return base64.urlsafe_b64encode(whole).decode().rstrip("=")

    def open(self, text: str, purpose: str) -> Any:
        """What was sealed; None where the text is anything else."""
        if not text or len(text) > LARGEST:
            return None
        try:
            whole = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
            length = struct.unpack(">H", whole[:2])[0]
        except (ValueError, struct.error):
            return None
        wrapped, rest = whole[2:2 + length], whole[2 + length:]
        if len(wrapped) < length or len(rest) <= NONCE or (key := self._unwrap(wrapped)) is None:
            return None
        try:
            opened = AESGCM(key).decrypt(rest[:NONCE], rest[NONCE:], purpose.encode())
        except InvalidTag:
            return None
        return json.loads(opened)

    def _sealing_key(self) -> DataKey:
        if self._own is None or self._clock() - self._own[0] > KEY_AGE:
            made = self._clients("kms").generate_data_key(
                KeyId=self._key, KeySpec="AES_256", EncryptionContext=self._context)
            key = DataKey(made["Plaintext"], made["CiphertextBlob"])
            self._own = self._clock(), key
            self._keep(key)
        return self._own[1]

    def _unwrap(self, wrapped: bytes) -> bytes | None:
        if wrapped not in self._opened:
            try:
                answer = self._clients("kms").decrypt(
                    KeyId=self._key, CiphertextBlob=wrapped, EncryptionContext=self._context)
            except ClientError as error:
                if error.response["Error"]["Code"] in FOREIGN:
                    return None
                raise
            self._keep(DataKey(answer["Plaintext"], wrapped))
        return self._opened[wrapped]

    def _keep(self, key: DataKey) -> None:
        self._opened[key.wrapped] = key.plain
        if len(self._opened) > HELD:
            self._opened.popitem(last=False)
