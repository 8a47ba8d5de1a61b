"""What a Terraform plan destroys that holds data, and what keeps it from being destroyed. Pure.

`terraform plan -destroy` runs no code of a module, so nothing in the module can warn; its JSON says
all that is needed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

Before = Mapping[str, Any]
"""The attributes of a resource before the plan."""


class Holder(NamedTuple):
    """A type of resource that holds data.

    `protected` says whether AWS or the provider refuses to delete it as it stands; `lift` is what
    the module is told to allow that. `keep` copies the data, or takes the deletion back.
    """

    holds: Callable[[Before], str]
    keep: Callable[[Before], str] = lambda before: ""
    protected: Callable[[Before], bool] = lambda before: False
    lift: str = ""


# Terraform's type -> what it holds. DynamoDB refuses to delete a protected table and S3 a bucket
# that is not empty, both only when the destroy reaches them: DynamoDB developer guide, "Using
# deletion protection"; S3 user guide, "Deleting a general purpose bucket".
HOLDERS = {
    "aws_dynamodb_table": Holder(
        lambda before: "records",
        lambda before: f"aws dynamodb create-backup --table-name {before['name']} "
                       f"--backup-name {before['name']}-before-leaving",
        lambda before: bool(before.get("deletion_protection_enabled")),
        "deletion_protection = false"),
    "aws_s3_bucket": Holder(
        lambda before: "files",
        lambda before: f"aws s3 sync s3://{before['bucket']} {before['bucket']}",
        lambda before: not before.get("force_destroy"),
        "force_destroy = true"),
    "aws_sqs_queue": Holder(lambda before: "events that wait"),
    "aws_cloudwatch_event_archive": Holder(lambda before: "archived events, for replay"),
    "aws_s3_object": Holder(lambda before: "the notifier's configuration"),
    "aws_cloudwatch_log_group": Holder(lambda before: "log lines"),
    "aws_cloudtrail": Holder(lambda before: "the trail, which may feed other rules"),
    "aws_kms_key": Holder(
        lambda before: "the key; KMS deletes it after "
                       f"{before.get('deletion_window_in_days') or 30} days",
        lambda before: f"aws kms cancel-key-deletion --key-id {before['key_id']}"),
}
RECORDER = "-recorder"
REGION = re.compile(r"^arn:[^:]+:[^:]+:([^:]*):")


class Held(NamedTuple):
    """A resource of the plan that holds data. `lift` is empty where nothing protects it."""

    address: str
    type: str
    holds: str
    lift: str
    keep: str

    @property
    def module(self) -> str:
        """The module call in the root to which it belongs; empty for a resource of the root."""
        return ".".join(self.address.split(".")[:2]) if self.address.startswith("module.") else ""


class Found(NamedTuple):
    """A rule or queue of the plan, by region; `id` is a rule's `bus/name` or a queue's URL."""

    region: str
    id: str


class Leaving(NamedTuple):
    """What a plan destroys. `stacks` are (name, region) of the notifiers in it."""

    destroyed: int
    held: tuple[Held, ...]
    stacks: tuple[tuple[str, str], ...]
    rules: tuple[Found, ...]
    queues: tuple[Found, ...]


class NoPlan(ValueError):
    """The file is not a plan as Terraform shows it; the message says how to make one."""


def read(text: str) -> Leaving:
    """The JSON of `terraform show -json PLAN`. Raises NoPlan."""
    try:
        return _read(json.loads(text)["resource_changes"])
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        raise NoPlan(HOW) from None


def _read(changes: list[Any]) -> Leaving:
    gone = [(one["address"], one["type"], one["change"]["before"]) for one in changes
            if one["mode"] == "managed" and "delete" in one["change"]["actions"]]

    def of(wanted: str) -> list[Before]:
        return [before for _, kind, before in gone if kind == wanted]

    return Leaving(
        len(gone),
        tuple(_held(*one) for one in gone if one[1] in HOLDERS),
        tuple((before["function_name"].removesuffix(RECORDER), region(before["arn"]))
              for before in of("aws_lambda_function")
              if before["function_name"].endswith(RECORDER)),
        tuple(Found(region(before["arn"]), f"{before['event_bus_name']}/{before['name']}")
              for before in of("aws_cloudwatch_event_rule")),
        tuple(Found(region(before["arn"]), before["url"]) for before in of("aws_sqs_queue")))


HOW = """this is not a Terraform plan in JSON. To make one:
  terraform plan -destroy -out=leave.tfplan
  terraform show -json leave.tfplan > leave.json"""


def region(arn: str) -> str:
    found = REGION.match(arn)
    return found[1] if found else ""


def _held(address: str, kind: str, before: Before) -> Held:
    holder = HOLDERS[kind]
    lift = holder.lift if holder.protected(before) else ""
    return Held(address, kind, holder.holds(before), lift, holder.keep(before))
