"""Do the fields that a watch names exist, and can they hold those values? Pure."""

from __future__ import annotations

from typing import Any

from generator import aws
from generator.findings import Finding
from generator.spec import Watch


def check(watch: Watch, operations: tuple[aws.Operation, ...],
          pattern: dict[str, Any]) -> tuple[Finding, ...]:
    """Findings for paths and values that AWS's API model does not have."""
    return ()
