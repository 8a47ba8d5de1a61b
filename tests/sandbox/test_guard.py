"""No web page can use a sandbox, whatever its origin and whatever its name for this machine."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import urlsplit

import boto3
import pytest
import requests
from eventbridge_notifier.sandbox.app import Sandbox
from playwright.sync_api import Browser

from tests.console.browser import REQUIRED, chromium, installed
from tests.sandbox.stack import Stack, zipped

SIGNED = ("AWS4-HMAC-SHA256 Credential=123456789012/20260101/eu-west-1/sqs/aws4_request, "
          "SignedHeaders=host, Signature=0")
CREATE = "Action=CreateQueue&QueueName=made-by-a-page&Version=2012-11-05"
CREDENTIAL = "X-Amz-Credential=123456789012%2F20260101%2Feu-west-1%2Fsqs%2Faws4_request"
FETCH = """async ([url, body]) => {
    const ask = (options) => fetch(url, options).then(
        (answer) => answer.type === 'opaque' ? 'opaque' : answer.status,
        () => 'refused');
    return [await ask({method: 'POST', body}),
            await ask({method: 'POST', body, mode: 'no-cors'}),
            await ask({mode: 'no-cors'})];
}"""
FORM = """([url, body]) => {
    const form = document.createElement('form');
    form.method = 'POST';
    form.action = url;
    for (const pair of body.split('&')) {
        const input = document.createElement('input');
        [input.name, input.value] = pair.split('=');
        form.append(input);
    }
    document.body.append(form);
    form.submit();
}"""


class AnotherSite(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<!doctype html><title>another site</title>")

    def log_message(self, *args: object) -> None: ...


@contextmanager
def another_site() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), AnotherSite)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not installed() and REQUIRED not in os.environ:
        pytest.skip("no Chromium: apt-get install chromium, or say where one is in CHROMIUM")
    with chromium("--host-resolver-rules=MAP evil.test 127.0.0.1") as found:
        yield found


def queues(sandbox: Sandbox) -> list[str]:
    return list(sandbox.client("sqs").list_queues().get("QueueUrls", ()))


def test_a_page_of_another_origin_is_refused_by_fetch_and_by_form(
        sandbox: Sandbox, browser: Browser) -> None:
    calls = sandbox.calls
    with another_site() as site:
        page = browser.new_page()
        page.goto(site)
        read = page.evaluate(FETCH, [f"{sandbox.url}/?{CREATE}&{CREDENTIAL}", CREATE])
        assert read == ["refused", "opaque", "opaque"]
        for path in ("/", f"/?{CREDENTIAL}", "/moto-api/reset",
                     "/moto-api/recorder/upload-recording", "/moto-api/recorder/replay-recording"):
            with page.expect_navigation() as going:
                page.evaluate(FORM, [sandbox.url + path, CREATE])
            answer = going.value
            assert answer is not None
            assert answer.status == 403
            page.goto(site)
        page.close()
    assert queues(sandbox) == []
    assert sandbox.calls == calls + 1  # the list of queues just above


def test_another_name_for_this_machine_is_refused_in_a_browser(
        sandbox: Sandbox, browser: Browser) -> None:
    """DNS rebinding: the attacker's host name resolves to 127.0.0.1."""
    port = urlsplit(sandbox.url).port
    page = browser.new_page()
    answer = page.goto(f"http://evil.test:{port}/?{CREATE}&{CREDENTIAL}")
    assert answer is not None
    assert answer.status == 403
    status = page.evaluate(
        "(body) => fetch('/', {method: 'POST', body}).then((answer) => answer.status)", CREATE)
    assert status == 403
    assert queues(sandbox) == []


@pytest.mark.parametrize("headers", [
    {"Host": "evil.test"}, {"Host": "127.0.0.1"}, {"Host": "127.0.0.1:1"},
    {"Host": "localhost.evil.test:{port}"}, {"Host": "127.0.0.1.evil.test:{port}"},
    {"Origin": "null"}, {"Origin": "http://evil.test"}, {"Origin": "http://127.0.0.1:{port}"},
    {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "same-origin"}])
def test_what_only_a_page_sends_is_refused_even_when_it_is_signed(
        sandbox: Sandbox, headers: dict[str, str]) -> None:
    port = str(urlsplit(sandbox.url).port)
    sent = {name: value.replace("{port}", port) for name, value in headers.items()}
    answer = requests.post(sandbox.url, data=CREATE, timeout=10, headers={
        "Authorization": SIGNED, "Content-Type": "application/x-www-form-urlencoded", **sent})
    assert answer.status_code == 403
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert queues(sandbox) == []


def test_it_can_be_reached_by_each_of_its_own_names(sandbox: Sandbox) -> None:
    port = urlsplit(sandbox.url).port
    client = boto3.client("sqs", region_name="eu-west-1", aws_access_key_id="x",
                          aws_secret_access_key="x", endpoint_url=f"http://localhost:{port}")
    client.create_queue(QueueName="mine")
    assert len(queues(sandbox)) == 1


def test_a_bucket_may_be_part_of_the_name(sandbox: Sandbox) -> None:
    """`bucket.localhost`, as SDKs write it that put the bucket's name into the host's."""
    host = f"my.bucket.localhost:{urlsplit(sandbox.url).port}"
    answer = requests.get(f"{sandbox.url}/key", timeout=10, headers={
        "Host": host, "Authorization": SIGNED.replace("/sqs/", "/s3/")})
    assert answer.status_code == 404


@pytest.mark.parametrize("path", ["/moto-api/", "/moto-api/reset", "/moto-api/data.json",
                                  "/%6doto-api/reset", "/moto-api/recorder/upload-recording",
                                  "/moto-api/recorder/replay-recording"])
def test_motos_own_api_is_out_of_reach(sandbox: Sandbox, path: str) -> None:
    sandbox.client("sqs").create_queue(QueueName="mine")
    for method in ("GET", "POST", "PUT"):
        answer = requests.request(method, sandbox.url + path, data="[]", timeout=10,
                                  headers={"X-Sandbox-Internal": "guess"})
        assert answer.status_code == 403
    assert len(queues(sandbox)) == 1


def test_a_page_cannot_take_an_event_from_a_function_nor_answer_for_it(
        sandbox: Sandbox, stack: Stack) -> None:
    code = ("import os\ndef handle(event, context):\n"
            "    return os.environ['AWS_LAMBDA_RUNTIME_API']\n")
    stack.function("f", zipped(code))
    address = str(sandbox.client("lambda").invoke(FunctionName="f")["Payload"].read()).split('"')[1]
    for headers in ({"Origin": "http://evil.test"}, {"Host": "evil.test"},
                    {"Sec-Fetch-Site": "cross-site"}):
        taken = requests.get(f"http://{address}/2018-06-01/runtime/invocation/next",
                             headers=headers, timeout=10)
        told = requests.post(f"http://{address}/2018-06-01/runtime/init/error", data="{}",
                             headers=headers, timeout=10)
        assert (taken.status_code, told.status_code) == (403, 403)
    again = sandbox.client("lambda").invoke(FunctionName="f")
    assert "FunctionError" not in again
