"""`make smoke-aws`: the whole chain in your own AWS account, once. Never part of the tests.

Applies examples/python38-lambda under a name of its own, creates two functions, waits for the one
record and destroys everything. It says what it creates and what that costs, and asks first. With
`--deep` it applies tools/smoke/stack instead and breaks every part of it (deep.py).
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import lru_cache, partial
from pathlib import Path
from tempfile import mkdtemp
from typing import Any
from uuid import uuid4

import boto3
import click
from botocore.exceptions import BotoCoreError, ClientError
from eventbridge_notifier.aws.services.prices import AS_OF, PRICES
from eventbridge_notifier.cli.progress import step
from eventbridge_notifier.sandbox.terraform.runner import Terraform, TerraformError

from tools.demo.chain import TEMPORARY, generate, workspace
from tools.smoke import deep as deeper
from tools.smoke.account import OTHER, WATCHED, Clients, creatable, functions, has_trail, recorded
from tools.smoke.parts import Parts

HOURS = 730  # of a month
DELIVERY_MINUTES = 20.0  # CloudTrail user guide: about 5 minutes on average, up to 15


@click.command()
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--region", help="Where; your configured region if not said.")
@click.option("--profile", help="Whose credentials; those of your environment if not said.")
@click.option("--minutes", default=DELIVERY_MINUTES, show_default=True,
              help="How long to wait for the record.")
@click.option("--pause", default=5.0, show_default=True, help="Seconds between two looks.")
@click.option("--deep", is_flag=True,
              help="Topics, webhook, queue, archive, forwarder and every failure sink as well.")
@click.option("--other-region", help="Of --deep: where the forwarder stands.")
@click.option("--webhook", help="Of --deep: an address of yours; by default nobody answers.")
def main(yes: bool, region: str | None, profile: str | None, minutes: float, pause: float,
         deep: bool, other_region: str | None, webhook: str | None) -> None:
    """Record one event in a real account: apply, two functions, one record, destroy."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that it destroys even then
    try:
        session = boto3.Session(profile_name=profile, region_name=region)
        clients = lru_cache(maxsize=None)(session.client)
        sys.exit(_run_deep(session, yes, minutes, pause, other_region, webhook) if deep
                 else _run(clients, _environ(session), yes, minutes, pause))
    except (ClientError, BotoCoreError, TerraformError) as error:
        print(f"smoke: {error}", file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        print("smoke: stopped", file=sys.stderr)
        sys.exit(130)


def _environ(session: Any) -> dict[str, str]:
    """What tells Terraform the same account as boto3."""
    said = {"AWS_REGION": session.region_name, "AWS_PROFILE": session.profile_name}
    return {name: value for name, value in said.items() if value and value != "default"}


def _run(clients: Clients, environ: dict[str, str], yes: bool, minutes: float, pause: float) -> int:
    name = f"smoke-{uuid4().hex[:8]}"
    runtime, other = (creatable(some, datetime.now(UTC).date()) for some in (WATCHED, OTHER))
    there = has_trail(clients)
    _introduce(clients, name, runtime, there)
    with workspace() as folder, Terraform(folder, environ, own_account=True) as terraform:
        _prepare(folder, name, clients("lambda").meta.region_name, runtime, not there)
        with step("terraform init"):
            terraform.init()
        with step("terraform plan"):
            plan = terraform.plan_json(**TEMPORARY)
        _offer(plan)
        print("    2 functions that do nothing, and their role")
        if not yes and not _agreed():
            print("smoke: nothing was created")
            return 1
        with _applied(terraform, folder):
            made = {f"{name}-watched": runtime, f"{name}-other": other}
            with functions(clients, made, f"{name}-reports"):
                found = _waited(clients, terraform.output("table_name"), minutes, pause)
    hits, misses = found.count(f"{name}-watched"), f"{name}-other" not in found
    print(f"smoke: {hits} recorded, {int(misses)} ignored, {int(not hits)} lost")
    return 0 if hits == 1 and misses and len(found) == 1 else 1


def _run_deep(session: Any, yes: bool, minutes: float, pause: float, other: str | None,
              webhook: str | None) -> int:
    name, home = f"smoke-{uuid4().hex[:8]}", str(session.region_name)
    other = other or ("us-east-1" if home != "us-east-1" else "us-west-2")
    clients_in = lru_cache(maxsize=None)(lambda region: lru_cache(maxsize=None)(
        partial(session.client, region_name=region)))
    _say_where(clients_in(home), name)
    variables: dict[str, Any] = {"name": name, "region": home, "other_region": other, **TEMPORARY}
    variables |= {"webhook": webhook} if webhook else {}
    environ = _environ(session)
    with workspace(deeper.STACK) as folder, Terraform(folder, environ, own_account=True) as (
            terraform):
        with step("terraform init"):
            terraform.init()
        with step("terraform plan"):
            plan = terraform.plan_json(**variables)
        _offer(plan)
        print("smoke: permissions of these resources are taken away and given back")
        if not yes and not _agreed():
            print("smoke: nothing was created")
            return 1
        with _applied(terraform, folder, variables):
            parts = Parts(clients_in, name, home, other, pause)
            wrong = deeper.Deep(parts, terraform, variables, minutes,
                                    {**os.environ, **environ}, other).run()
    print(f"smoke: {parts.sent} events, {len(wrong)} wrong")
    return 1 if wrong else 0


def _introduce(clients: Clients, name: str, runtime: str, trail: str) -> None:
    _say_where(clients, name)
    if runtime != WATCHED[0]:
        print(f"smoke: AWS creates no more functions on {WATCHED[0]}; the watch is for {runtime}")
    print(f"smoke: the trail {trail} logs already, so none is made" if trail else
          "smoke: no trail logs every region, so one is made")


def _say_where(clients: Clients, name: str) -> None:
    who = clients("sts").get_caller_identity()
    print(f"smoke: account {who['Account']}, region {clients('lambda').meta.region_name}, "
          f"as {who['Arn']}")
    print(f"smoke: everything is called {name}…")


def _prepare(folder: Path, name: str, region: str, runtime: str, trail: bool) -> None:
    """The copy of the example becomes one that can stand beside whatever is in the account."""
    spec = folder / "watches.yaml"
    spec.write_text(spec.read_text().replace(WATCHED[0], runtime))
    generate(folder)
    # Terraform lays an override file over what it finds in the others.
    (folder / "smoke_override.tf").write_text(f'''\
provider "aws" {{
  region = "{region}"
}}

module "notifier" {{
  name         = "{name}"
  create_trail = {str(trail).lower()}
}}
''')


def _offer(plan: dict[str, Any]) -> None:
    """What would be created, and what that costs."""
    kinds = Counter(one["type"] for one in plan["resource_changes"]
                    if one["change"]["actions"] == ["create"])
    print(f"smoke: this creates {sum(kinds.values())} resources:")
    for kind, count in sorted(kinds.items()):
        print(f"  {count:3} {kind}")
    alarms = kinds["aws_cloudwatch_metric_alarm"]
    key, alarm = PRICES["kms-keys"].usd / HOURS, PRICES["cloudwatch-alarms"].usd * alarms / HOURS
    print(f"smoke: an hour of it costs about {key + alarm:.3f} USD (the key {key:.3f}, {alarms} "
          f"alarms {alarm:.3f}; prices of {AS_OF}), requests and storage less than 0.01 USD")
    print("smoke: it stands for a quarter of an hour and is destroyed; the key is deleted 30 days "
          "later, and costs nothing until then")


def _agreed() -> bool:
    try:
        return input("Type yes to create it: ").strip() == "yes"
    except EOFError:
        print()
        return False


@contextmanager
def _applied(terraform: Terraform, folder: Path, variables: dict[str, Any] = TEMPORARY
             ) -> Iterator[None]:
    """The stack stands meanwhile. Whatever happens, it is destroyed, or one is told how."""
    try:
        with step("terraform apply"):
            terraform.apply(**variables)
        yield
    finally:
        try:
            with _unstoppable(), step("terraform destroy"):
                terraform.destroy(**variables)
        except BaseException:
            _keep(folder, variables)
            raise


@contextmanager
def _unstoppable() -> Iterator[None]:
    """Whoever stops it again while it destroys would leave the rest standing."""
    before = {number: signal.signal(number, signal.SIG_IGN)
              for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _keep(folder: Path, variables: dict[str, Any]) -> None:
    """Terraform's state outlives its folder, for it says what has to be destroyed yet."""
    kept = Path(mkdtemp(prefix="smoke-", dir=Path.cwd()))
    root = next(above for above in folder.parents if (above / "modules").is_dir())
    shutil.copytree(root, kept, ignore=shutil.ignore_patterns(".terraform"),
                    dirs_exist_ok=True)
    there = f"terraform -chdir={kept / folder.relative_to(root)}"
    print(f"smoke: NOT everything is destroyed. Terraform's state lies in {kept}; run:\n"
          f"{there} init && {there} destroy " + " ".join(
              f"-var {name}={str(value).lower() if isinstance(value, bool) else value}"
              for name, value in variables.items()), file=sys.stderr)


def _waited(clients: Clients, table: str, minutes: float, pause: float) -> list[str]:
    """Names of functions in the table, once there is one; as long again for others, up to a minute.

    CloudTrail delivers within minutes, so the wait is shown.
    """
    end = time.monotonic() + minutes * 60
    found: list[str] = []
    with step("waiting for the record (CloudTrail takes 5 to 15 minutes)",
              lambda: f", {len(found)} there"):
        while not found and time.monotonic() < end:
            time.sleep(pause)
            found = recorded(clients, table)
        if found:
            time.sleep(min(60.0, pause * 12))
            found = recorded(clients, table)
    return found


if __name__ == "__main__":
    main()
