"""The AWS provider as one process, to which Terraform attaches instead of starting it each time.

A run of `terraform test` validates, plans and perhaps applies, and starts the provider for each of
these: most of a run's seconds. A provider that was started with `-debug` says what to set
TF_REATTACH_PROVIDERS to (Terraform documentation, "Debugging Providers"), and Terraform neither
starts nor ends it. Only for tests with `mock_provider`, which ask the provider for its schemas and
to validate: whoever configures it configures it for all.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from eventbridge_notifier.sandbox.terraform.runner import Terraform, TerraformError

ROOT = Path(__file__).resolve().parents[2]
VERSIONS = ROOT / "modules/eventbridge_notifier/versions.tf"
VARIABLE = "TF_REATTACH_PROVIDERS"
SECONDS_TO_START = 60.0

# Schemas are some 500 MB that stay, and Go's collector would go through them again and again: it
# waits until as much as that was made four times over (Go documentation, package runtime).
COLLECT_SELDOM = {"GOGC": "400"}


@contextmanager
def running() -> Iterator[dict[str, str]]:
    """What Terraform needs in its environment to attach to a provider that runs meanwhile.

    Raises TerraformError where there is no provider, or it does not start.
    """
    scratch = Path(tempfile.mkdtemp(prefix="provider-"))
    try:
        said = scratch / "said"
        with said.open("w") as out:
            process = subprocess.Popen([_binary(scratch), "-debug"], stdout=out,
                                       stderr=subprocess.DEVNULL, cwd=scratch)
        try:
            yield {VARIABLE: _address(process, said), **COLLECT_SELDOM}
        finally:
            process.terminate()
            process.wait()
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _binary(scratch: Path) -> Path:
    """The provider that Terraform chooses for the modules."""
    shutil.copy(VERSIONS, scratch)
    with Terraform(scratch) as terraform:
        terraform.init()
    return next((scratch / ".terraform/providers").glob("*/*/*/*/*/terraform-provider-aws*"))


def _address(process: subprocess.Popen[bytes], said: Path) -> str:
    """The value of the variable: JSON in single quotes, after `TF_REATTACH_PROVIDERS=`."""
    until = time.monotonic() + SECONDS_TO_START
    while process.poll() is None and time.monotonic() < until:
        for line in said.read_text(encoding="utf-8").splitlines(keepends=True):
            name, _, value = line.strip().partition("=")
            if name == VARIABLE and line.endswith("\n"):
                return value.strip("'")
        time.sleep(0.05)
    raise TerraformError(f"The AWS provider did not say {VARIABLE} within {SECONDS_TO_START:.0f} s")
