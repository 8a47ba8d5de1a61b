"""HTTP APIs: which route a request takes, and what the function is handed."""

from __future__ import annotations

import base64
import json

import pytest
from eventbridge_notifier.sandbox.apigateway.definition import (
    ApiId,
    Definition,
    Route,
    function_of,
)
from eventbridge_notifier.sandbox.apigateway.payload import authorizer_event, event, response
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request

FUNCTION = "arn:aws:lambda:eu-west-1:123456789012:function:page"
API = ApiId("123456789012", "eu-west-1", "abc123")
KEYS = ("$default", "GET /pets", "ANY /pets/{id}", "GET /{proxy+}")
ROUTES = Definition(tuple(Route(key, FUNCTION) for key in KEYS))


@pytest.mark.parametrize(("method", "path", "key"), [
    ("GET", "/pets", "GET /pets"), ("DELETE", "/pets/7", "ANY /pets/{id}"),
    ("GET", "/pets/7/toys", "GET /{proxy+}"), ("POST", "/pets", "$default"),
    ("POST", "/", "$default")])
def test_a_full_match_goes_before_a_greedy_one_and_that_before_the_default(
        method: str, path: str, key: str) -> None:
    route = ROUTES.route(method, path)
    assert route is not None
    assert route.key == key


def test_without_a_default_an_unknown_path_has_no_route() -> None:
    assert Definition((Route("GET /pets", FUNCTION),)).route("GET", "/cats") is None


def test_the_function_is_found_in_either_kind_of_address() -> None:
    invocations = f"arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/{FUNCTION}"
    assert function_of(f"{invocations}/invocations") == function_of(FUNCTION) == FUNCTION


def asked(**told: object) -> Request:
    return Request(EnvironBuilder(**told).get_environ())  # type: ignore[arg-type]


def test_cookies_come_apart_from_headers_and_values_of_one_name_together() -> None:
    request = asked(path="/a", query_string="x=1&x=2&y=", headers={"Cookie": "a=1; b=2"})
    made = event(request, API, Route("$default", FUNCTION))
    assert made["cookies"] == ["a=1", "b=2"]
    assert "cookie" not in made["headers"]
    assert made["queryStringParameters"] == {"x": "1,2", "y": ""}
    assert made["rawQueryString"] == "x=1&x=2&y="
    assert made["requestContext"]["http"]["path"] == "/a"
    authorizing = authorizer_event(made, API)
    assert authorizing["routeArn"].endswith(":abc123/$default/GET/a")
    assert "body" not in authorizing


@pytest.mark.parametrize(("kind", "is_encoded"), [
    ("application/json", False), ("text/plain", False),
    ("application/x-www-form-urlencoded", True), ("application/octet-stream", True)])
def test_a_body_that_is_no_text_is_encoded(kind: str, is_encoded: bool) -> None:
    request = asked(method="POST", data=b"a=1", content_type=kind)
    made = event(request, API, Route("$default", FUNCTION))
    assert made["isBase64Encoded"] is is_encoded
    body = made["body"]
    assert (base64.b64decode(body) if is_encoded else body.encode()) == b"a=1"


def test_an_answer_without_a_status_is_the_body_itself() -> None:
    plain = response(json.dumps({"hello": 1}).encode())
    assert (plain.status_code, plain.json) == (200, {"hello": 1})
    whole = response(json.dumps({"statusCode": 302, "headers": {"location": "/x"},
                                 "cookies": ["a=1; Secure", "b=2"]}).encode())
    assert whole.status_code == 302
    assert whole.headers["location"] == "/x"
    assert whole.headers.getlist("Set-Cookie") == ["a=1; Secure", "b=2"]
