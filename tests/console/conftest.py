"""Deployments in a sandbox, with records; shared by the tests that only read."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from functools import lru_cache, partial
from typing import Any
from uuid import uuid4

import boto3
import pytest
from click.testing import CliRunner, Result
from eventbridge_notifier.cli.main import main
from eventbridge_notifier.console.deployment import discover
from eventbridge_notifier.console.policy import place, policy
from eventbridge_notifier.sandbox.app import Sandbox
from playwright.sync_api import Browser, Page

from tests.console import deployed
from tests.console.browser import REQUIRED, chromium, context, installed
from tests.console.events import REGION, WATCHES, Event, events

COUNT, MANY = 300, 1_000
FEW = ("python38-functions", "root-activity", "key-deletion")
Client = Callable[[str], Any]
NOTHING: Mapping[str, str] = {}


class Deployed:
    """A deployment in a sandbox; `stored` has its (watch, event) pairs, as they were stored."""

    def __init__(self, sandbox: Sandbox, name: str, count: int,
                 watches: Iterable[str] = WATCHES) -> None:
        self.sandbox, self.name = sandbox, name
        self.client: Client = lru_cache(maxsize=None)(sandbox.client)
        self.now = datetime.now(UTC)
        deployed.deploy(self.client, name, {one: WATCHES[one] for one in watches})
        self.stored: list[tuple[str, Event]] = []
        # Compressed ones are read much faster by the sandbox.
        self.store(events(count, self.now - timedelta(minutes=10), timedelta(hours=23)),
                   "compressed")

    def store(self, pairs: Iterable[tuple[str, Event]], event_format: str = "map") -> None:
        made = list(pairs)
        deployed.store(self.client, made, self.name, event_format)
        self.stored += made

    def run(self, *arguments: str, environ: Mapping[str, str] = NOTHING) -> Result:
        """The command line, as in a terminal of this deployment's owner."""
        told = {**self.sandbox.env(), "AWS_PROFILE": None, "COLUMNS": "200", **environ}
        return CliRunner(env=told).invoke(main, list(arguments))


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(region=REGION) as running:
        yield running


@pytest.fixture(scope="session")
def here(sandbox: Sandbox) -> Deployed:
    return Deployed(sandbox, deployed.NAME, COUNT)


@pytest.fixture(scope="session")
def crowded(sandbox: Sandbox) -> Deployed:
    """With many records; it takes a while."""
    return Deployed(sandbox, "crowded", MANY)


@pytest.fixture
def empty(sandbox: Sandbox) -> Deployed:
    """A deployment of its own, with few watches and no records."""
    return Deployed(sandbox, f"of-{uuid4().hex[:12]}", 0, FEW)


def allow(client: Client, user: str, document: Mapping[str, Any]) -> None:
    """The user may do what a managed policy says, and nothing else. It is too long for an inline
    one: those of a user have 2,048 characters together."""
    iam = client("iam")
    for held in iam.list_attached_user_policies(UserName=user)["AttachedPolicies"]:
        iam.detach_user_policy(UserName=user, PolicyArn=held["PolicyArn"])
    made = iam.create_policy(PolicyName=f"reads-{uuid4().hex}", PolicyDocument=json.dumps(document))
    iam.attach_user_policy(UserName=user, PolicyArn=made["Policy"]["Arn"])


def reader_of(of: Deployed) -> Client:
    """Clients of a user who may do what `console --print-policy` prints, and nothing else."""
    iam = of.client("iam")
    user = f"{of.name}-reader"
    iam.create_user(UserName=user)
    allowed = policy(place(discover(of.name, of.client), of.client))
    allow(of.client, user, allowed)
    key = iam.create_access_key(UserName=user)["AccessKey"]
    return lru_cache(maxsize=None)(partial(
        boto3.client, region_name=REGION, endpoint_url=of.sandbox.url,
        aws_access_key_id=key["AccessKeyId"], aws_secret_access_key=key["SecretAccessKey"]))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not installed() and REQUIRED not in os.environ:
        pytest.skip("no Chromium: apt-get install chromium, or say where one is in CHROMIUM")
    with chromium() as running:
        yield running


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    with context(browser) as page:
        yield page
