"""HTTP to Call and Outcome, and back. moto parses requests, botocore parses answers."""

from __future__ import annotations

import re
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from botocore.parsers import ResponseParserError, create_parser
from moto.core.exceptions import ServiceException
from moto.core.model import OperationModel
from moto.core.parse import PROTOCOL_PARSERS
from moto.core.request import Request, determine_request_protocol
from moto.core.serialize import get_serializer_class

from eventbridge_notifier.sandbox.core.model import Call, Identity, Outcome
from eventbridge_notifier.sandbox.gateway.routes import route

SCOPE = re.compile(r"Credential=([^/]+)/\d+/([^/]*)/([^/]+)/aws4_request")
DEFAULT_REGION = "us-east-1"

# Errors that every service has, such as AccessDenied, are in no service's model.
warnings.filterwarnings("ignore", message=".* does not match an error shape")


class _Refusal(ServiceException):
    """An error of the service asked: moto takes the service from the module of the class."""


@dataclass(frozen=True)
class Signer:
    """What a signature says: the access key, the session's token, the region and the service."""

    access_key: str
    token: str
    region: str
    service: str


@dataclass(frozen=True)
class Asked:
    """A request that was understood: its operation's model, protocol and parameters."""

    operation: OperationModel
    protocol: str
    params: Mapping[str, Any]

    @property
    def service(self) -> str:
        return str(self.operation.service_model.service_name)


@dataclass(frozen=True)
class Answer:
    """An HTTP answer, whole."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes


def signer(request: Request) -> Signer | None:
    """Who signed the request, in its headers or its address; None where nobody did."""
    credential = request.args.get("X-Amz-Credential", "")
    written = request.headers.get("Authorization") or f"Credential={credential}"
    if not (found := SCOPE.search(written)):
        return None
    token = request.headers.get("X-Amz-Security-Token") or request.args.get(
        "X-Amz-Security-Token", "")
    return Signer(found[1], token, found[2] or DEFAULT_REGION, found[3])


def ask(request: Request, signing_name: str) -> Asked | None:
    """The operation and its parameters; None where no API model knows the request."""
    if not (found := route(request, signing_name)):
        return None
    service, operation, path_params = found
    protocol = determine_request_protocol(service, request.content_type)
    return Asked(operation, protocol, _params(request, operation, protocol, path_params))


def _params(request: Request, operation: OperationModel, protocol: str,
            path_params: dict[str, Any]) -> Mapping[str, Any]:
    """Parameters in botocore's names; none where the request cannot be read: moto will say so."""
    parser = PROTOCOL_PARSERS[protocol](operation)
    try:
        parsed: Mapping[str, Any] | None = parser.parse({
            "method": request.method, "values": request.values, "headers": request.headers,
            "body": request.data, "url_path": request.path, "url_params": path_params})
    except Exception:
        return {}
    return parsed or {}


def call(asked: Asked, request: Request, who: Identity, region: str, internal: bool) -> Call:
    """The request as what it means."""
    return Call(
        asked.service, asked.operation.name, asked.params, region, who.account, who, str(uuid4()),
        datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        request.remote_addr or "127.0.0.1", request.headers.get("User-Agent", ""), internal)


def read_answer(asked: Asked, answer: Answer) -> Outcome:
    """What an HTTP answer says."""
    protocol = str(asked.operation.service_model.protocol)
    if asked.protocol in ("json", "query") and protocol != "ec2":
        protocol = asked.protocol
    raw = {"status_code": answer.status, "headers": dict(answer.headers), "body": answer.body}
    try:
        parsed = create_parser(protocol).parse(raw, asked.operation.output_shape)
    except ResponseParserError as error:
        return Outcome(answer.status, {}, "InternalFailure" if answer.status >= 400 else "",
                       str(error))
    if answer.status < 400:
        return Outcome(answer.status, parsed)
    said = parsed.get("Error", {})
    code = said.get("Code") or str(answer.status)
    return Outcome(answer.status, parsed, code, said.get("Message", ""))


def write_answer(asked: Asked, outcome: Outcome) -> Answer:
    """An outcome as the HTTP answer of its protocol."""
    name = asked.service
    serializer = get_serializer_class(name, asked.protocol)(asked.operation)
    if outcome.error_code:
        result: Any = _Refusal(outcome.error_code, outcome.error_message)
    else:
        result = {key: value for key, value in outcome.parsed.items() if key != "ResponseMetadata"}
    made = serializer.serialize(result)
    body = made["body"]
    headers = [(str(key), str(value)) for key, value in dict(made["headers"]).items()]
    return Answer(outcome.status, headers, body.encode() if isinstance(body, str) else bytes(body))
