"""Lambda for the rest of the sandbox: invokes, and the operations that moto is not asked for."""

from __future__ import annotations

from eventbridge_notifier.sandbox.core.interfaces import Operations
from eventbridge_notifier.sandbox.core.model import Call, Outcome
from eventbridge_notifier.sandbox.lambda_.deployments import Deployments
from eventbridge_notifier.sandbox.lambda_.function_id import function_id
from eventbridge_notifier.sandbox.lambda_.invoke_queue import InvokeQueue
from eventbridge_notifier.sandbox.lambda_.mappings import Mappings
from eventbridge_notifier.sandbox.lambda_.pool import Throttled
from eventbridge_notifier.sandbox.lambda_.runtime import InvokeResult

LARGEST_ASYNC, LARGEST = 1_048_576, 6_291_456  # bytes; Lambda developer guide, "quotas"


class Functions:
    """Everything that runs: what was deployed, what is queued, what feeds it."""

    def __init__(self, deployments: Deployments, queue: InvokeQueue, mappings: Mappings) -> None:
        self._deployments, self._queue, self._mappings = deployments, queue, mappings

    def invoke_async(self, function_arn: str, payload: bytes) -> None:
        """Queues the event. Raises LookupError where there is no such function."""
        function = function_id(function_arn, "", "")
        try:
            self._deployments.check(function)
        except LookupError:
            raise LookupError(f"Function not found: {function_arn}") from None
        self._queue.put(function, payload)

    def invoke(self, call: Call) -> Outcome:
        """Answers lambda:Invoke, of any InvocationType."""
        kind = call.params.get("InvocationType") or "RequestResponse"
        payload = bytes(call.params.get("Payload") or b"{}")
        if len(payload) > (LARGEST_ASYNC if kind == "Event" else LARGEST):
            return Outcome(413, {}, "RequestTooLargeException", f"{len(payload)} bytes exceed it")
        function = function_id(str(call.params["FunctionName"]), call.account, call.region)
        try:
            self._deployments.check(function)
            if kind == "DryRun":
                return Outcome(204, {"StatusCode": 204, "Payload": b""})
            if kind == "Event":
                self._queue.put(function, payload)
                return Outcome(202, {"StatusCode": 202, "Payload": b""})
            return _outcome(self._deployments.run(function, payload))
        except LookupError:
            return Outcome(404, {}, "ResourceNotFoundException",
                           f"Function not found: {function.arn}")
        except Throttled as error:
            return Outcome(error.status, {}, error.code, str(error))

    def operations(self) -> Operations:
        """Invoke, and the event source mappings."""
        return {("lambda", "Invoke"): self.invoke, **self._mappings.operations()}

    def pending(self) -> int:
        """Events that are queued, running or waiting for a retry; where there are none, messages
        that will be read: those are asked for."""
        return self._queue.pending() or self._mappings.pending()

    def close(self) -> None:
        self._mappings.close()
        self._queue.close()
        self._deployments.close()


def _outcome(result: InvokeResult) -> Outcome:
    parsed = {"StatusCode": 200, "ExecutedVersion": "$LATEST", "Payload": result.payload}
    return Outcome(200, parsed | ({"FunctionError": result.error} if result.error else {}))
