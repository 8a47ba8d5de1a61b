"""HTTP to payload format 2.0, and back. Pure.

API Gateway developer guide, "Payload format version" and "Lambda authorizers for HTTP APIs".
"""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl
from uuid import uuid4

from werkzeug import Request, Response

from eventbridge_notifier.sandbox.apigateway.definition import DEFAULT, ApiId, Route

TEXT = ("text/", "application/json", "application/xml", "application/javascript")


def event(request: Request, api: ApiId, route: Route) -> dict[str, Any]:
    """What the function gets."""
    headers = {name.lower(): value for name, value in request.headers.items() if value}
    cookies = [one.strip() for one in headers.pop("cookie", "").split(";") if one.strip()]
    query = request.query_string.decode()
    body = request.get_data()
    is_text = request.mimetype.startswith(TEXT) or not body
    return {
        "version": "2.0", "routeKey": route.key, "rawPath": request.path, "rawQueryString": query,
        **({"cookies": cookies} if cookies else {}),
        "headers": {**headers, "x-forwarded-proto": "http", "x-forwarded-for": "127.0.0.1"},
        **({"queryStringParameters": _joined(query)} if query else {}),
        "requestContext": context(request, api, route),
        **({"body": body.decode() if is_text else base64.b64encode(body).decode()} if body else {}),
        "isBase64Encoded": not is_text}


def context(request: Request, api: ApiId, route: Route) -> dict[str, Any]:
    return {
        "accountId": api.account, "apiId": api.name, "domainName": request.host,
        "domainPrefix": request.host.partition(".")[0], "requestId": str(uuid4()),
        "routeKey": route.key, "stage": DEFAULT, "timeEpoch": int(time.time() * 1000),
        "http": {"method": request.method, "path": request.path, "protocol": "HTTP/1.1",
                 "sourceIp": request.remote_addr or "127.0.0.1",
                 "userAgent": request.headers.get("User-Agent", "")}}


def authorizer_event(event: Mapping[str, Any], api: ApiId) -> dict[str, Any]:
    """What an authorizer of type REQUEST gets."""
    http = event["requestContext"]["http"]
    return {**{name: value for name, value in event.items()
               if name not in ("body", "isBase64Encoded")},
            "type": "REQUEST", "identitySource": None,
            "routeArn": f"{api.arn}/{DEFAULT}/{http['method']}{event['rawPath']}"}


def response(payload: bytes) -> Response:
    """The answer that a function means; anything without a status is the body itself."""
    answer = json.loads(payload)
    if not isinstance(answer, dict) or "statusCode" not in answer:
        return Response(json.dumps(answer), 200, mimetype="application/json")
    body = str(answer.get("body") or "")
    made = Response(base64.b64decode(body) if answer.get("isBase64Encoded") else body,
                    int(answer["statusCode"]))
    for name, value in (answer.get("headers") or {}).items():
        made.headers[name] = str(value)
    for cookie in answer.get("cookies") or ():
        made.headers.add("Set-Cookie", cookie)
    return made


def _joined(query: str) -> dict[str, str]:
    """Values of one name are joined by commas."""
    found: dict[str, list[str]] = {}
    for name, value in parse_qsl(query, keep_blank_values=True):
        found.setdefault(name, []).append(value)
    return {name: ",".join(values) for name, values in found.items()}
