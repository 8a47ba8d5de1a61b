"""Stacks that are really applied: copied, applied, used, planned again, destroyed."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import tarfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from eventbridge_notifier.sandbox.app import Sandbox
from eventbridge_notifier.sandbox.terraform.runner import Terraform

ROOT = Path(__file__).resolve().parents[2]
LEFT_OUT = shutil.ignore_patterns(".terraform*", "*.tfstate*")
TEMPORARY = {"deletion_protection": False, "force_destroy": True}
RUNTIMES = {"old": "python3.8", "new": "java17"}


@dataclass
class Story:
    """What became of a stack. `changes` is what a second plan would change."""

    items: list[dict[str, Any]] = field(default_factory=list)
    changes: str = "never planned"
    lost: list[str] = field(default_factory=list)
    left_over: list[str] = field(default_factory=list)


def example(folder: Path, name: str) -> Path:
    """A copy of an example and of the modules it uses; the root module's folder."""
    shutil.copytree(ROOT / "modules", folder / "modules")
    shutil.copytree(ROOT / "examples" / name, folder / "examples" / name, ignore=LEFT_OUT)
    return folder / "examples" / name


def from_registry(folder: Path) -> Path:
    """A root module that uses the repository as the registry hands it out: its archive."""
    archive = subprocess.run(["git", "archive", "HEAD"], cwd=ROOT, check=True,
                             capture_output=True).stdout
    with tarfile.open(fileobj=io.BytesIO(archive)) as packed:
        packed.extractall(folder / "pkg", filter="data")
    (folder / "main.tf").write_text(_REGISTRY_ROOT)
    pattern = {"source": ["aws.lambda"], "detail": {
        "eventName": ["CreateFunction20150331"], "requestParameters": {"runtime": ["python3.8"]}}}
    (folder / "pattern.json").write_text(json.dumps(pattern))
    return folder


_REGISTRY_ROOT = """
provider "aws" {
  region      = "eu-west-1"
}

module "notifier" {
  source = "./pkg"

  name                = "from-registry"
  deletion_protection = var.deletion_protection
  force_destroy       = var.force_destroy

  watches = {
    by-hand = {
      event_pattern = file("${path.module}/pattern.json")
      record        = { functionName = "requestParameters.functionName" }
    }
  }
}

variable "deletion_protection" {
  type = bool
}

variable "force_destroy" {
  type = bool
}

output "table_name" {
  value = module.notifier.table_name
}
"""


def live(sandbox: Sandbox, account: str, folder: Path,
         use: Callable[[Sandbox, str], None]) -> Story:
    """Applies the stack in an account of its own, uses it, plans again and destroys it."""
    story = Story()
    with Terraform(folder, sandbox.env(account)) as terraform:
        terraform.init()
        terraform.apply(**TEMPORARY)
        try:
            use(sandbox, account)
            assert sandbox.drain(240)
            table = terraform.output("table_name")
            story.items = items(sandbox, account, table)
            story.lost = lost(sandbox, account, story.items)
            story.changes = terraform.changes(**TEMPORARY)
        finally:
            terraform.destroy(**TEMPORARY)
    story.left_over = left_over(sandbox, account)
    return story


def create_functions(sandbox: Sandbox, account: str) -> None:
    """One function on Python 3.8, one on Java 17, by boto3's ordinary create_function."""
    role = sandbox.client("iam", account=account).create_role(
        RoleName="reports", AssumeRolePolicyDocument="{}")["Role"]["Arn"]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("code.py", "def handle(event, context): return event")
    client = sandbox.client("lambda", account=account)
    for name, runtime in RUNTIMES.items():
        client.create_function(FunctionName=name, Runtime=runtime, Role=role,
                               Handler="code.handle", Code={"ZipFile": buffer.getvalue()})


def items(sandbox: Sandbox, account: str, table: str) -> list[dict[str, Any]]:
    pages = sandbox.client("dynamodb", account=account).get_paginator("scan").paginate(
        TableName=table)
    return [item for page in pages for item in page["Items"]]


def lost(sandbox: Sandbox, account: str, found: list[dict[str, Any]]) -> list[str]:
    """Events of the account that a rule matched and that the table has not."""
    ours = {entry.event_id for entry in sandbox.journal
            if entry.kind == "event" and f":{account}:" in entry.target}
    matched = {entry.event_id for entry in sandbox.journal if entry.kind == "match"}
    return sorted((ours & matched) - {item["eventId"]["S"] for item in found})


def left_over(sandbox: Sandbox, account: str) -> list[str]:
    """What a destroyed stack left behind."""
    def client(service: str) -> Any:
        return sandbox.client(service, account=account)

    rules = client("events").list_rules()["Rules"]
    functions = client("lambda").list_functions()["Functions"]
    return [*(one["Name"] for one in rules), *client("dynamodb").list_tables()["TableNames"],
            *client("sqs").list_queues().get("QueueUrls", ()),
            *(one["Name"] for one in client("s3").list_buckets()["Buckets"]),
            *(one["FunctionName"] for one in functions if one["FunctionName"] not in RUNTIMES)]
