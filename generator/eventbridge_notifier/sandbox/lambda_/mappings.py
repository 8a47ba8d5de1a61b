"""Event source mappings, kept here: moto would run the function in a container for them.

SQS queues and streams of DynamoDB tables are polled.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from eventbridge_notifier.sandbox.core.denial import Denial
from eventbridge_notifier.sandbox.core.interfaces import Authorizer, Operations
from eventbridge_notifier.sandbox.core.model import Call, Identity, Outcome
from eventbridge_notifier.sandbox.dynamodb import event_source as streams
from eventbridge_notifier.sandbox.lambda_.event_source import EventSources, is_stream
from eventbridge_notifier.sandbox.lambda_.function_id import FunctionId, function_id
from eventbridge_notifier.sandbox.sqs.event_source import ACTIONS, LONGEST_PAUSE, PAUSE

_ATTRIBUTES = ("BatchSize", "MaximumBatchingWindowInSeconds", "FunctionResponseTypes",
               "ScalingConfig", "FilterCriteria", "KMSKeyArn", "MetricsConfig", "StartingPosition",
               "BisectBatchOnFunctionError", "MaximumRetryAttempts", "MaximumRecordAgeInSeconds",
               "ParallelizationFactor", "TumblingWindowInSeconds", "DestinationConfig")


class Poller:
    """One mapping: its settings, and the thread that polls its queue."""

    def __init__(self, function: FunctionId, params: Mapping[str, Any],
                 poll: Callable[[Poller], bool]) -> None:
        self.id, self.function = str(uuid4()), function
        self.source = str(params["EventSourceArn"])
        self.tags: dict[str, str] = dict(params.get("Tags") or {})
        self.settings: dict[str, Any] = {"BatchSize": 10, "MaximumBatchingWindowInSeconds": 0}
        self.busy = False
        self._poll = poll
        self._gone = threading.Event()
        self.update(params)
        threading.Thread(target=self._work, daemon=True, name=f"mapping-{self.id}").start()

    def update(self, params: Mapping[str, Any]) -> None:
        self.settings |= {name: params[name] for name in _ATTRIBUTES if name in params}
        self.enabled = params.get("Enabled", getattr(self, "enabled", True))
        self.changed = datetime.now(UTC)

    def close(self) -> None:
        self._gone.set()

    def described(self, state: str = "") -> dict[str, Any]:
        """As GetEventSourceMapping answers."""
        return {
            **self.settings, "UUID": self.id, "EventSourceArn": self.source,
            "FunctionArn": self.function.arn, "LastModified": self.changed,
            "State": state or ("Enabled" if self.enabled else "Disabled"),
            "StateTransitionReason": "USER_INITIATED",
            "EventSourceMappingArn": self.function.arn.replace(
                f"function:{self.function.name}", f"event-source-mapping:{self.id}")}

    def _work(self) -> None:
        pause = PAUSE
        while not self._gone.is_set():
            found = False
            if self.enabled:
                self.busy = True
                try:
                    found = self._poll(self)
                finally:
                    self.busy = False
            if found:
                pause = PAUSE
            else:
                self._gone.wait(pause)
                pause = min(LONGEST_PAUSE, pause * 1.5)


class Mappings:
    """All mappings. `role` gives the identity of a function's role."""

    def __init__(self, sources: EventSources, authorizer: Authorizer,
                 role: Callable[[FunctionId], Identity]) -> None:
        self._sources, self._authorizer, self._role = sources, authorizer, role
        self._all: dict[str, Poller] = {}

    def operations(self) -> Operations:
        return {
            ("lambda", "CreateEventSourceMapping"): self.create,
            ("lambda", "GetEventSourceMapping"): self.get,
            ("lambda", "UpdateEventSourceMapping"): self.update,
            ("lambda", "DeleteEventSourceMapping"): self.delete,
            ("lambda", "ListEventSourceMappings"): self.list_all,
            ("lambda", "ListTags"): self.tagging,
            ("lambda", "TagResource"): self.tagging,
            ("lambda", "UntagResource"): self.tagging,
        }

    def create(self, call: Call) -> Outcome:
        source = str(call.params.get("EventSourceArn", ""))
        if ":sqs:" not in source and "/stream/" not in source:
            return Outcome(400, {}, "InvalidParameterValueException",
                           f"the sandbox polls queues and streams of tables only, not {source}")
        function = function_id(str(call.params["FunctionName"]), call.account, call.region)
        if denial := self._denial(function, source):
            return Outcome(400, {}, "InvalidParameterValueException", denial.text)
        made = Poller(function, call.params, self._poll)
        self._all[made.id] = made
        return Outcome(202, made.described())

    def get(self, call: Call) -> Outcome:
        return self._with(call, lambda one: Outcome(200, one.described()))

    def update(self, call: Call) -> Outcome:
        def change(one: Poller) -> Outcome:
            one.update(call.params)
            return Outcome(202, one.described())
        return self._with(call, change)

    def delete(self, call: Call) -> Outcome:
        def end(one: Poller) -> Outcome:
            one.close()
            del self._all[one.id]
            return Outcome(202, one.described("Deleting"))
        return self._with(call, end)

    def list_all(self, call: Call) -> Outcome:
        name, source = call.params.get("FunctionName"), call.params.get("EventSourceArn")
        function = function_id(str(name), call.account, call.region) if name else None
        found = [one.described() for one in self._all.values()
                 if function in (None, one.function) and source in (None, one.source)]
        return Outcome(200, {"EventSourceMappings": found})

    def tagging(self, call: Call) -> Outcome | None:
        """ListTags, TagResource and UntagResource of a mapping; None of anything else."""
        one = self._all.get(str(call.params["Resource"]).rpartition(":event-source-mapping:")[2])
        if one is None:
            return None
        one.tags |= call.params.get("Tags") or {}
        for name in call.params.get("TagKeys") or ():
            one.tags.pop(name, None)
        return Outcome(200, {"Tags": one.tags} if call.operation == "ListTags" else {})

    def pending(self) -> int:
        """Messages that a mapping is working on or will read."""
        return sum(one.busy or self._sources.depth(one.id, one.source)
                   for one in [*self._all.values()] if one.enabled)

    def close(self) -> None:
        for one in self._all.values():
            one.close()

    def _with(self, call: Call, then: Callable[[Poller], Outcome]) -> Outcome:
        one = self._all.get(str(call.params.get("UUID")))
        if one is None:
            return Outcome(404, {}, "ResourceNotFoundException",
                           "The resource you requested does not exist.")
        return then(one)

    def _denial(self, function: FunctionId, source: str) -> Denial | None:
        """Why the function's role may not read the queue, or the stream."""
        who = self._role(function)
        service, parameter, actions = (
            ("dynamodbstreams", "StreamArn", streams.ACTIONS) if is_stream(source)
            else ("sqs", "QueueUrl", ACTIONS))
        for action in actions:
            call = Call(service, action, {parameter: source}, function.region, function.account,
                        who, "", "")
            if denial := self._authorizer.denial(call):
                return denial
        return None

    def _poll(self, one: Poller) -> bool:
        """Feeds one batch. False where there was none."""
        if self._denial(one.function, one.source):
            return False
        return self._sources.feed(one.id, one.source, one.function, one.settings)
