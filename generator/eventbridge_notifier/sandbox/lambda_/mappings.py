"""Queues that feed a function: event source mappings, kept here.

moto would run the function in a container for them; only SQS is played.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from eventbridge_notifier.sandbox.core.interfaces import Authorizer
from eventbridge_notifier.sandbox.core.model import Call, Identity, Outcome
from eventbridge_notifier.sandbox.lambda_.code import Key, key_of
from eventbridge_notifier.sandbox.sqs.event_source import REST, Feeder

ACTIONS = ("ReceiveMessage", "DeleteMessage", "GetQueueAttributes")
_ATTRIBUTES = ("BatchSize", "MaximumBatchingWindowInSeconds", "FunctionResponseTypes",
               "ScalingConfig", "FilterCriteria", "KMSKeyArn", "MetricsConfig")


class Poller:
    """One mapping: its settings, and the thread that polls its queue."""

    def __init__(self, key: Key, params: Mapping[str, Any], poll: Callable[[Poller], bool]
                 ) -> None:
        self.id, self.key = str(uuid4()), key
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
        """As GetEventSourceMapping says it."""
        return {
            **self.settings, "UUID": self.id, "EventSourceArn": self.source,
            "FunctionArn": self.key.arn, "LastModified": self.changed,
            "State": state or ("Enabled" if self.enabled else "Disabled"),
            "StateTransitionReason": "USER_INITIATED",
            "EventSourceMappingArn": self.key.arn.replace(
                f"function:{self.key.name}", f"event-source-mapping:{self.id}")}

    def _work(self) -> None:
        while not self._gone.is_set():
            found = False
            if self.enabled:
                self.busy = True
                try:
                    found = self._poll(self)
                finally:
                    self.busy = False
            if not found:
                self._gone.wait(REST)


class Mappings:
    """All mappings. `role` gives the identity of a function's role."""

    def __init__(self, feeder: Feeder, authorizer: Authorizer, role: Callable[[Key], Identity]
                 ) -> None:
        self._feeder, self._authorizer, self._role = feeder, authorizer, role
        self._all: dict[str, Poller] = {}

    def create(self, call: Call) -> Outcome:
        source = str(call.params.get("EventSourceArn", ""))
        if ":sqs:" not in source:
            return Outcome(400, {}, "InvalidParameterValueException",
                           f"the sandbox polls SQS queues only, not {source}")
        key = key_of(str(call.params["FunctionName"]), call.account, call.region)
        if reason := self._refused(key, source):
            return Outcome(400, {}, "InvalidParameterValueException", reason)
        made = Poller(key, call.params, self._poll)
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
        key = key_of(str(name), call.account, call.region) if name else None
        found = [one.described() for one in self._all.values()
                 if key in (None, one.key) and source in (None, one.source)]
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
        """Messages on their way, as far as a mapping will come to them."""
        return sum(one.busy or self._feeder.depth(one.source)
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

    def _refused(self, key: Key, source: str) -> str | None:
        """Why the function's role may not read the queue."""
        who = self._role(key)
        for action in ACTIONS:
            call = Call("sqs", action, {"QueueUrl": source}, key.region, key.account, who, "", "")
            if reason := self._authorizer.check(call):
                return reason
        return None

    def _poll(self, one: Poller) -> bool:
        """Feeds one batch. False where there was none."""
        if self._refused(one.key, one.source):
            return False
        return self._feeder.feed(one.source, one.key, one.settings)
