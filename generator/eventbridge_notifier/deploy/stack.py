"""The generated files of a stack, as text. The room's entry. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePath

from eventbridge_notifier.deploy import forwarders
from eventbridge_notifier.deploy.placement import Plan


def files(spec_files: Iterable[str], plan: Plan, around: Mapping[str, str]) -> dict[str, str]:
    """Path below the stack's folder to text; `around` holds the stack's own files by name."""
    names = [PurePath(name).name for name in spec_files]
    return forwarders.files(names, plan, forwarders.stack_of(around))
