"""A stack that is changed again and again while events come."""

from __future__ import annotations

import json
import shutil
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from eventbridge_notifier.compiler import packing
from eventbridge_notifier.console.deployment import discover
from eventbridge_notifier.console.redrive.redrive import Redrive
from eventbridge_notifier.deploy import coarse, packed
from eventbridge_notifier.pipeline.generate import compile_texts
from eventbridge_notifier.sandbox.app import Sandbox
from eventbridge_notifier.sandbox.terraform.runner import Terraform

from tests.transitions.table import Options, Transition, defaults

ROOT = Path(__file__).resolve().parents[2]
NAME, REGION, AWAY = "eventbridge-notifier", "eu-west-1", "us-east-1"
Json = dict[str, Any]
HOLDS_DATA = ("aws_dynamodb_table", "aws_s3_bucket", "aws_kms_key", "aws_sqs_queue",
              "aws_cloudwatch_log_group")
ORDERS = """
version: 1
watches:
  orders: {on: {source: shop, detail-type: order}, record: {number: number}}
"""
PAUSE, BATCH = 1.0, 3  # seconds between two batches of so many events
LOOK = 5.0  # seconds between two scans of the table
PATIENCE = 90.0  # seconds in which nothing more comes: what is missing waits in a sink


@dataclass
class Outcome:
    """`sent`: ids of the events that came since the last change. `refused`: what the plan said."""

    destroyed: list[str]
    sent: set[str]
    again: str = ""
    refused: str = ""


