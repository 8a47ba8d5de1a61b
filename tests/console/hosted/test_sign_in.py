"""Who gets in: what a provider's token must say, and what a browser must bring."""

from __future__ import annotations

import base64
import hmac
import json
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from eventbridge_notifier.console.hosted.function import Function
from eventbridge_notifier.console.hosted.sign_in import own_path
from eventbridge_notifier.sandbox.oidc.issuer import Issuer
from joserfc import jwt
from joserfc.jwk import RSAKey

from tests.console.hosted.conftest import Enter
from tests.console.hosted.visitor import ADDRESS, Visitor, back_from, request

Claims = dict[str, Any]
DATA = ("/api/events", "/api/event?id=x", "/api/watches", "/api/health", "/api/live")


@pytest.fixture(autouse=True)
def honest(issuer: Issuer) -> Iterator[None]:
    yield
    issuer.forge, issuer.sign = (lambda claims: claims), issuer.signed


def test_who_signs_in_sees_the_page_that_they_asked_for(visitor: Visitor) -> None:
    shown = visitor.get("/watches?x=1")
    assert (shown.status, shown.headers["location"]) == (302, "/sign-in?to=/watches%3Fx%3D1")
    assert visitor.sign_in("ada@example.com", "/watches?x=1").headers["location"] == "/watches?x=1"
    page = visitor.get("/watches?x=1")
    assert page.status == 200
    assert "ada@example.com" in page.body
    assert "script-src 'self'" in page.headers["content-security-policy"]


def test_cookies_are_for_this_host_over_tls_and_out_of_reach_of_scripts(
        function: Function, issuer: Issuer) -> None:
    visitor = Visitor(function)
    begun = visitor.get("/sign-in")
    path = back_from(begun.headers["location"], "ada@example.com")
    answer = function.handle(request("GET", path, "", visitor.cookies, {}), None)
    session = next(one for one in answer["cookies"] if one.startswith("__Host-session="))
    for attribute in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=900"):
        assert f"; {attribute}" in session
    assert "ada" not in session


@pytest.mark.parametrize("path", DATA)
def test_nobody_gets_data_without_a_session(visitor: Visitor, function: Function, path: str
                                            ) -> None:
    assert not visitor.authorized(path)
    answer = function.handle(request("GET", path, "", {}, {}), None)
    assert answer["statusCode"] == 401  # the page by itself, without its authorizer


def changed(**claims: Any) -> Callable[[Claims], Claims]:
    def forge(held: Claims) -> Claims:
        made = held | claims
        return {name: value for name, value in made.items() if value is not None}
    return forge


@pytest.mark.parametrize("forge", [
    changed(iss="https://evil.example"), changed(iss=None), changed(aud="another-client"),
    changed(aud=["another-client", "third"]), changed(aud=None),
    changed(aud=["console", "another-client"]), changed(azp="another-client"),
    changed(exp=int(time.time()) - 3600), changed(exp=None), changed(nonce="another"),
    changed(nonce=None), changed(sub=None), changed(nbf=int(time.time()) + 3600)],
    ids=["another issuer", "no issuer", "another audience", "other audiences", "no audience",
         "several audiences", "another party", "expired", "no expiry", "another nonce", "no nonce",
         "nobody", "not yet"])
def test_a_token_that_is_not_for_this_sign_in_is_refused(
        visitor: Visitor, issuer: Issuer, forge: Callable[[Claims], Claims]) -> None:
    issuer.forge = forge
    assert visitor.sign_in("ada@example.com").status == 403
    assert not visitor.authorized("/api/events")


def part(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).decode().rstrip("=")


def by_hand(claims: Claims, algorithm: str, key: bytes = b"") -> str:
    """A token as a library would refuse to make it."""
    head = {"alg": algorithm}
    signed = f"{part(json.dumps(head).encode())}.{part(json.dumps(claims).encode())}"
    digest = hmac.new(key, signed.encode(), "sha256").digest() if key else b""
    return f"{signed}.{part(digest)}"


def test_a_token_that_the_provider_did_not_sign_is_refused(visitor: Visitor, issuer: Issuer
                                                           ) -> None:
    other = RSAKey.generate_key(2048, {"kid": issuer.key.kid})
    public = issuer.key.as_pem(private=False)
    for sign in (lambda claims: by_hand(claims, "none"), lambda claims: by_hand(claims, "None"),
                 lambda claims: by_hand(claims, "HS256", public), lambda claims: "",
                 lambda claims: "a.b.c",
                 lambda claims: jwt.encode({"alg": "RS256", "kid": other.kid}, claims, other),
                 lambda claims: issuer.signed(claims)[:-4] + "AAAA"):
        issuer.sign = sign
        assert visitor.sign_in("ada@example.com").status in (403, 502)
        assert not visitor.authorized("/api/events")


