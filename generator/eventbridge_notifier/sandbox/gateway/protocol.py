"""HTTP to Call and Outcome, and back. moto parses requests, botocore parses responses."""

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


class _ServiceError(ServiceException):
    """An error of the called service: moto takes that from the module of the class."""


@dataclass(frozen=True)
class Signature:
    """What a signature says: the access key, the session's token, the region and the service."""

    access_key: str
    token: str
    region: str
    service: str


@dataclass(frozen=True)
class ParsedRequest:
    """A request that an API model knows: its operation, protocol and parameters."""

    operation: OperationModel
    protocol: str
    params: Mapping[str, Any]

    @property
    def service(self) -> str:
        return str(self.operation.service_model.service_name)


@dataclass(frozen=True)
class HttpResponse:
    """A whole HTTP response."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes


def signature(request: Request) -> Signature | None:
    """The signature in the headers or the address; None where there is none."""
    credential = request.args.get("X-Amz-Credential", "")
    text = request.headers.get("Authorization") or f"Credential={credential}"
    if not (found := SCOPE.search(text)):
        return None
    token = request.headers.get("X-Amz-Security-Token") or request.args.get(
        "X-Amz-Security-Token", "")
    return Signature(found[1], token, found[2] or DEFAULT_REGION, found[3])


def parse(request: Request, signing_name: str) -> ParsedRequest | None:
    """The operation and its parameters; None where no API model knows the request."""
    if not (found := route(request, signing_name)):
        return None
    service, operation, path_params = found
    protocol = determine_request_protocol(service, request.content_type)
    return ParsedRequest(operation, protocol, _params(request, operation, protocol, path_params))


def _params(request: Request, operation: OperationModel, protocol: str,
            path_params: dict[str, Any]) -> Mapping[str, Any]:
    """Parameters by botocore's names; none where the request cannot be read: moto answers it."""
    parser = PROTOCOL_PARSERS[protocol](operation)
    try:
        parsed: Mapping[str, Any] | None = parser.parse({
            "method": request.method, "values": request.values, "headers": request.headers,
            "body": request.data, "url_path": request.path, "url_params": path_params})
    except Exception:
        return {}
    return parsed or {}


def call_of(parsed: ParsedRequest, request: Request, who: Identity, region: str) -> Call:
    """The request as an API call."""
    return Call(
        parsed.service, parsed.operation.name, parsed.params, region, who.account, who,
        str(uuid4()), datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        request.remote_addr or "127.0.0.1", request.headers.get("User-Agent", ""))


def read_response(request: ParsedRequest, response: HttpResponse) -> Outcome:
    """What moto answered."""
    protocol = str(request.operation.service_model.protocol)
    if request.protocol in ("json", "query") and protocol != "ec2":
        protocol = request.protocol
    body = bytearray(response.body) if _is_raw(request.operation) and response.status < 300 \
        else response.body
    raw = {"status_code": response.status, "headers": dict(response.headers), "body": body}
    try:
        parsed = create_parser(protocol).parse(raw, request.operation.output_shape)
    except ResponseParserError as error:
        return Outcome(response.status, {}, "InternalFailure" if response.status >= 400 else "",
                       str(error))
    if response.status < 400:
        return Outcome(response.status, parsed)
    answer = parsed.get("Error", {})
    code = answer.get("Code") or str(response.status)
    return Outcome(response.status, parsed, code, answer.get("Message", ""))


def _is_raw(operation: OperationModel) -> bool:
    """Whether the body of a response is bytes, such as an object's: botocore takes bytes for text.

    It leaves a bytearray alone, as it does a stream.
    """
    shape = operation.output_shape
    payload = shape.serialization.get("payload") if shape is not None else None
    return bool(payload) and shape.members[payload].type_name == "blob"


def write_response(request: ParsedRequest, outcome: Outcome) -> HttpResponse:
    """An outcome as the HTTP response of its protocol."""
    serializer = get_serializer_class(request.service, request.protocol)(request.operation)
    if outcome.error_code:
        result: Any = _ServiceError(outcome.error_code, outcome.error_message)
    else:
        result = {key: value for key, value in outcome.parsed.items() if key != "ResponseMetadata"}
    serialized = serializer.serialize(result)
    body = serialized["body"]
    headers = [(str(key), str(value)) for key, value in dict(serialized["headers"]).items()]
    return HttpResponse(outcome.status, headers,
                        body.encode() if isinstance(body, str) else bytes(body))
