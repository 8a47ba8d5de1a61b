"""What was deployed, unpacked on disk: moto does not return the code of a zip upload."""

from __future__ import annotations

import io
import shutil
import tempfile
import threading
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from eventbridge_notifier.sandbox.core.interfaces import Clients
from eventbridge_notifier.sandbox.core.model import Call
from eventbridge_notifier.sandbox.lambda_.function_id import FunctionId


class Code:
    """A folder for each function, made anew with each deployment."""

    def __init__(self, clients: Clients) -> None:
        self._clients = clients
        self._root = Path(tempfile.mkdtemp(prefix="sandbox-functions-"))
        self._folders: dict[FunctionId, Path] = {}
        self._lock = threading.Lock()

    def deploy(self, function: FunctionId, call: Call) -> None:
        """Keeps the code that a CreateFunction or UpdateFunctionCode call brought."""
        given: Mapping[str, Any] = call.params.get("Code") or call.params
        if (packed := self._packed(given, call)) is None:
            return
        folder = Path(tempfile.mkdtemp(prefix=f"{function.name}-", dir=self._root))
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            archive.extractall(folder)
        with self._lock:
            self._folders[function] = folder

    def _packed(self, given: Mapping[str, Any], call: Call) -> bytes | None:
        if given.get("ZipFile"):
            return bytes(given["ZipFile"])
        if not given.get("S3Bucket"):
            return None
        client = self._clients.client("s3", call.region, call.account)
        answer = client.get_object(Bucket=given["S3Bucket"], Key=given["S3Key"])
        return bytes(answer["Body"].read())

    def folder(self, function: FunctionId) -> Path:
        """Raises LookupError where the function was never deployed here."""
        with self._lock:
            return self._folders[function]

    def forget(self, function: FunctionId) -> None:
        with self._lock:
            self._folders.pop(function, None)

    def close(self) -> None:
        shutil.rmtree(self._root, ignore_errors=True)
