"""Who gets an answer from a page on loopback."""

from __future__ import annotations

import pytest
from eventbridge_notifier.console.web.guard import CONTENT_SECURITY_POLICY, refusal
from eventbridge_notifier.web_guard import own_origins
from starlette.datastructures import Headers

ORIGINS = own_origins(8712)
OURS = {"host": "127.0.0.1:8712"}


def asked(method: str = "GET", path: str = "/api/events", **headers: str) -> str:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return refusal(method, path, Headers(OURS | named), ORIGINS)


@pytest.mark.parametrize("host", ["127.0.0.1:8712", "localhost:8712", "[::1]:8712"])
def test_its_own_names_are_answered(host: str) -> None:
    assert not asked(host=host, origin=f"http://{host}", sec_fetch_site="same-origin")


@pytest.mark.parametrize("host", ["", "evil.example", "evil.example:8712", "127.0.0.1",
                                  "127.0.0.1:80", "127.0.0.1.evil.example:8712"])
def test_another_name_for_this_machine_is_not(host: str) -> None:
    assert asked(host=host)


@pytest.mark.parametrize("origin", ["null", "http://evil.example", "https://127.0.0.1:8712",
                                    "http://127.0.0.1:9999", "http://127.0.0.1:8712.evil.example"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_another_origin_is_not(origin: str, method: str) -> None:
    assert asked(method, origin=origin)


def test_what_changes_or_computes_must_say_where_it_comes_from() -> None:
    assert asked("POST", "/api/try")
    assert not asked("POST", "/api/try", origin="http://127.0.0.1:8712")


def test_other_sites_may_link_to_a_page_and_no_more() -> None:
    visit = {"sec_fetch_site": "cross-site", "sec_fetch_mode": "navigate"}
    assert not asked(path="/watches", **visit)
    assert asked(path="/api/events", **visit)
    assert asked(path="/static/js/events.js", sec_fetch_site="cross-site", sec_fetch_mode="no-cors")
    assert asked(path="/", sec_fetch_site="same-site", sec_fetch_mode="cors")


def test_the_policy_for_content_allows_nothing_inline_and_nothing_from_elsewhere() -> None:
    assert "unsafe" not in CONTENT_SECURITY_POLICY
    assert "http" not in CONTENT_SECURITY_POLICY
    assert "default-src 'none'" in CONTENT_SECURITY_POLICY
