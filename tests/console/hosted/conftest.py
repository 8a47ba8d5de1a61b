"""A hosted page over the deployment of the session, and an issuer with four people."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from uuid import uuid4

import pytest
from eventbridge_notifier.console.hosted.function import Function
from eventbridge_notifier.console.hosted.grants import grant
from eventbridge_notifier.console.hosted.settings import Settings
from eventbridge_notifier.sandbox.app import Sandbox
from eventbridge_notifier.sandbox.oidc.issuer import Issuer, Member

from tests.console.conftest import Deployed
from tests.console.events import ACCOUNT, Event
from tests.console.hosted.visitor import ADDRESS, Visitor

OTHER = "999999999999"
FEW = ("python38-functions", "failed-sign-ins", "root-activity", "instances-launched")
EVERYTHING = {"groups": ["security"]}
GRANTS = (EVERYTHING,
          {"groups": ["ours"], "accounts": [ACCOUNT]},
          {"groups": ["theirs"], "accounts": [OTHER], "watches": ["failed-sign-ins"]},
          {"emails": ["Grace@example.com"], "severities": ["critical"]})
VIEWS = {"Deleted there": f"change=deleted&account={OTHER}", "Root": "watch=root-activity"}
Enter = Callable[[str], Visitor]


@pytest.fixture(scope="module")
def issuer() -> Iterator[Issuer]:
    with Issuer([Member("ada@example.com", {"groups": ["security", "everybody"]}),
                 Member("bob@example.com", {"groups": ["ours"]}),
                 Member("carol@example.com", {"groups": ["theirs"]}),
                 Member("grace@example.com"),
                 Member("nobody@example.com", {"groups": ["everybody"]})]) as running:
        yield running


@pytest.fixture(scope="session")
def here(sandbox: Sandbox) -> Deployed:
    """A deployment with the same events in two accounts."""
    made = Deployed(sandbox, "hosted", 30, FEW)
    made.store(in_another_account(made.stored))
    return made


def in_another_account(pairs: Iterable[tuple[str, Event]]) -> list[tuple[str, Event]]:
    """The same events as another account has them."""
    text = json.dumps(list(pairs)).replace(ACCOUNT, OTHER)
    return [(watch, with_ids_of_its_own(event)) for watch, event in json.loads(text)]


def with_ids_of_its_own(event: Event) -> Event:
    call = {"eventID": str(uuid4())} if "eventID" in event["detail"] else {}
    return {**event, "id": str(uuid4()), "detail": {**event["detail"], **call}}


def id_of(event: Event) -> str:
    """By which an event is recorded: CloudTrail's, or EventBridge's where it is no call."""
    return str(event["detail"].get("eventID", event["id"]))


@pytest.fixture(scope="module")
def settings(here: Deployed, issuer: Issuer) -> Settings:
    key = here.client("kms").create_key()["KeyMetadata"]["Arn"]
    return Settings(here.name, ADDRESS, issuer.url, issuer.client_id, key,
                    tuple(map(grant, GRANTS)), views=VIEWS)


@pytest.fixture(scope="module")
def function(here: Deployed, settings: Settings) -> Function:
    return Function(settings, here.client)


@pytest.fixture
def visitor(function: Function) -> Visitor:
    return Visitor(function)


@pytest.fixture
def enter(function: Function) -> Enter:
    """Somebody who has signed in."""
    def entered(email: str) -> Visitor:
        visitor = Visitor(function)
        assert visitor.sign_in(email).status == 302
        return visitor
    return entered


@pytest.fixture
def brief(here: Deployed, settings: Settings) -> Function:
    """A function whose sessions last for no time at all."""
    return Function(replace(settings, session_seconds=0.0), here.client)
