"""Terraform from Python: the one place that knows python-terraform and its ways."""

from __future__ import annotations

import json
import logging
import os
import shlex
import shutil
import stat
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from python_terraform import IsFlagged
from python_terraform import Terraform as Wrapped

from eventbridge_notifier.sandbox.terraform import providers

NO_TERRAFORM = ("Terraform is not installed, or not on the PATH. Install version 1.9 or newer: "
                "https://developer.hashicorp.com/terraform/install")
NO_PROVIDER = (
    "Terraform could not get the AWS provider (hashicorp/aws 5.76 or newer, below 7.0). It needs "
    "the internet, or a folder that holds registry.terraform.io/hashicorp/aws: name that folder in "
    f"the environment variable {providers.VARIABLE}. Terraform said:\n")
_FAILED_INSTALL = ("Failed to query available provider packages", "Failed to install provider")

# What of this process's environment Terraform must not see: it would go to the real AWS, or
# elsewhere than this process thinks.
_ACCOUNT = ("AWS_PROFILE", "AWS_SESSION_TOKEN", "AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE",
            "AWS_CA_BUNDLE")
_HIDDEN = ("TF_WORKSPACE", "TF_LOG", "TF_CLI_ARGS")


# It warns of every exit code but 0, and a plan with changes has 2.
logging.getLogger("python_terraform").setLevel(logging.CRITICAL)


class TerraformError(Exception):
    """A command failed, or Terraform or its provider is missing; the message says what to do."""


class Terraform:
    """Terraform in `folder`, with the variables of `environ` besides those of this process.

    It does not see whose AWS account this process may use, unless it is for `own_account`.
    """

    def __init__(self, folder: Path, environ: Mapping[str, str] | None = None,
                 own_account: bool = False) -> None:
        binary = shutil.which("terraform")
        if binary is None:
            raise TerraformError(NO_TERRAFORM)
        self._scratch = Path(tempfile.mkdtemp(prefix="terraform-"))
        self._hidden = _HIDDEN if own_account else _ACCOUNT + _HIDDEN
        found = providers.environment(os.environ, self._scratch)
        few = {} if own_account else {"AWS_MAX_ATTEMPTS": "3"}
        starter = self._starter(binary, {**(environ or {}), **found, **few,
                                         "TF_IN_AUTOMATION": "1", "CHECKPOINT_DISABLE": "1"})
        self._wrapped = Wrapped(working_dir=str(folder), terraform_bin_path=str(starter))

    def __enter__(self) -> Terraform:
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self._scratch, ignore_errors=True)

    def init(self) -> None:
        try:
            self._ask("init", input=False, no_color=IsFlagged)
        except TerraformError as error:
            if any(words in str(error) for words in _FAILED_INSTALL):
                raise TerraformError(NO_PROVIDER + str(error)) from None
            raise

    def validate(self) -> None:
        self._ask("validate", no_color=IsFlagged)

    def graph(self) -> str:
        """What waits for what, in DOT: `"resource" -> "what is made before it";`."""
        return self._ask("graph")

    def apply(self, **variables: Any) -> None:
        self._checked(self._wrapped.apply(skip_plan=True, var=_hcl(variables)))

    def apply_told(self) -> list[dict[str, Any]]:
        """Plans and applies at once; what Terraform says of it, one message for each resource
        and each error (Terraform documentation, "Machine-Readable UI"). Never raises for errors.
        """
        _, out, _ = self._wrapped.apply(skip_plan=True, var=None, json=IsFlagged)
        return [json.loads(line) for line in out.splitlines() if line.startswith("{")]

    def destroy(self, **variables: Any) -> None:
        self._checked(self._wrapped.destroy(force=None, auto_approve=IsFlagged,
                                            var=_hcl(variables)))

    def changes(self, **variables: Any) -> str:
        """What a plan would change, in Terraform's words; empty where nothing."""
        code, out, err = self._wrapped.plan(var=_hcl(variables))
        if code not in (0, 2):
            raise TerraformError(err or out)
        return str(out) if code == 2 else ""

    def plan_json(self, *, to_destroy: bool = False, **variables: Any) -> dict[str, Any]:
        """A plan as Terraform's JSON."""
        file = self._scratch / "plan"
        options = {"destroy": IsFlagged} if to_destroy else {}
        code, out, err = self._wrapped.plan(out=str(file), var=_hcl(variables), **options)
        if code not in (0, 2):
            raise TerraformError(err or out)
        shown: dict[str, Any] = json.loads(self._ask("show", str(file), json=IsFlagged))
        return shown

    def output(self, name: str) -> Any:
        """The value of an output. Raises KeyError where there is no such output."""
        found = self._wrapped.output(name, full_value=True)
        if found is None:
            raise KeyError(name)
        return found

    def test(self, *files: str) -> str:
        """Runs `terraform test`, all of it or some files; what it printed."""
        return self._ask("test", *(f"-filter={file}" for file in files), no_color=IsFlagged)

    def _ask(self, command: str, *args: str, **options: Any) -> str:
        return self._checked(self._wrapped.cmd(command, *args, **options))

    def _checked(self, result: tuple[int, str, str]) -> str:
        code, out, err = result
        if code:
            raise TerraformError((err or out).strip())
        return out

    def _starter(self, binary: str, environ: Mapping[str, str]) -> Path:
        """A script that sets the environment of Terraform alone: python-terraform cannot."""
        lines = [f"export {name}={shlex.quote(value)}" for name, value in environ.items()]
        hidden = " ".join(name for name in self._hidden if name not in environ)
        script = self._scratch / "terraform"
        script.write_text("\n".join(["#!/bin/sh", f"unset {hidden}", *lines,
                                     f'exec {shlex.quote(binary)} "$@"', ""]))
        script.chmod(stat.S_IRWXU)
        return script


def _hcl(variables: Mapping[str, Any]) -> dict[str, Any] | None:
    return dict(variables) or None
