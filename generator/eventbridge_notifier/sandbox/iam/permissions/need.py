"""One permission that a call needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Need:
    """`context` has condition keys of this permission alone."""

    action: str
    resource: str
    context: Mapping[str, object] = field(default_factory=dict)
