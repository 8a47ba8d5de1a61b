"""What is on this machine: Python, Terraform or OpenTofu, and the packages of the extras."""

from __future__ import annotations

import importlib.util
import json
import os
import platform
import shutil
import subprocess
from collections.abc import Iterator

from eventbridge_notifier import __version__
from eventbridge_notifier.checks.stack import versions
from eventbridge_notifier.checks.stack.stack_files import TERRAFORM
from eventbridge_notifier.cli.errors import SOURCE
from eventbridge_notifier.console.health.facts import BAD, OK, WARNING, Finding

PROGRAMS = ("terraform", "tofu")
INSTALL = "https://developer.hashicorp.com/terraform/install"
# Extra -> a package of it, and what it is for.
EXTRAS = {
    "sandbox": ("moto", "the sandbox"),
    "sigma": ("sigma", "Sigma rules in lint and import"),
    "mcp": ("mcp", "the MCP server for AI assistants"),
}
PATIENCE = 20.0  # seconds for `terraform version`


def findings() -> Iterator[Finding]:
    """A line for each part."""
    yield Finding("eventbridge-notifier", OK, f"{__version__}, Python {platform.python_version()}")
    yield _terraform()
    for extra, (package, purpose) in EXTRAS.items():
        there = importlib.util.find_spec(package) is not None
        yield Finding(f"extra {extra}", OK if there else WARNING, f"{purpose}: " + (
            "installed" if there else "not installed: pip install "
            f"'eventbridge-notifier[{extra}] @ {SOURCE}', or '.[{extra}]' in a checkout"))


def _terraform() -> Finding:
    """The first of the programs that is there."""
    found = next((program for program in PROGRAMS if shutil.which(program)), None)
    if found is None:
        return Finding("terraform", BAD, f"neither terraform nor tofu is on the PATH; version "
                       f"{TERRAFORM} is needed to apply a stack: {INSTALL}")
    version = _version(found)
    if version is None:
        return Finding(found, BAD, f"`{found} version -json` does not answer")
    if not versions.allows(TERRAFORM, versions.numbers(version)):
        return Finding(found, BAD, f"{version}, and {TERRAFORM} is needed: {INSTALL}")
    return Finding(found, OK, version)


def _version(program: str) -> str | None:
    try:
        said = subprocess.run([program, "version", "-json"], capture_output=True, text=True,
                              timeout=PATIENCE, env=os.environ | {"CHECKPOINT_DISABLE": "1"})
        return str(json.loads(said.stdout)["terraform_version"])
    except (OSError, subprocess.TimeoutExpired, ValueError, KeyError):
        return None
