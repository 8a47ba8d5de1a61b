"""Schedules at work: `rate(15 minutes)` and the like make an API call as their role, on time.

Source: EventBridge Scheduler user guide, "Using universal targets" and "Schedule types"; other
targets and schedules with cron are left alone. The first call is made when the schedule is.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import boto3
from botocore import xform_name
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from eventbridge_notifier.sandbox.core.interfaces import Clients, Identities, Journal
from eventbridge_notifier.sandbox.core.model import Call, Entry, Outcome
from eventbridge_notifier.sandbox.core.schedule import Clock, Schedule

SCHEDULER = "scheduler.amazonaws.com"
_RATE = re.compile(r"rate\((\d+) (minute|hour|day)s?\)")
_SECONDS = {"minute": 60, "hour": 3600, "day": 86_400}
_UNIVERSAL = re.compile(r"arn:[\w-]+:scheduler:::aws-sdk:(\w+):(\w+)")
_CONFIG = Config(retries={"total_max_attempts": 1}, user_agent_extra="scheduler")

Key = tuple[str, str, str, str]
"""Account, region, group and name of a schedule."""


@dataclass(frozen=True)
class _Known:
    """A schedule as it was last written; `every` is in seconds of the sandbox."""

    every: float
    service: str
    operation: str
    role: str
    input: str


class Schedules:
    """Makes calls on time, quietly: only failures are in the journal."""

    def __init__(self, clients: Clients, identities: Identities, schedule: Schedule, clock: Clock,
                 journal: Journal, url: str) -> None:
        self._clients, self._identities, self._journal = clients, identities, journal
        self._schedule, self._clock, self._url = schedule, clock, url
        self._known: dict[Key, _Known] = {}
        self._due: dict[Key, float] = {}
        self._gone = threading.Event()
        threading.Thread(target=self._work, daemon=True, name="scheduler").start()

    def observe(self, call: Call, outcome: Outcome) -> None:
        """Learns of schedules from the calls that make, change and remove them."""
        if call.service != "scheduler" or outcome.error_code:
            return
        key = (call.account, call.region, str(call.params.get("GroupName") or "default"),
               str(call.params.get("Name")))
        if call.operation in ("CreateSchedule", "UpdateSchedule"):
            self._forget(key)
            if known := _known(call.params):
                self._known[key], self._due[key] = known, self._clock.now()
        elif call.operation == "DeleteSchedule":
            self._forget(key)

    def close(self) -> None:
        self._gone.set()

    def _forget(self, key: Key) -> None:
        self._known.pop(key, None)
        self._due.pop(key, None)

    def _work(self) -> None:
        while not self._gone.wait(max(0.02, self._clock.wall(10.0))):
            for key, known in list(self._known.items()):
                if self._due.get(key, float("inf")) <= self._clock.now():
                    self._due[key] += known.every
                    self._schedule.run(partial(self._call, key, known))

    def _call(self, key: Key, known: _Known) -> None:
        """By the role's own permissions, as any other call; the trail logs it."""
        try:
            self._check_trust(known.role)
            name = re.sub(r"\W", "-", f"scheduler-{key[3]}")
            access, secret, token = self._identities.open_session(known.role, name)
            client: Any = boto3.client(
                known.service, region_name=key[1], endpoint_url=self._url, config=_CONFIG,
                aws_access_key_id=access, aws_secret_access_key=secret, aws_session_token=token)
            getattr(client, known.operation)(**json.loads(known.input or "{}"))
        except (ClientError, BotoCoreError, AttributeError, ValueError) as error:
            self._journal(Entry("failure", f"schedule {key[3]}: {error}", target=known.role))

    def _check_trust(self, role: str) -> None:
        iam = self._clients.client("iam", "us-east-1", role.split(":")[4])
        found = iam.get_role(RoleName=role.rpartition("/")[2])["Role"]
        if SCHEDULER not in json.dumps(found["AssumeRolePolicyDocument"]):
            raise ValueError(f"{role} does not trust {SCHEDULER}")


def _known(params: Mapping[str, Any]) -> _Known | None:
    """None for schedules that are off, and those that make no call."""
    rate = _RATE.fullmatch(str(params.get("ScheduleExpression") or ""))
    target = params.get("Target") or {}
    universal = _UNIVERSAL.fullmatch(str(target.get("Arn", "")))
    if not rate or not universal or params.get("State") == "DISABLED":
        return None
    return _Known(float(rate[1]) * _SECONDS[rate[2]], universal[1], xform_name(
        universal[2][0].upper() + universal[2][1:]), target["RoleArn"], target.get("Input", ""))
