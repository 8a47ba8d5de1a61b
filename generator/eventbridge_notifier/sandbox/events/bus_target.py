"""Other buses as targets of rules."""

from __future__ import annotations

from eventbridge_notifier.sandbox.core.target import AllowedBy, Delivery, TargetError, TargetKind


class OtherBuses:
    """The target kind `event-bus`: over one other bus at most."""

    kind = TargetKind("event-bus", "events:PutEvents", ("events", "PutEvents", "EventBusName"),
                      AllowedBy.ROLE_AND_RESOURCE)

    def send(self, delivery: Delivery) -> None:
        """EventBridge user guide, "Sending and receiving events between buses"."""
        if delivery.hops:
            account = delivery.parts[4]
            other = account != delivery.rule_arn.split(":")[4]
            raise TargetError(
                "THIRD_ACCOUNT_HOP_DETECTED" if other else "THIRD_REGION_HOP_DETECTED",
                "the event has come over another bus already")
        delivery.forward(delivery.arn, delivery.event, 1)
