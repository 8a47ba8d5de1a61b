"""The sandbox: AWS on a port of this machine, for as long as it is open."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any

import boto3
import requests

from eventbridge_notifier.sandbox.chain import gateway
from eventbridge_notifier.sandbox.cloudtrail import sign_in
from eventbridge_notifier.sandbox.core.faults import Faults
from eventbridge_notifier.sandbox.core.interfaces import Identities
from eventbridge_notifier.sandbox.core.internal_clients import HEADER, InternalClients
from eventbridge_notifier.sandbox.core.journal import JournalStore
from eventbridge_notifier.sandbox.core.model import (
    DEFAULT_ACCOUNT,
    ORGANIZATION,
    Call,
    Entry,
    Explain,
    Outcome,
)
from eventbridge_notifier.sandbox.core.schedule import Clock, Schedule
from eventbridge_notifier.sandbox.core.server import Server
from eventbridge_notifier.sandbox.dynamodb import (
    attribute_definitions,
    disabled_streams,
    item_answers,
    partiql_inserts,
    partitions,
    table_key,
)
from eventbridge_notifier.sandbox.events import partner_bus_names
from eventbridge_notifier.sandbox.gateway.moto import Moto
from eventbridge_notifier.sandbox.iam.used_permissions import UsedPermissions
from eventbridge_notifier.sandbox.lambda_ import invoke_configs, no_containers
from eventbridge_notifier.sandbox.parts import Basis, Parts
from eventbridge_notifier.sandbox.s3 import delete_markers
from eventbridge_notifier.sandbox.sqs import time_of_day

REGION = "us-east-1"
ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess"


class Sandbox:
    """A small AWS on a loopback port, while the `with` block lasts.

    `clock` says how many of its seconds pass in one wall second: waits between retries shrink by
    it. `explain`: of which rules the journal says why they do not match. `listener` gets each entry
    of the journal as it comes. All accounts are in `organization`.
    """

    def __init__(self, port: int = 0, explain: Explain = Explain.NOTHING, clock: float = 60.0,
                 region: str = REGION, listener: Callable[[Entry], None] | None = None,
                 organization: str = ORGANIZATION) -> None:
        self._journal, self._region = JournalStore(listener), region
        self._secret = secrets.token_hex(16)
        self._clock = Clock(clock)
        self._port, self._explain, self._organization = port, explain, organization
        self.calls = 0
        self.faults = Faults(self._journal.note)

    def __enter__(self) -> Sandbox:
        partiql_inserts.install()
        partitions.install(self.faults)
        attribute_definitions.install()
        disabled_streams.install()
        table_key.install()
        item_answers.install()
        invoke_configs.install()
        no_containers.install()
        delete_markers.install()
        partner_bus_names.install()
        time_of_day.install()
        self._server = Server(self._port)
        self.url = self._server.url
        self._clients = InternalClients(self.url, self._secret)
        self._schedule = Schedule(self._clock)
        basis = Basis(Moto(), self._clients, self._clock, self._schedule, self._journal.note,
                      self.faults, self.url, self._organization, self._explain)
        self._parts = Parts(basis)
        self._server.start(gateway(basis, self._parts, self._server.hosts, self._secret,
                                   self._count))
        requests.post(f"{self.url}/moto-api/reset", timeout=10, headers={HEADER: self._secret})
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        self._parts.scheduled_rules.close()
        self._parts.trail_files.close()
        self._parts.http_apis.close()
        self._parts.metrics.close()
        self._parts.schedules.close()
        self._parts.functions.close()
        self._schedule.close()
        self._server.close()
        self._clients.close()

    def _count(self, call: Call, outcome: Outcome) -> None:
        self.calls += 1

    @property
    def identities(self) -> Identities:
        """Who is behind access keys."""
        return self._parts.access_keys

    @property
    def used_permissions(self) -> UsedPermissions:
        """What users and roles needed and were allowed."""
        return self._parts.used_permissions

    def sign_in(self, region: str, user: str = "", account: str = DEFAULT_ACCOUNT,
                succeeded: bool = True, mfa: bool = False) -> None:
        """Somebody signs in to the console: an IAM user, or root where `user` is empty."""
        self._parts.cloudtrail.log(sign_in.event(account, region, user, succeeded, mfa))

    def deliver_trail_files(self) -> None:
        """Trails write the files and digests that are due within the hour now."""
        self._parts.trail_files.deliver(digests=True)

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

    def administrator_env(self, user: str) -> dict[str, str]:
        """The same, for an IAM user with AdministratorAccess: nobody works as the root user.

        Creates the user.
        """
        iam = self.client("iam")
        iam.create_user(UserName=user)
        iam.attach_user_policy(UserName=user, PolicyArn=ADMINISTRATOR)
        key = iam.create_access_key(UserName=user)["AccessKey"]
        return {**self.env(), "AWS_ACCESS_KEY_ID": key["AccessKeyId"],
                "AWS_SECRET_ACCESS_KEY": key["SecretAccessKey"]}

    @property
    def account(self) -> str:
        """The account of whoever does not say another."""
        return DEFAULT_ACCOUNT

    @property
    def journal(self) -> list[Entry]:
        """What has happened, in order."""
        return self._journal.entries()

    def drain(self, timeout: float = 30.0) -> bool:
        """Waits until nothing is under way. False where `timeout` wall seconds were too few."""
        end = time.monotonic() + timeout
        while time.monotonic() < end:
            if not (self._schedule.pending() or self._parts.functions.pending()):
                return True
            time.sleep(0.02)
        return False