def test_an_answer_of_the_provider_is_for_the_browser_that_asked(function: Function) -> None:
    """Else somebody could sign others in as himself."""
    mallory, victim = Visitor(function), Visitor(function)
    path = back_from(mallory.get("/sign-in").headers["location"], "bob@example.com")
    assert victim.get(path).status == 400
    victim.get("/sign-in")
    assert victim.get(path).status == 400
    assert not victim.authorized("/api/events")


def test_a_code_is_good_for_one_sign_in(visitor: Visitor) -> None:
    path = back_from(visitor.get("/sign-in").headers["location"], "ada@example.com")
    pending = dict(visitor.cookies)
    assert visitor.get(path).status == 302
    visitor.cookies = pending
    assert visitor.get(path).status == 502


def test_a_session_ends_and_a_changed_group_counts_when_it_does(
        brief: Function, enter: Enter, issuer: Issuer) -> None:
    visitor = Visitor(brief)
    assert visitor.sign_in("ada@example.com").status == 302
    assert not visitor.authorized("/api/events")
    member = issuer.members["ada@example.com"]
    member.claims = {"groups": ["everybody"]}
    try:
        again = enter("ada@example.com")
        assert again.get("/api/events").status == 403
        assert again.get("/").status == 403
    finally:
        member.claims = {"groups": ["security", "everybody"]}


def test_who_is_in_no_group_sees_nothing_and_is_told_so(enter: Enter) -> None:
    visitor = enter("nobody@example.com")
    page = visitor.get("/")
    assert page.status == 403
    assert "Nothing here is for you" in page.body
    assert visitor.get("/api/watches").status == 403


def test_an_address_counts_only_where_the_provider_verified_it(enter: Enter, issuer: Issuer
                                                               ) -> None:
    assert enter("grace@example.com").get("/api/events").status == 200
    issuer.forge = changed(email_verified=False)
    assert enter("grace@example.com").get("/api/events").status == 403


def test_a_cookie_that_was_changed_or_is_for_another_purpose_opens_nothing(enter: Enter) -> None:
    visitor = enter("ada@example.com")
    whole = visitor.cookies["__Host-session"]
    pending = Visitor(visitor.function)
    pending.get("/sign-in")
    for forged in ("", "x", "AAAA", whole[:-2] + ("AA" if whole[-2:] != "AA" else "BB"),
                   whole[:40] + ("B" if whole[40] != "B" else "C") + whole[41:], whole * 20,
                   pending.cookies["__Host-sign-in"], "ä"):
        visitor.cookies["__Host-session"] = forged
        assert not visitor.authorized("/api/events"), forged


def test_another_instance_of_the_function_opens_the_session(enter: Enter, settings: Any, here: Any
                                                            ) -> None:
    visitor = enter("ada@example.com")
    visitor.function = Function(settings, here.client)
    assert visitor.authorized("/api/events")


def test_other_sites_can_neither_post_nor_take_another_host(enter: Enter) -> None:
    visitor = enter("ada@example.com")
    assert visitor.post("/sign-out", origin="https://evil.example").status == 403
    assert visitor.post("/sign-out").status == 403
    assert visitor.post("/api/try", "{}", origin="null").status == 403
    assert visitor.get("/", host="evil.example").status == 403
    assert visitor.get("/api/events", sec_fetch_site="cross-site").status == 403
    assert visitor.get("/", sec_fetch_site="cross-site", sec_fetch_mode="navigate").status == 200
    assert visitor.post("/sign-out", origin=ADDRESS).status == 303
    assert not visitor.authorized("/api/events")


@pytest.mark.parametrize("path", ["/api/events", "/api/event", "/api/watches", "/watches", "/"])
@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_nothing_can_be_written(enter: Enter, path: str, method: str) -> None:
    answer = enter("ada@example.com").ask(method, path, "{}", origin=ADDRESS)
    assert answer.status == 405


@pytest.mark.parametrize("to", ["//evil.example", "https://evil.example", "/\\evil.example", "",
                                "evil", "/a\r\nSet-Cookie: x=1", "/ä"])
def test_signing_in_leads_nowhere_else(to: str) -> None:
    assert own_path(to) == "/"


def test_the_log_says_who_looked_where_and_not_for_what(enter: Enter,
                                                        capsys: pytest.CaptureFixture[str]) -> None:
    visitor = enter("bob@example.com")
    visitor.get("/api/events?actor=alice&q=secret")
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    view = lines[-1]
    assert (view["audit"], view["who"], view["path"]) == ("view", "bob@example.com", "/api/events")
    assert (view["status"], view["from"], view["groups"]) == (200, "203.0.113.7", ["ours"])
    assert "alice" not in str(view)
    assert "secret" not in str(view)
