"""The sandbox: every part is made here and handed to those that need it."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from functools import partial
from types import TracebackType
from typing import Any

import boto3
import requests
from moto.server import (  # type: ignore[attr-defined]
    DomainDispatcherApplication,
    create_backend_app,
)

from eventbridge_notifier.sandbox.cloudtrail import sign_in
from eventbridge_notifier.sandbox.cloudtrail.recording import Recording
from eventbridge_notifier.sandbox.cloudtrail.trails import Trails
from eventbridge_notifier.sandbox.core.faults import Faults
from eventbridge_notifier.sandbox.core.internal_clients import HEADER, Inside
from eventbridge_notifier.sandbox.core.journal import Book
from eventbridge_notifier.sandbox.core.model import (
    DEFAULT_ACCOUNT,
    ORGANIZATION,
    Call,
    Entry,
    Outcome,
)
from eventbridge_notifier.sandbox.core.schedule import Clock, Schedule
from eventbridge_notifier.sandbox.core.server import Server
from eventbridge_notifier.sandbox.events import operations as provider
from eventbridge_notifier.sandbox.events.api_destinations import ApiDestinations
from eventbridge_notifier.sandbox.events.archives import Archives, Event, Replay
from eventbridge_notifier.sandbox.events.bus import EventBridge
from eventbridge_notifier.sandbox.events.delivery import Delivery
from eventbridge_notifier.sandbox.events.partners import Partners
from eventbridge_notifier.sandbox.events.rules import Bus, Rules
from eventbridge_notifier.sandbox.events.target_permissions import Warrants
from eventbridge_notifier.sandbox.events.targets import Senders
from eventbridge_notifier.sandbox.gateway.handlers import Layer, Parts
from eventbridge_notifier.sandbox.iam.access import Access
from eventbridge_notifier.sandbox.iam.access_errors import denial
from eventbridge_notifier.sandbox.lambda_ import Service
from eventbridge_notifier.sandbox.moto_patches import partiql_inserts
from eventbridge_notifier.sandbox.moto_patches.kept_attributes import Mends

REGION = "us-east-1"


class Sandbox:
    """A small AWS on a loopback port, while the `with` block lasts.

    `clock` says how many of its seconds pass in one of the wall's: waits between retries shrink by
    it. `explain`: the journal says of each rule why it does not match. `listener` gets each entry
    of the journal as it comes. All accounts are in `organization`.
    """

    def __init__(self, port: int = 0, explain: bool = False, clock: float = 60.0,
                 region: str = REGION, listener: Callable[[Entry], None] | None = None,
                 organization: str = ORGANIZATION) -> None:
        self._book, self._region = Book(listener), region
        self._secret = secrets.token_hex(16)
        self._clock = Clock(clock)
        self._port, self._explain, self._organization = port, explain, organization
        self.calls = 0
        self.faults = Faults(self._book.note)

    def __enter__(self) -> Sandbox:
        partiql_inserts.install()
        self._server = Server(self._application, self._port)
        self.url = self._server.url
        self._inside = Inside(self.url, self._secret)
        self._schedule = Schedule(self._clock)
        self._layer = self._wire()
        self._server.start()
        requests.post(f"{self.url}/moto-api/reset", timeout=10, headers={HEADER: self._secret})
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        self.functions.close()
        self._schedule.close()
        self._server.close()
        self._inside.close()

    def _application(self, environ: dict[str, Any], start: Callable[..., Any]) -> Any:
        return self._layer(environ, start)

    def _wire(self) -> Layer:
        note = self._book.note
        rules, trails = Rules(self._inside), Trails(self._inside)
        archives = Archives()
        bridge = EventBridge(rules, archives, note, self._explain)
        self.access = Access(self._inside, note, self._organization)
        identities, authorizer = self.access.identities, self.access.authorizer
        self.functions = Service(
            self._inside, identities, authorizer, self._clock, note, self.url)
        endpoints, partners = ApiDestinations(self._inside), Partners()
        senders = Senders(self._inside, self.functions, endpoints, bridge.put)
        warrants = Warrants(self.access.guard, authorizer, self._inside)
        bridge.connect(
            Delivery(senders, warrants, self._inside, self._schedule, self._clock, note,
                     self.faults))
        self.functions.mishap = self.faults.mishap
        self.functions.key_trouble = self.access.key_trouble
        self._recording = Recording(trails, bridge, note)
        parts = Parts(
            identities, authorizer, Mends(), denial, self.faults,
            own={**self.access.operations(), **partners.operations(),
                 **provider.operations(bridge.put, rules, self.functions)},
            observers=[*self.access.observers(), self._count, self.functions.observe,
                       endpoints.observe, partners.observe,
                       archives.observe, partial(archives.replay, put=self._later(bridge.put)),
                       _on_success(rules.observe), self._recording.observe])
        return Layer(DomainDispatcherApplication(create_backend_app), self._secret,
                     self._server.hosts, parts)

    def _later(self, put: Callable[[Bus, Event, int, frozenset[str] | None], None]) -> Replay:
        return lambda bus, event, only: self._schedule.run(lambda: put(bus, event, 0, only))

    def sign_in(self, region: str, user: str = "", account: str = DEFAULT_ACCOUNT,
                succeeded: bool = True, mfa: bool = False) -> None:
        """Somebody signs in to the console: an IAM user, or root where `user` is empty."""
        self._recording.happened(sign_in.event(account, region, user, succeeded, mfa))

    def _count(self, call: Call, outcome: Outcome) -> None:
        self.calls += 1

    def client(self, service: str, region: str = "", account: str = DEFAULT_ACCOUNT) -> Any:
        """A boto3 client of a user of the sandbox."""
        return boto3.client(
            service, region_name=region or self._region, endpoint_url=self.url,
            aws_access_key_id=account, aws_secret_access_key="sandbox")

    def env(self, account: str = DEFAULT_ACCOUNT) -> dict[str, str]:
        """The environment that points AWS's tools at the sandbox."""
        return {
            "AWS_ENDPOINT_URL": self.url, "AWS_ACCESS_KEY_ID": account,
            "AWS_SECRET_ACCESS_KEY": "sandbox", "AWS_REGION": self._region,
            "AWS_DEFAULT_REGION": self._region, "AWS_EC2_METADATA_DISABLED": "true",
        }

    @property
    def journal(self) -> list[Entry]:
        """What has happened, in order."""
        return self._book.entries()

    def drain(self, timeout: float = 30.0) -> bool:
        """Waits until nothing is under way. False where `timeout` wall seconds were too few."""
        end = time.monotonic() + timeout
        while time.monotonic() < end:
            if not (self._schedule.pending() or self.functions.pending()):
                return True
            time.sleep(0.005)
        return False


def _on_success(observe: Callable[[Call], None]) -> Callable[[Call, Outcome], None]:
    def observer(call: Call, outcome: Outcome) -> None:
        if not outcome.error_code:
            observe(call)
    return observer


