"""Settings: EVENTBRIDGE_NOTIFIER_* of the environment, then the stack in this folder."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

PREFIX = "EVENTBRIDGE_NOTIFIER_"
NAME = "eventbridge-notifier"  # the module's own default
MOST_BYTES = 4 * 1024 * 1024
_MODULE = re.compile(r'^\s*source\s*=\s*"[^"]*eventbridge[_-]notifier[^"]*"', re.M)
_NAME = re.compile(r'^\s{0,4}name\s*=\s*"([A-Za-z0-9_-]+)"', re.M)


def deployed_name() -> str:
    """The module's `name` where the Terraform files of this folder say one, else the default."""
    names = {found for text in _texts("*.tf") if _MODULE.search(text)
             for found in _NAME.findall(text)}
    return names.pop() if len(names) == 1 else NAME


def home_region() -> str | None:
    """The `home_region` of the spec in this folder; None where there is none, or several."""
    regions = {spec["home_region"] for spec in _specs() if isinstance(spec.get("home_region"), str)}
    return regions.pop() if len(regions) == 1 else None


def watch_names(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
    """For shell completion: the watches of the spec in this folder."""
    found = {str(name) for spec in _specs() if isinstance(spec.get("watches"), dict)
             for name in spec["watches"]}
    return sorted(name for name in found if name.startswith(incomplete))


def _specs() -> Iterator[dict[str, Any]]:
    import yaml  # here: --help starts without it

    for pattern in ("*.yaml", "*.yml"):
        for text in _texts(pattern):
            try:
                spec = yaml.safe_load(text)
            except (yaml.YAMLError, ValueError, RecursionError):
                continue  # `check` says what is wrong with it
            if isinstance(spec, dict) and spec.keys() & {"watches", "packs"}:
                yield spec


def _texts(pattern: str) -> Iterator[str]:
    for path in sorted(Path().glob(pattern)):
        try:
            if path.is_file() and path.stat().st_size <= MOST_BYTES:
                yield path.read_text("utf-8-sig", "replace")
        except OSError:
            continue
