"""examples/console in the sandbox, by Terraform: from a sign-in in Chromium to the page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import pytest
import requests
from eventbridge_notifier.console.deployment import discover
from eventbridge_notifier.console.policy import place, policy
from eventbridge_notifier.console.web.guard import CONTENT_SECURITY_POLICY
from eventbridge_notifier.sandbox.app import Sandbox
from eventbridge_notifier.sandbox.oidc.issuer import Issuer
from eventbridge_notifier.sandbox.terraform.runner import Terraform
from playwright.sync_api import Page, expect

from tests.console.browser import SLOW, rows
from tools.demo import chain as demo
from tools.demo import console as demo_console
from tools.package_console import OWN, build

NAME = "eventbridge-notifier"
REGION = "eu-west-1"
ACCESS_LOG = f"/aws/apigateway/{NAME}-console"


class Stack(NamedTuple):
    sandbox: Sandbox
    address: str
    reading: Any


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    file = tmp_path_factory.mktemp("zip") / "console.zip"
    build(OWN, file)
    with demo.workspace(demo_console.HOSTED) as folder, Sandbox(region=REGION) as sandbox, Issuer(
            demo_console.members()) as issuer, Terraform(folder, sandbox.env()) as terraform:
        terraform.init()
        terraform.apply(**{**demo_console.variables(issuer), "console_zip": str(file)})
        demo.create_functions(sandbox)
        sandbox.drain()
        yield Stack(sandbox, terraform.output("address"),
                    json.loads(terraform.output("reading_policy")))


def signed_in(tab: Page, stack: Stack, who: str, path: str = "/") -> None:
    tab.goto(stack.address + path)
    expect(tab).to_have_title("Sign in")
    tab.get_by_role("link", name=who).click()


@pytest.mark.slow
def test_somebody_signs_in_and_sees_what_arrives(stack: Stack, tab: Page) -> None:
    answers: list[Any] = []
    tab.on("response", lambda answer: answers.append(answer))
    signed_in(tab, stack, "bob@example.com", "/?since=1h")
    expect(rows(tab)).to_have_count(1, timeout=SLOW)
    assert tab.url == f"{stack.address}/?since=1h"
    expect(tab.get_by_text("bob@example.com")).to_be_visible()
    page = next(one for one in answers if one.url == tab.url and one.status == 200)
    assert page.headers["content-security-policy"] == CONTENT_SECURITY_POLICY
    expect(tab.locator("#live")).to_have_text("live", timeout=SLOW)
    stack.sandbox.client("lambda").create_function(
        FunctionName="later", Runtime="python3.8", Handler="report.handle",
        Role=f"arn:aws:iam::{stack.sandbox.account}:role/reports", Code={"ZipFile": demo.a_zip()})
    expect(rows(tab)).to_have_count(2, timeout=SLOW)
    tab.get_by_role("button", name="Sign out").click()
    expect(tab.get_by_role("heading", name="You are signed out")).to_be_visible()
    tab.goto(f"{stack.address}/watches")
    expect(tab).to_have_title("Sign in")


@pytest.mark.slow
def test_who_may_see_nothing_is_told_so(stack: Stack, browser: Any) -> None:
    tab = browser.new_context().new_page()  # its answers are errors, which the console says
    signed_in(tab, stack, "eve@example.com")
    expect(tab.get_by_role("heading", name="Nothing here is for you")).to_be_visible()
    tab.context.close()


@pytest.mark.slow
def test_the_api_refuses_who_is_not_signed_in_and_logs_paths_alone(stack: Stack) -> None:
    host = urlsplit(stack.address).netloc
    port = host.rpartition(":")[2]

    def ask(path: str, **headers: str) -> requests.Response:
        return requests.get(f"http://127.0.0.1:{port}{path}", headers={"Host": host, **headers},
                            allow_redirects=False, timeout=30)

    assert ask("/api/events?actor=alice").json() == {"message": "Forbidden"}
    assert ask("/api/events", Cookie="__Host-session=AAAA").status_code == 403
    assert ask("/", Host="evil.example").status_code == 403
    assert ask("/", Origin="https://evil.example").status_code == 403
    logs = stack.sandbox.client("logs")
    lines = [event["message"]
             for stream in logs.describe_log_streams(logGroupName=ACCESS_LOG)["logStreams"]
             for event in logs.get_log_events(
                 logGroupName=ACCESS_LOG, logStreamName=stream["logStreamName"])["events"]]
    assert any(re.search(r'"path":"/api/events"', line) for line in lines)
    assert not [line for line in lines if "alice" in line or "since" in line or "code" in line]


@pytest.mark.slow
def test_the_function_may_read_what_print_policy_prints(stack: Stack) -> None:
    client = stack.sandbox.client
    printed = policy(place(discover(NAME, client), client))
    assert stack.reading == json.loads(json.dumps(printed))


@pytest.mark.slow
def test_nobody_but_the_api_was_denied_anything(stack: Stack) -> None:
    said = [entry.text for entry in stack.sandbox.journal if "console" in entry.target]
    assert not [text for text in said if "AccessDenied" in text or "cannot do its part" in text]
    assert [json.loads(text)["path"] for text in said if '"audit": "view"' in text]
