"""Where on this machine Terraform's AWS provider lies, so that no internet is needed."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

VARIABLE = "EVENTBRIDGE_NOTIFIER_PROVIDERS"
HOST = "registry.terraform.io"
PROVIDER = f"{HOST}/hashicorp/aws"

# Terraform's implied mirror directories (Terraform CLI documentation, "Implied Local Mirror
# Directories"), then where administrators put such things.
_IMPLIED = ("~/.terraform.d/plugins", "~/.local/share/terraform/plugins",
            "~/Library/Application Support/io.terraform/plugins",
            "/usr/local/share/terraform/plugins", "/usr/share/terraform/plugins")
_PREFIXES = ("/opt", "/usr/local", "/usr/local/share", "/usr/local/lib", "/usr/share", "/usr/lib",
             "/var/lib", "/srv", "~")

_CONFIG = """\
provider_installation {{
  filesystem_mirror {{
    path    = "{path}"
    include = ["{provider}"]
  }}
  direct {{
    exclude = ["{provider}"]
  }}
}}
"""


def configured(environ: Mapping[str, str]) -> bool:
    """Has the user a CLI configuration of their own? Then it is to be honoured."""
    told = environ.get("TF_CLI_CONFIG_FILE")
    if told and Path(told).is_file():
        return True
    return not told and Path("~/.terraformrc").expanduser().is_file()


def mirror(environ: Mapping[str, str]) -> Path | None:
    """The folder that holds `registry.terraform.io`; None where there is none."""
    told = environ.get(VARIABLE)
    candidates = [Path(told)] if told else _candidates()
    return next((one for one in candidates if _holds_provider(one)), None)


def cli_config(folder: Path) -> str:
    """The CLI configuration that takes the AWS provider from `folder`."""
    return _CONFIG.format(path=folder.as_posix(), provider=PROVIDER)


def _candidates() -> Iterator[Path]:
    yield from (Path(one).expanduser() for one in _IMPLIED)
    for prefix in (Path(one).expanduser() for one in _PREFIXES):
        for depth in ("", "*/", "*/*/"):
            yield from (found.parent for found in sorted(_glob(prefix, depth + HOST)))


def _glob(prefix: Path, pattern: str) -> list[Path]:
    try:
        return list(prefix.glob(pattern))
    except OSError:
        return []


def _holds_provider(folder: Path) -> bool:
    try:
        return any((folder / PROVIDER).iterdir())
    except OSError:
        return False


def environment(environ: Mapping[str, str], scratch: Path) -> dict[str, str]:
    """What Terraform needs in its environment to find the provider; {} where it finds it by itself.

    Writes a CLI configuration into `scratch`.
    """
    if configured(environ) or (found := mirror(environ)) is None:
        return {"TF_CLI_CONFIG_FILE": os.devnull} if _is_stale(environ) else {}
    file = scratch / "terraform.rc"
    file.write_text(cli_config(found), encoding="utf-8")
    return {"TF_CLI_CONFIG_FILE": str(file)}


def _is_stale(environ: Mapping[str, str]) -> bool:
    """Does the variable name a file that is not there? Terraform would warn of it each time."""
    told = environ.get("TF_CLI_CONFIG_FILE")
    return bool(told) and not Path(str(told)).is_file()
