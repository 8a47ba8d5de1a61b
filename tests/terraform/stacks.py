"""Plans of the examples, made by the real provider against the sandbox."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from eventbridge_notifier.sandbox.app import Sandbox
from eventbridge_notifier.sandbox.core.model import DEFAULT_ACCOUNT
from eventbridge_notifier.sandbox.terraform.runner import Terraform

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = sorted(path.parent.name for path in ROOT.glob("examples/*/main.tf"))
MODULES = sorted({path.parent.relative_to(ROOT).as_posix()
                  for path in ROOT.glob("modules/**/*.tf")})
# What an account has already, where an example asks for it.
ZIP = ROOT / "modules/eventbridge_notifier/recorder.zip"  # stands for any zip
GIVEN = {"access_log_bucket": "our-access-logs", "issuer": "https://sign-in.example.com",
         "client_id": "console", "console_zip": str(ZIP)}
LEFT_OUT = shutil.ignore_patterns(".terraform*", "*.tfstate*")

Json = dict[str, Any]


def copied(folder: Path) -> Path:
    """A copy of modules, root and examples: Terraform leaves nothing in the checkout."""
    for name in ("modules", "examples"):
        shutil.copytree(ROOT / name, folder / name, ignore=LEFT_OUT)
    for file in ROOT.glob("*.tf"):
        shutil.copy(file, folder)
    # Nobody signs here: the sandbox takes the zip as it is.
    shutil.copy(ROOT / "modules/eventbridge_notifier/recorder.zip",
                folder / "examples/hardened/recorder.signed.zip")
    shutil.copy(ROOT / "modules/eventbridge_notifier/notifier.zip",
                folder / "examples/hardened/notifier.signed.zip")
    return folder


def plan(sandbox: Sandbox, folder: Path) -> Json:
    """The plan of a root module that nobody has applied yet, as Terraform's JSON."""
    asked = {name: value for name, value in GIVEN.items()
             if f'variable "{name}"' in _text(folder) and not list(folder.glob("*.tfvars"))}
    _offer_partners(sandbox, folder)
    with Terraform(folder, sandbox.env()) as terraform:
        terraform.init()
        return terraform.plan_json(**asked)


def resources(planned: Mapping[str, Any]) -> Iterator[tuple[str, str, Json]]:
    """Address, type and attributes of all that a plan makes."""
    yield from _below(planned["planned_values"]["root_module"])


def _below(module: Mapping[str, Any]) -> Iterator[tuple[str, str, Json]]:
    for one in module.get("resources", ()):
        yield one["address"], one["type"], one["values"]
    for child in module.get("child_modules", ()):
        yield from _below(child)


def _offer_partners(sandbox: Sandbox, folder: Path) -> None:
    """The event sources that partners offer to the account, as far as the watches name them."""
    for name in set(re.findall(r'"(aws\.partner/[^"]+)"', _text(folder))):
        sandbox.client("events").create_partner_event_source(Name=name, Account=DEFAULT_ACCOUNT)


def _text(folder: Path) -> str:
    return "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.tf"))
