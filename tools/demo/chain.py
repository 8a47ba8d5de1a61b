"""`make demo`: from a spec to a recorded event on this machine, without an AWS account."""

from __future__ import annotations

import io
import json
import shutil
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from boto3.dynamodb.types import TypeDeserializer
from eventbridge_notifier.cli.progress import step
from eventbridge_notifier.sandbox.app import Sandbox
from eventbridge_notifier.sandbox.core.model import Entry
from eventbridge_notifier.sandbox.terraform.runner import Terraform, TerraformError
from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = "python38-lambda"
REGION = "eu-west-1"
# What one creates by hand in the article's test: one that is watched for, one that is not.
RUNTIMES = {"report-on-python38": "python3.8", "report-on-java17": "java17"}
# A stack that is torn down a minute later needs no protection.
TEMPORARY = {"deletion_protection": False, "force_destroy": True}
# How rules of channels begin; they match alerts.
CHANNELS = "eventbridge-notifier_alerts-"
COLUMNS = ("id", "watch", "time", "eventSource", "eventName", "functionName", "runtime", "event")

Item = dict[str, Any]


Look = Callable[[Sandbox, Terraform], None]


def main(look: Look = lambda sandbox, terraform: None, source: Path = ROOT / "examples" / EXAMPLE,
         variables: Mapping[str, Any] = TEMPORARY) -> int:
    """The demo; `look` is called when everything is recorded and before it is torn down."""
    try:
        with workspace(source) as folder:
            return run(folder, look, variables)
    except TerraformError as error:
        print(f"demo: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("demo: interrupted", file=sys.stderr)
        return 130


def run(folder: Path, look: Look, variables: Mapping[str, Any] = TEMPORARY) -> int:
    """The demo in `folder`, a copy of the example; 0 when it went as it should."""
    start = time.monotonic()
    generate(folder)
    with Sandbox(region=REGION) as sandbox, Terraform(folder, sandbox.env()) as terraform:
        print(f"sandbox: an AWS at {sandbox.url}")
        with step("terraform init"):
            terraform.init()
        with step("terraform apply", calls(sandbox)):
            terraform.apply(**variables)
        create_functions(sandbox)
        with step("waiting until every event has arrived"):
            sandbox.drain()
        items = recorded(sandbox, terraform.output("table_name"))
        show(items)
        lost = losses(sandbox, items)
        look(sandbox, terraform)
        with step("terraform destroy", calls(sandbox)):
            terraform.destroy(**variables)
    ignored = len(RUNTIMES) - len(items)
    print(f"all of this: {time.monotonic() - start:.0f} s")
    print("To look at such records on a page: make demo-console")
    print(f"demo: {len(items)} recorded, {ignored} ignored, {lost} lost")
    return 0 if (len(items), ignored, lost) == (1, 1, 0) else 1


@contextmanager
def workspace(source: Path = ROOT / "examples" / EXAMPLE) -> Iterator[Path]:
    """A copy of a stack and of the modules: Terraform leaves nothing in the checkout."""
    root = Path(tempfile.mkdtemp(prefix="eventbridge-notifier-demo-"))
    try:
        shutil.copytree(ROOT / "modules", root / "modules")
        folder = root / source.relative_to(ROOT)
        shutil.copytree(source, folder,
                        ignore=shutil.ignore_patterns(".terraform*", "*.tfstate*"))
        yield folder
    finally:
        shutil.rmtree(root, ignore_errors=True)


def generate(folder: Path) -> None:
    """Renders what the spec compiles to, and says which files."""
    from click.testing import CliRunner
    from eventbridge_notifier.cli.commands.specs.generate import generate as command
    for file in (folder / "watches.tf", *(folder / "patterns").glob("*.json")):
        file.unlink(missing_ok=True)
    result = CliRunner().invoke(command, [str(folder / "watches.yaml")])
    if result.exit_code:
        raise TerraformError(result.output)
    made = ["watches.tf", *sorted(f"patterns/{one.name}" for one in folder.glob("patterns/*"))]
    print(f"generate: watches.yaml became {', '.join(made)}")


def calls(sandbox: Sandbox) -> Any:
    """Says how many calls the sandbox has seen so far."""
    before = sandbox.calls
    return lambda: f", {sandbox.calls - before} API calls"


def create_functions(sandbox: Sandbox) -> None:
    """What a colleague might do: two functions, by boto3's ordinary create_function."""
    iam, client = sandbox.client("iam"), sandbox.client("lambda")
    role = iam.create_role(RoleName="reports", AssumeRolePolicyDocument=json.dumps({
        "Version": "2012-10-17", "Statement": [{
            "Effect": "Allow", "Action": "sts:AssumeRole",
            "Principal": {"Service": "lambda.amazonaws.com"}}]}))["Role"]["Arn"]
    for name, runtime in RUNTIMES.items():
        client.create_function(FunctionName=name, Runtime=runtime, Role=role,
                               Handler="report.handle", Code={"ZipFile": a_zip()})
        print(f"boto3: created the function {name} on {runtime}")


def a_zip() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("report.py", "def handle(event, context):\n    return event\n")
    return buffer.getvalue()


def recorded(sandbox: Sandbox, table: str) -> list[Item]:
    pages = sandbox.client("dynamodb").get_paginator("scan").paginate(TableName=table)
    return [item for page in pages for item in page["Items"]]


def losses(sandbox: Sandbox, items: list[Item]) -> int:
    """Events that a rule matched and that are not in the table."""
    matched = {entry.event_id for entry in sandbox.journal if _matched(entry)}
    return len(matched - {item["eventId"]["S"] for item in items})


def _matched(entry: Entry) -> bool:
    """By the rule of a watch. Those of channels match alerts, which are no records."""
    return entry.kind == "match" and not entry.rule.startswith(CHANNELS)


def show(items: list[Item]) -> None:
    """The table's items, as one would look at them in the DynamoDB console."""
    console = Console(highlight=False)
    for item in items:
        table = Table("attribute", "value", title="one item of the table", title_justify="left")
        for name in COLUMNS:
            table.add_row(name, _shown(item.get(name)))
        console.print(table)


def _shown(value: Any) -> str:
    if value is None:
        return "-"
    held = TypeDeserializer().deserialize(value)
    text = held if isinstance(held, str) else json.dumps(held, default=float)
    return text if len(text) < 300 else f"{text[:280]} … ({len(text):,} characters)"
