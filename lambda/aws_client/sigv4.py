"""Signature version 4 of one request, in the standard library.

botocore signs the same way and is the tests' oracle; importing it here would make the first
invoke a hundred times slower (bench/recorder.py).
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote

ALGORITHM = "AWS4-HMAC-SHA256"
UNQUOTED = "/-_.~"


class Credentials(NamedTuple):
    """`token` is empty for a user's own keys."""

    access_key: str
    secret_key: str
    token: str = ""


class Scope(NamedTuple):
    """What a signature is good for."""

    region: str
    service: str


class Request(NamedTuple):
    """`path` is unquoted ("/" for every service but S3, whose rules these are), `query` as it is
    sent, in the order of its names; `headers` have lower-case names."""

    method: str
    host: str
    path: str
    headers: Mapping[str, str]
    body: bytes
    query: str = ""


def signed(request: Request, credentials: Credentials, scope: Scope,
           now: datetime) -> dict[str, str]:
    """The headers to send: those of the request and the signature's own."""
    digest = hashlib.sha256(request.body).hexdigest()
    stamp = now.strftime("%Y%m%dT%H%M%SZ")
    headers = {**request.headers, "host": request.host, "x-amz-date": stamp}
    if scope.service == "s3":
        headers["x-amz-content-sha256"] = digest
    if credentials.token:
        headers["x-amz-security-token"] = credentials.token
    reach = f"{stamp[:8]}/{scope.region}/{scope.service}/aws4_request"
    names = ";".join(sorted(headers))
    signature = _signature(_canonical(request, headers, names, digest), stamp, reach,
                           credentials.secret_key)
    headers["authorization"] = (
        f"{ALGORITHM} Credential={credentials.access_key}/{reach}, "
        f"SignedHeaders={names}, Signature={signature}"
    )
    return headers


@lru_cache(maxsize=16)
def quoted(path: str) -> str:
    """The path as it is sent."""
    return quote(path, safe=UNQUOTED)


def query_of(values: Mapping[str, str]) -> str:
    """A query as it is sent and signed."""
    return "&".join(f"{quote(name, safe=UNQUOTED[1:])}={quote(values[name], safe=UNQUOTED[1:])}"
                    for name in sorted(values))


def _canonical(request: Request, headers: Mapping[str, str], names: str, digest: str) -> str:
    lines = "".join([f"{name}:{' '.join(headers[name].split())}\n" for name in names.split(";")])
    asked = f"{request.method}\n{quoted(request.path)}\n{request.query}"
    return f"{asked}\n{lines}\n{names}\n{digest}"


def _signature(canonical: str, stamp: str, reach: str, secret_key: str) -> str:
    digest = hashlib.sha256(canonical.encode()).hexdigest()
    to_sign = f"{ALGORITHM}\n{stamp}\n{reach}\n{digest}".encode()
    return hmac.digest(_key(secret_key, reach), to_sign, "sha256").hex()


@lru_cache(maxsize=4)
def _key(secret_key: str, reach: str) -> bytes:
    """The same for a day, for each service and secret."""
    key = f"AWS4{secret_key}".encode()
    for part in reach.split("/"):
        key = hmac.digest(key, part.encode(), "sha256")
    return key