class Stream:
    """Events of the account, without end."""

    def __init__(self, sandbox: Sandbox, account: str, regions: Sequence[str] = (REGION,)
                 ) -> None:
        self._events = [sandbox.client("events", region, account) for region in regions]
        self.number = 0
        self.sent: set[str] = set()
        self.broken: Exception | None = None
        self._stop = threading.Event()

    @contextmanager
    def running(self) -> Iterator[Stream]:
        thread = threading.Thread(target=self._work, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self._stop.set()
            thread.join()

    def taken(self) -> set[str]:
        """What was sent since this was asked last."""
        sent, self.sent = self.sent, set()
        return sent

    def _work(self) -> None:
        while not self._stop.wait(PAUSE):
            self.put(BATCH)

    def put(self, count: int) -> None:
        entries = [{"Source": "shop", "DetailType": "order",
                    "Detail": json.dumps({"number": self.number + one})} for one in range(count)]
        self.number += count
        for events in self._events:
            answer = events.put_events(Entries=entries)
            assert answer["FailedEntryCount"] == 0
            self.sent.update(entry["EventId"] for entry in answer["Entries"])


class Lane:
    """The stack of an account, and its options as they are now."""

    def __init__(self, sandbox: Sandbox, account: str, folder: Path, forwards: bool = False
                 ) -> None:
        """`forwards`: with a forwarder in AWAY, and the watch marked as forwarded."""
        shutil.copytree(ROOT / "modules", folder / "modules")
        self.sandbox, self.account, self._folder = sandbox, account, folder
        self._forwards = forwards
        self.options = defaults()
        self.terraform = Terraform(folder, sandbox.env(account))
        self._given = self._made()
        self._write(defaults())

    def client(self, service: str) -> Any:
        return self.sandbox.client(service, account=self.account)

    def change(self, transition: Transition, stream: Stream) -> Outcome:
        """One transition: apply, and plan again. `sent` are the events since the last change."""
        before, after = dict(self.options), {**self.options, **transition.options}
        self._write(after)
        told = self.terraform.apply_told()
        if refused := _errors(told):
            self._write(before)
            return Outcome(_destroyed(told), stream.taken(), refused=refused)
        again = self.terraform.changes()
        return Outcome(_destroyed(told), stream.taken(), again)

    def missing(self, sent: set[str]) -> set[str]:
        """Which of these events are not in the table, once everything rests and is redriven."""
        if self._awaited(sent):
            deployment = discover(NAME, self.client)
            away = [partial(self.sandbox.client, region=AWAY, account=self.account)]
            for _ in Redrive(deployment, self.client, dry_run=False,
                             forwarders=away if self._forwards else ()).run():
                pass
        return self._awaited(sent)

    def _awaited(self, sent: set[str]) -> set[str]:
        """Which are missing once all are there, or none has come for so long."""
        left, end = sent, time.monotonic() + PATIENCE
        while left and time.monotonic() < end:
            if len(now := sent - self._recorded()) < len(left):
                left, end = now, time.monotonic() + PATIENCE
            time.sleep(LOOK)
        return left

    def _recorded(self) -> set[str]:
        pages = self.client("dynamodb").get_paginator("scan").paginate(
            TableName=NAME, ProjectionExpression="eventId")
        return {item["eventId"]["S"] for page in pages for item in page["Items"]}

    def _write(self, options: Options) -> None:
        self.options = dict(options)
        given = {name: self._given.get(value, value) if isinstance(value, str) else value
                 for name, value in options.items() if value is not None and name != "forward"}
        if self._forwards:
            given["watches"] = {name: {**watch, "forwarded": True}
                                for name, watch in given["watches"].items()}
        (self._folder / "main.tf.json").write_text(json.dumps({
            "provider": {"aws": [{"region": REGION, "max_retries": 10},
                                 {"alias": "away", "region": AWAY, "max_retries": 10}]},
            "module": {"notifier": {"source": "./modules/eventbridge_notifier", **given},
                       **({"forwarder": self._forwarder()} if self._forwards else {})}}))

    def _forwarder(self) -> Json:
        return {"source": "./modules/event_forwarder", "providers": {"aws": "aws.away"},
                "home_bus_arn": "${module.notifier.event_bus_arn}",
                "watches": self._sending()}

    def _sending(self) -> Json:
        """The forwarder's rules: those of the watches, or the coarse ones for them."""
        if self.options.get("forward") != "coarse":
            return dict(self.options["watches"])
        return {rule.name: {"event_pattern": json.dumps(rule.pattern), "state": rule.state}
                for rule in coarse.of(compile_texts([("watches.yaml", ORDERS)]).rules)}

    def _made(self) -> dict[str, Any]:
        """What the table calls KEY and BOUNDARY, things that the account has already, and PACKED.
        """
        key = self.client("kms").create_key(Policy=json.dumps({
            "Version": "2012-10-17", "Statement": [{
                "Effect": "Allow", "Action": "kms:*", "Resource": "*",
                "Principal": {"AWS": f"arn:aws:iam::{self.account}:root"}}, {
                "Effect": "Allow", "Action": ["kms:Decrypt", "kms:GenerateDataKey*", "kms:Encrypt",
                                              "kms:DescribeKey", "kms:ReEncrypt*"],
                "Resource": "*", "Principal": {"Service": [
                    f"{name}.amazonaws.com" for name in (
                        "cloudtrail", "events", "sns", "cloudwatch", f"logs.{REGION}")]}}]}))
        everything = {"Version": "2012-10-17", "Statement": [
            {"Effect": "Allow", "Action": "*", "Resource": "*"}]}
        boundary = self.client("iam").create_policy(
            PolicyName="boundary", PolicyDocument=json.dumps(everything))
        return {"KEY": key["KeyMetadata"]["Arn"], "BOUNDARY": boundary["Policy"]["Arn"],
                "PACKED": self._packed()}

    def _packed(self) -> Json:
        """The watch on orders in a packed rule."""
        found = compile_texts([("watches.yaml", ORDERS)]).rules
        packs = packing.of(found, packing.PACKED).packs
        file = packed.packed(packs, "")
        (self._folder / packed.FILE).write_text(file.text)
        return {"file": f"${{path.module}}/{packed.FILE}", "sha256": file.sha256, "rules": {
            pack.name: {"event_pattern": json.dumps(pack.pattern),
                        "sha256": file.hashes[pack.name]} for pack in packs}}


def _destroyed(told: list[Json]) -> list[str]:
    """Addresses of what holds data and was destroyed, by itself or to be replaced."""
    done = [one["hook"] for one in told if one["type"] == "apply_complete"]
    return [one["resource"]["addr"] for one in done
            if one["action"] == "delete" and one["resource"]["resource_type"] in HOLDS_DATA]


def _errors(told: list[Json]) -> str:
    found = [one["diagnostic"] for one in told
             if one["type"] == "diagnostic" and one["diagnostic"]["severity"] == "error"]
    return " ".join(f"{one['summary']}: {one['detail']}" for one in found).replace("\n", " ")
