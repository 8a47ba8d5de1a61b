"""Where moto answers otherwise than AWS, as far as Terraform's provider notices. One row a gap.

moto keeps a part of what it is told. A row says which parameters of which calls are kept here
beside it, and into which answers they are laid again.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from eventbridge_notifier.sandbox.core.model import Call, Outcome

Params = Mapping[str, Any]
Id = tuple[str, str, str, str]
"""Service, account, region, and the name of the resource."""


@dataclass(frozen=True)
class Keep:
    """`take` says what to keep of a call that writes; `lay` puts it into an answer that reads."""

    service: str
    writes: tuple[str, ...]
    reads: tuple[str, ...]
    forgets: str
    name: Callable[[Params], str]
    take: Callable[[Params], dict[str, Any]]
    lay: Callable[[Mapping[str, Any], Mapping[str, Any]], dict[str, Any]]
    everywhere: bool = False


def _picked(params: Params, *names: str) -> dict[str, Any]:
    return {name: params[name] for name in names if name in params}


def _function(params: Params) -> str:
    return str(params["FunctionName"]).rpartition(":")[2]


def _queue(params: Params) -> str:
    return str(params.get("QueueName") or params["QueueUrl"]).rpartition("/")[2]


def _over_function(answer: Mapping[str, Any], kept: Mapping[str, Any]) -> dict[str, Any]:
    if "Configuration" in answer:
        return {**answer, "Configuration": {**answer["Configuration"], **kept}}
    return {**answer, **kept}


def _over_attributes(answer: Mapping[str, Any], kept: Mapping[str, Any]) -> dict[str, Any]:
    """AWS gives policies back to the letter; an empty one is none."""
    told = {**answer.get("Attributes", {}), **kept}
    return {**answer, "Attributes": {name: value for name, value in told.items() if value != ""}}


KEEPS = (
    # moto has neither of these of a function.
    Keep("lambda", ("CreateFunction", "UpdateFunctionConfiguration"),
         ("CreateFunction", "UpdateFunctionConfiguration", "GetFunction",
          "GetFunctionConfiguration", "UpdateFunctionCode"), "DeleteFunction", _function,
         lambda params: _picked(params, "DeadLetterConfig", "LoggingConfig"), _over_function),
    # moto forgets that a bucket tells EventBridge.
    Keep("s3", ("PutBucketNotificationConfiguration",), ("GetBucketNotificationConfiguration",),
         "DeleteBucket", lambda params: str(params["Bucket"]),
         lambda params: _picked(params.get("NotificationConfiguration", {}),
                                "EventBridgeConfiguration"),
         lambda answer, kept: {**answer, **kept}, everywhere=True),
    # moto writes the redrive policy anew, and does not know who may redrive.
    Keep("sqs", ("CreateQueue", "SetQueueAttributes"), ("GetQueueAttributes",), "DeleteQueue",
         _queue, lambda params: _picked(params.get("Attributes", {}), "RedrivePolicy",
                                        "RedriveAllowPolicy"), _over_attributes),
)
_WRITES = {(one.service, operation): one for one in KEEPS for operation in one.writes}
_READS = {(one.service, operation): one for one in KEEPS for operation in one.reads}
_FORGETS = {(one.service, one.forgets): one for one in KEEPS}


class Mends:
    """Keeps what moto loses."""

    def __init__(self) -> None:
        self._kept: dict[Id, dict[str, Any]] = {}
        self._lock = threading.Lock()

    def before(self, call: Call) -> Outcome | None:
        """Nothing is answered without moto."""
        return None

    def after(self, call: Call, outcome: Outcome) -> Outcome:
        """`outcome` with what moto lost of it."""
        if outcome.error_code:
            return outcome
        key = (call.service, call.operation)
        with self._lock:
            if row := _FORGETS.get(key):
                self._kept.pop(_id(row, call), None)
            if row := _WRITES.get(key):
                self._kept.setdefault(_id(row, call), {}).update(row.take(call.params))
            row = _READS.get(key)
            kept = dict(self._kept.get(_id(row, call), {})) if row else {}
        if row is None or not kept:
            return outcome
        return Outcome(outcome.status, row.lay(outcome.parsed, kept))


def _id(row: Keep, call: Call) -> Id:
    return row.service, call.account, "" if row.everywhere else call.region, row.name(call.params)
