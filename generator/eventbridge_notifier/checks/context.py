"""What the checks of a whole stack look at. Data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from eventbridge_notifier.compiler.rule import Rule
from eventbridge_notifier.deploy.placement import Plan
from eventbridge_notifier.spec.model import Spec


@dataclass(frozen=True)
class Stack:
    """`texts` holds the stack's own Terraform files by name; {} where there are none yet.

    `now` is the time in epoch seconds; 0 where nobody says it.
    """

    spec: Spec
    rules: tuple[Rule, ...]
    plan: Plan
    texts: Mapping[str, str] = field(default_factory=dict)
    now: float = 0.0
