"""The stack on which the trials take place, and what one can do to it."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from eventbridge_notifier.compiler import packing
from eventbridge_notifier.deploy import packed
from eventbridge_notifier.pipeline.generate import compile_texts
from eventbridge_notifier.sandbox.app import Sandbox
from eventbridge_notifier.sandbox.terraform.runner import Terraform

MODULES = Path(__file__).resolve().parents[2] / "modules"
NAME, REGION, FORWARDED = "eventbridge-notifier", "eu-west-1", "us-east-1"
SIGN_INS = "sign-ins"  # a watch of what CloudTrail tells
MINUTES = 30  # between two heartbeats
WATCH, SOURCE, TYPE = "orders", "shop", "order"
CLOCK = 600.0  # seconds of the sandbox in one of the wall's
SETTLING = 5.0  # seconds of the wall, at most
ROOT = f"""
provider "aws" {{
  region      = "{REGION}"
  max_retries = 2
}}

module "notifier" {{
  source   = "./modules/eventbridge_notifier"
  name     = "{NAME}"
  delivery = var.delivery

  watches = {{ for name, one in local.watches : name => one if contains(local.separate, name) }}
  packed  = {{ for name, one in local.packed : name => one if var.rules != "separate" }}

  heartbeat = {{ enabled = var.heartbeat, minutes = {MINUTES}, places = ["{FORWARDED}"] }}

  deletion_protection = false
  force_destroy       = true
}}

locals {{
  watches = {{
    {WATCH} = {{
      event_pattern = jsonencode({{ source = ["{SOURCE}"] }})
      record        = {{ number = "number" }}
    }}
    {SIGN_INS} = {{
      event_pattern = local.sign_ins
      forwarded     = true
    }}
  }}

  separate = var.rules == "packed" ? ["{SIGN_INS}"] : ["{WATCH}", "{SIGN_INS}"]
  packed   = jsondecode(file("packed.json"))
  sign_ins = jsonencode({{ source = ["aws.signin"], detail = {{ eventName = ["ConsoleLogin"] }} }})
}}

provider "aws" {{
  alias       = "forwarded"
  region      = "{FORWARDED}"
  max_retries = 2
}}

module "forwarder" {{
  source    = "./modules/event_forwarder"
  providers = {{ aws = aws.forwarded }}

  name         = module.notifier.name
  home_bus_arn = module.notifier.event_bus_arn
  watches      = {{ {SIGN_INS} = {{ event_pattern = local.sign_ins }} }}
  heartbeat    = module.notifier.heartbeat
}}

variable "heartbeat" {{
  type    = bool
  default = false
}}

variable "delivery" {{
  type    = string
  default = "direct"
}}

variable "rules" {{
  type    = string
  default = "separate"
}}
"""
SPEC = f"""
version: 1
watches:
  {WATCH}: {{on: {{source: {SOURCE}, detail-type: {TYPE}}}, record: {{number: number}}}}
