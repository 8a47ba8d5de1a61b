"""Functions as targets of rules."""

from __future__ import annotations

from eventbridge_notifier.sandbox.core.target import Delivery, TargetError, TargetKind
from eventbridge_notifier.sandbox.lambda_.functions import Functions


class FunctionTargets:
    """The target kind `lambda`.

    EventBridge user guide, "Using resource-based policies": a permission names no account.
    """

    kind = TargetKind("lambda", "lambda:InvokeFunction", ("lambda", "Invoke", "FunctionName"),
                      context=("aws:SourceArn",))

    def __init__(self, functions: Functions) -> None:
        self._functions = functions

    def send(self, delivery: Delivery) -> None:
        """Invokes the function asynchronously: it is delivered when Lambda has queued it."""
        try:
            self._functions.invoke_async(delivery.arn, delivery.payload.encode())
        except LookupError as error:
            raise TargetError("NO_RESOURCE", str(error)) from error
