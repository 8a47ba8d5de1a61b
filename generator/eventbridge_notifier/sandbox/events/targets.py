"""The targets that rules may have, by kind."""

from __future__ import annotations

from collections.abc import Sequence

from eventbridge_notifier.sandbox.core.target import Delivery, Target, TargetError, TargetKind


class Targets:
    """Sends to the target of a delivery."""

    def __init__(self, targets: Sequence[Target]) -> None:
        self._targets = {target.kind.name: target for target in targets}

    def kind(self, delivery: Delivery) -> TargetKind | None:
        """None for targets that the sandbox does not have."""
        target = self._targets.get(delivery.kind)
        return target.kind if target else None

    def send(self, delivery: Delivery) -> None:
        """Raises TargetError, or botocore's errors."""
        if (target := self._targets.get(delivery.kind)) is None:
            raise TargetError("NO_RESOURCE", f"the sandbox has no targets like {delivery.arn}")
        target.send(delivery)
