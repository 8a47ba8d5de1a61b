"""A browser of sorts: it calls the function as the HTTP API does, and keeps cookies."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import requests
from eventbridge_notifier.console.hosted.function import Function

HOST = "page.example.com"
ADDRESS = f"https://{HOST}"


@dataclass
class Answer:
    """`body` as it was before it was compressed."""

    status: int
    headers: dict[str, str]
    body: str

    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Visitor:
    function: Function
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, address: str, **headers: str) -> Answer:
        return self.ask("GET", address, "", **headers)

    def post(self, address: str, body: str = "", **headers: str) -> Answer:
        return self.ask("POST", address, body, **headers)

    def ask(self, method: str, address: str, body: str, **headers: str) -> Answer:
        event = request(method, address, body, self.cookies, headers)
        if not self.authorized(address):
            return Answer(403, {}, '{"message":"Forbidden"}')
        answer = self.function.handle(event, None)
        for cookie in answer.get("cookies", ()):
            name, _, rest = cookie.partition("=")
            self.cookies[name] = rest.partition(";")[0]
        text = answer.get("body", "")
        if answer.get("isBase64Encoded"):
            text = base64.b64decode(text).decode()
        return Answer(answer["statusCode"], answer["headers"], text)

    def authorized(self, address: str) -> bool:
        """What the API asks before."""
        event = request("GET", address, "", self.cookies, {})
        asked = {**event, "type": "REQUEST", "routeArn": "arn:aws:execute-api:::api/$default/GET/"}
        return bool(self.function.handle(asked, None)["isAuthorized"])

    def sign_in(self, email: str, to: str = "/") -> Answer:
        """Signs in as somebody, by the issuer; the answer to coming back."""
        begun = self.get(f"/sign-in?{urlencode({'to': to})}")
        return self.get(back_from(begun.headers["location"], email))


def back_from(address: str, email: str) -> str:
    """Path and query with which the issuer sends somebody back."""
    answer = requests.get(f"{address}&{urlencode({'as': email})}", allow_redirects=False, timeout=5)
    parts = urlsplit(answer.headers["Location"])
    assert f"{parts.scheme}://{parts.netloc}" == ADDRESS
    return f"{parts.path}?{parts.query}"


def request(method: str, address: str, body: str, cookies: dict[str, str], headers: dict[str, str]
            ) -> dict[str, Any]:
    """API Gateway developer guide, "Payload format version", 2.0."""
    parts = urlsplit(address)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return {
        "version": "2.0", "routeKey": "$default", "rawPath": parts.path,
        "rawQueryString": parts.query, "headers": {"host": HOST, "x-forwarded-proto": "https",
                                                   **named},
        "cookies": [f"{name}={value}" for name, value in cookies.items()],
        "queryStringParameters": dict(parse_qsl(parts.query)),
        "requestContext": {"domainName": HOST, "http": {
            "method": method, "path": parts.path, "protocol": "HTTP/1.1",
            "sourceIp": "203.0.113.7", "userAgent": "test"}},
        "body": body, "isBase64Encoded": False}
