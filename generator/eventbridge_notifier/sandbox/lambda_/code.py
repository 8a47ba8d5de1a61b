"""What was deployed, unpacked on disk: moto gives the code of a zip upload not back."""

from __future__ import annotations

import io
import shutil
import tempfile
import threading
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from eventbridge_notifier.sandbox.core.interfaces import Clients
from eventbridge_notifier.sandbox.core.model import Call


class Key(NamedTuple):
    """Which function."""

    account: str
    region: str
    name: str

    @property
    def arn(self) -> str:
        return f"arn:aws:lambda:{self.region}:{self.account}:function:{self.name}"


def key_of(given: str, account: str, region: str) -> Key:
    """The function that a name, a partial ARN or an ARN stands for, whatever its qualifier."""
    parts = given.split(":")
    if given.startswith("arn:"):
        return Key(parts[4], parts[3], parts[6])
    if len(parts) > 2 and parts[1] == "function":
        return Key(parts[0], region, parts[2])
    return Key(account, region, parts[0])


class Code:
    """A folder for each function, made anew with each deployment."""

    def __init__(self, clients: Clients) -> None:
        self._clients = clients
        self._root = Path(tempfile.mkdtemp(prefix="sandbox-functions-"))
        self._folders: dict[Key, Path] = {}
        self._lock = threading.Lock()

    def deploy(self, key: Key, call: Call) -> None:
        """Keeps the code that a CreateFunction or UpdateFunctionCode call brought."""
        given: Mapping[str, Any] = call.params.get("Code") or call.params
        if (packed := self._packed(given, call)) is None:
            return
        folder = Path(tempfile.mkdtemp(prefix=f"{key.name}-", dir=self._root))
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            archive.extractall(folder)
        with self._lock:
            self._folders[key] = folder

    def _packed(self, given: Mapping[str, Any], call: Call) -> bytes | None:
        if given.get("ZipFile"):
            return bytes(given["ZipFile"])
        if not given.get("S3Bucket"):
            return None
        client = self._clients.client("s3", call.region, call.account)
        answer = client.get_object(Bucket=given["S3Bucket"], Key=given["S3Key"])
        return bytes(answer["Body"].read())

    def folder(self, key: Key) -> Path:
        """Raises LookupError where the function was never deployed here."""
        with self._lock:
            return self._folders[key]

    def forget(self, key: Key) -> None:
        with self._lock:
            self._folders.pop(key, None)

    def close(self) -> None:
        shutil.rmtree(self._root, ignore_errors=True)
