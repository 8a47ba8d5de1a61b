"""`exists`."""

from dataclasses import dataclass, field
from typing import Any

from eventbridge_notifier.patterns.operators.base import (
    ABSENT,
    OTHER,
    Leaf,
    Operator,
    Refusal,
    Scalar,
    shown,
)


@dataclass(frozen=True)
class Present(Leaf):
    says: str = field(compare=False)

    def test(self, value: Scalar) -> bool:
        return True


@dataclass(frozen=True)
class Absent(Leaf):
    """Holds where the path has no leaf at all; no value ever satisfies it."""

    says: str = field(compare=False)
    wants_absence = True

    def test(self, value: Scalar) -> bool:
        return False


def exists(operand: Any) -> Leaf:
    """true or false. Only leaves exist: null and "" do; [], {} and objects do not."""
    if not isinstance(operand, bool):
        raise Refusal(f"exists takes true or false, not {shown(operand)}")
    return Present("exists") if operand else Absent("does not exist")


EXISTS = Operator(exists, sample=lambda operand: OTHER if operand else ABSENT,
                  operand={"type": "boolean"})
