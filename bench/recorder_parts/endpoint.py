"""A stand-in for DynamoDB behind TLS: takes PutItem and batches of them, and keeps what it took."""

from __future__ import annotations

import ipaddress
import json
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import botocore
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

from bench.recorder_parts.wire import HOST, Asked, Listening, answer

PUT, BATCH, INSERTS = "PutItem", "BatchWriteItem", "BatchExecuteStatement"
ANSWERS = {PUT: answer(b"{}"), BATCH: answer(b'{"UnprocessedItems":{}}')}
REFUSED = answer(b'{"__type":"x#UnknownOperationException"}', status="400 Bad Request")


class Endpoint:
    """`url` is its address, `bundle` the CAs to trust; `arrivals` is when each request came;
    `objects` are S3's, by path."""

    def __init__(self, folder: Path) -> None:
        self.bundle = folder / "bundle.pem"
        self._listening = Listening(self._answer, _context(folder, self.bundle))
        self.url = f"https://{self._listening.authority}"
        self.arrivals: list[float] = []
        self._taken: list[tuple[str, bytes]] = []
        self.objects: dict[str, bytes] = {}

    def forget(self) -> None:
        self.arrivals, self._taken = [], []

    def stored(self) -> int:
        """How many items were put since; read only now, so as to answer quickly."""
        return sum(_items(operation, json.loads(body)) for operation, body in self._taken)

    def close(self) -> None:
        self._listening.close()

    def _answer(self, asked: Asked) -> bytes:
        self.arrivals.append(time.perf_counter())
        if asked.method == "GET" and asked.path in self.objects:
            return _ranged(self.objects[asked.path], asked.header("range"))
        operation = asked.header("x-amz-target").rpartition(".")[2]
        self._taken.append((operation, asked.body))
        if operation == INSERTS:
            return _inserted(asked.body.count(b'{"Statement":'))
        return ANSWERS.get(operation, REFUSED)


def _ranged(body: bytes, wanted: str) -> bytes:
    start, _, end = wanted.removeprefix("bytes=").partition("-")
    return answer(body[int(start or 0):int(end or len(body)) + 1], status="206 Partial Content")


def _items(operation: str, request: dict[str, Any]) -> int:
    if operation == PUT:
        return int(bool(request["TableName"]) and "S" in request["Item"]["id"])
    if operation == INSERTS:
        return _at_most(len(request["Statements"]))
    ((_, puts),) = request["RequestItems"].items()
    _at_most(len(puts))
    return sum("S" in put["PutRequest"]["Item"]["id"] for put in puts)


def _at_most(count: int) -> int:
    if count > 25:
        raise ValueError("DynamoDB takes 25 items at a time")
    return count


@lru_cache(maxsize=25)
def _inserted(count: int) -> bytes:
    return answer(b'{"Responses":[%s]}' % b",".join([b'{"TableName":"t"}'] * count))


@contextmanager
def endpoint(folder: Path) -> Iterator[Endpoint]:
    made = Endpoint(folder)
    try:
        yield made
    finally:
        made.close()


def _context(folder: Path, bundle: Path) -> ssl.SSLContext:
    """A server's context. `bundle` gets its CA beside those of the web, as many as are usual."""
    authority, of_server = _key(), _key()
    issuer = _name("a bench's CA")
    ca = _certificate(issuer, issuer, authority, authority).add_extension(
        x509.BasicConstraints(ca=True, path_length=0), critical=True).add_extension(
        x509.KeyUsage(key_cert_sign=True, crl_sign=True, **dict.fromkeys((
            "digital_signature", "content_commitment", "key_encipherment", "data_encipherment",
            "key_agreement", "encipher_only", "decipher_only"), False)), critical=True)
    server = _certificate(_name(HOST), issuer, of_server, authority).add_extension(
        x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(HOST))]), critical=False)
    known = Path(botocore.__file__).parent / "cacert.pem"
    bundle.write_bytes(known.read_bytes() + b"\n" + _pem(ca, authority))
    (folder / "ca.pem").write_bytes(_pem(ca, authority))
    chain, key = folder / "server.pem", folder / "server.key"
    chain.write_bytes(_pem(server, authority))
    key.write_bytes(of_server.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption()))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(chain, key)
    return context


def _key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


def _certificate(subject: x509.Name, issuer: x509.Name, of: rsa.RSAPrivateKey,
                 by: rsa.RSAPrivateKey) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (x509.CertificateBuilder().subject_name(subject).issuer_name(issuer)
            .public_key(of.public_key()).serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=2))
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(by.public_key()),
                           critical=False)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(of.public_key()),
                           critical=False))


def _pem(builder: x509.CertificateBuilder, by: rsa.RSAPrivateKey) -> bytes:
    return builder.sign(by, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