"""
LARGEST_MESSAGE = 1_048_576  # bytes; what queue_message_bytes allows from provider 6.8
TERRAFORMS = 262_144  # bytes; what it is by default


Lasts = Callable[[], bool]
"""Whether a change is still under way."""


class Stage:
    """A deployed notifier. `role` is the recorder's role."""

    def __init__(self, sandbox: Sandbox, terraform: Terraform, variables: dict[str, str]
                 ) -> None:
        self.sandbox, self._terraform = sandbox, terraform
        self.function = f"{NAME}-recorder"
        found = sandbox.client("lambda").get_function_configuration(FunctionName=self.function)
        variables = found["Environment"]["Variables"]
        self.table, self.bucket = variables["TABLE_NAME"], variables.get("SPILL_BUCKET", "")
        self.key = found.get("KMSKeyArn", "")
        self.role = found["Role"].rpartition("/")[2]
        self._clients: dict[str, Any] = {}
        self._variables = dict(variables)

    def client(self, service: str) -> Any:
        if service not in self._clients:
            self._clients[service] = self.sandbox.client(service)
        return self._clients[service]

    def fetch(self, location: str) -> bytes:
        """The bytes behind `s3://bucket/key`."""
        bucket, _, key = location.removeprefix("s3://").partition("/")
        body: bytes = self.client("s3").get_object(Bucket=bucket, Key=key)["Body"].read()
        return body

    @contextmanager
    def without_permission(self) -> Iterator[None]:
        """The recorder's role loses everything that it may do with the table."""
        with self._denied("dynamodb:*"):
            yield

    @contextmanager
    def _denied(self, action: str) -> Iterator[None]:
        iam, name = self.client("iam"), "lost"
        iam.put_role_policy(RoleName=self.role, PolicyName=name, PolicyDocument=json.dumps({
            "Version": "2012-10-17", "Statement": [{
                "Effect": "Deny", "Action": action, "Resource": "*"}]}))
        try:
            yield
            self._settle()
        finally:
            iam.delete_role_policy(RoleName=self.role, PolicyName=name)

    @contextmanager
    def without_bucket(self) -> Iterator[None]:
        """The role loses the bucket: neither spilled events nor failed invokes get there."""
        with self._denied("s3:*"):
            yield

    @contextmanager
    def without_key(self) -> Iterator[None]:
        """The key that encrypts everything is disabled."""
        kms = self.client("kms")
        kms.disable_key(KeyId=self.key)
        try:
            yield
            self._settle()
        finally:
            kms.enable_key(KeyId=self.key)

    @contextmanager
    def uninvited(self) -> Iterator[None]:
        """The rule may not invoke the recorder."""
        lambda_ = self.client("lambda")
        policy = json.loads(lambda_.get_policy(FunctionName=self.function)["Policy"])
        for one in policy["Statement"]:
            lambda_.remove_permission(FunctionName=self.function, StatementId=one["Sid"])
        try:
            yield
            self._settle()
        finally:
            for one in policy["Statement"]:
                lambda_.add_permission(
                    FunctionName=self.function, StatementId=one["Sid"], Action=one["Action"],
                    Principal=one["Principal"]["Service"],
                    SourceArn=next(iter(one["Condition"].values()))["AWS:SourceArn"])

    def _settle(self) -> None:
        """Waits for all retries: what is to fail shall not be saved by the state's return."""
        self.sandbox.drain(SETTLING)

    def changed(self) -> AbstractContextManager[Lasts]:
        """Terraform puts the queue between rules and recorder while events come, and stays so."""
        return self._applied({"delivery": "queue"})

    def changed_back(self) -> AbstractContextManager[Lasts]:
        """Terraform takes it away again."""
        return self._applied({"delivery": "direct"})

    def packed(self) -> AbstractContextManager[Lasts]:
        """The watch goes into a packed rule while events come, by way of both."""
        return self._applied({"rules": "both"}, {"rules": "packed"})

    def separate(self) -> AbstractContextManager[Lasts]:
        """It gets its own rule again."""
        return self._applied({"rules": "both"}, {"rules": "separate"})

    @contextmanager
    def _applied(self, *steps: dict[str, str]) -> Iterator[Lasts]:
        """Applies the root with the variables of each step, one after the other."""
        with ThreadPoolExecutor(1) as pool:
            applied = [pool.submit(self._apply, **one) for one in steps]
            yield lambda: not applied[-1].done()
            for one in applied:
                one.result()

    def _apply(self, **variables: str) -> None:
        """With the queue as Terraform knows it: it waits half a minute for a width that it sets."""
        self._variables |= variables
        _widen(self, TERRAFORMS)
        self._terraform.apply(**self._variables)
        _widen(self)

    def beats_by_the_sandboxs_clock(self) -> None:
        """The heartbeat's function reckons with periods as long as the sandbox's schedule."""
        client, name = self.client("lambda"), f"{NAME}-heartbeat"
        environ = client.get_function_configuration(FunctionName=name)["Environment"]["Variables"]
        client.update_function_configuration(FunctionName=name, Environment={"Variables": {
            **environ, "PERIOD": str(MINUTES * 60 / CLOCK)}})

    def beats_no_more(self) -> None:
        """Nothing calls the heartbeat any more, and its function is no longer invoked."""
        for region in (REGION, FORWARDED):
            scheduler = self.sandbox.client("scheduler", region)
            for one in scheduler.list_schedules()["Schedules"]:
                scheduler.delete_schedule(Name=one["Name"], GroupName=one["GroupName"])
        events = self.client("events")
        for rule in events.list_rules()["Rules"]:
            if "ScheduleExpression" in rule and "heartbeat" in rule["Name"]:
                events.disable_rule(Name=rule["Name"])

    @contextmanager
    def redeployed(self) -> Iterator[None]:
        """The recorder's code is deployed again while events come."""
        code = (MODULES / "eventbridge_notifier" / "recorder.zip").read_bytes()
        yield
        self.client("lambda").update_function_code(FunctionName=self.function, ZipFile=code)


@contextmanager
def staged(modules: Path, variables: dict[str, str]) -> Iterator[Stage]:
    """Applies the module that lies in `modules`, with the root's `variables`."""
    folder = Path(tempfile.mkdtemp(prefix="eventbridge-notifier-faults-"))
    try:
        shutil.copytree(modules, folder / "modules")
        (folder / "main.tf").write_text(ROOT, encoding="utf-8")
        _write_packed(folder)
        with Sandbox(region=REGION, clock=CLOCK) as sandbox, \
                Terraform(folder, sandbox.env()) as terraform:
            terraform.init()
            terraform.apply(**variables)
            stage = Stage(sandbox, terraform, variables)
            _widen(stage)
            yield stage
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _write_packed(folder: Path) -> None:
    """What the module needs for the watch in a packed rule, and the file that it uploads."""
    packs = packing.of(compile_texts([("watches.yaml", SPEC)]).rules, packing.PACKED).packs
    written = packed.packed(packs, "")
    (folder / packed.FILE).write_text(written.text, encoding="utf-8")
    (folder / "packed.json").write_text(json.dumps({
        "file": packed.FILE, "sha256": written.sha256, "rules": {
            pack.name: {"event_pattern": json.dumps(pack.pattern),
                        "sha256": written.hashes[pack.name]} for pack in packs}}))


def _widen(stage: Stage, size: int = LARGEST_MESSAGE) -> None:
    """The rules' queue takes what events may weigh, as with queue_message_bytes and provider 6.8.

    The recorder's own queue needs no such width: the bucket takes what it cannot hold.
    """
    sqs = stage.client("sqs")
    url = sqs.get_queue_url(QueueName=f"{NAME}-dead-letter")["QueueUrl"]
    sqs.set_queue_attributes(QueueUrl=url, Attributes={
        "MaximumMessageSize": str(size)})
