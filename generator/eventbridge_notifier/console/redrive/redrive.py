"""Sending failed events to the recorder again, and records that were not told to the notifier.

A message is removed only after the recorder has stored its event, and the recorder stores an event
once however often it gets it: stop at any moment and run it again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import lru_cache, partial
from typing import Any, NamedTuple

from botocore.exceptions import ClientError

from eventbridge_notifier.console.deployment import Clients, Deployment, NotFound
from eventbridge_notifier.console.redrive.batches import Batch, batch
from eventbridge_notifier.console.redrive.dead_letters import (
    TODAY,
    FailedEvent,
    Origin,
    Rule,
    Unreadable,
    failed_event,
    of_several,
)
from eventbridge_notifier.console.redrive.failure_sources import Folder, Queue, StoredMessage
from eventbridge_notifier.console.redrive.home_rules import HomeRules
from eventbridge_notifier.console.redrive.recorder import Notifier, Recorder

WORKERS = 8
Source = Queue | Folder
GONE = "Gone:"  # of lambda/recorder/library.py: nobody has the watches any more that were meant


class Outcome(NamedTuple):
    """What became of one message: `state` is waiting (dry run), redriven, failed or unreadable."""

    source: str
    id: str
    state: str
    watch: str
    reason: str

    @property
    def bad(self) -> bool:
        return self.state in ("failed", "unreadable")


class Redrive:
    """One run over the places where a deployment's failed events wait."""

    def __init__(self, deployment: Deployment, clients: Clients, dry_run: bool,
                 forwarders: Iterable[Clients] = (), invoking: Clients | None = None) -> None:
        """`forwarders` are clients of the regions and accounts from which events are sent home,
        `invoking` those for the recorder, if they are others (`clients.INVOKING`). `hidden` holds,
        after a run, what other readers held when it began: queue -> messages."""
        self.hidden: dict[str, int] = {}
        self._forwarders = tuple(forwarders)
        self._deployment = deployment
        self._clients = clients
        self._dry_run = dry_run
        client = (invoking or clients)("lambda")
        self._recorder = Recorder(client, deployment.function)
        self._notifier = Notifier(client, deployment.notifier)
        self._home = HomeRules(deployment, clients)
        self._template = lru_cache(maxsize=None)(_templates(clients("events"), deployment))

    def run(self) -> Iterator[Outcome]:
        """The outcome of every message, as it is known."""
        with ThreadPoolExecutor(WORKERS) as pool:
            for source in self._sources():
                self._note_hidden(source)
                for page in source:
                    yield from pool.map(partial(self._one, source), page)

    def _taking(self, event: dict[str, Any]) -> list[tuple[str, str | None]]:
        return [(one.watch, one.template) for one in self._home.taking(event)]

    def _note_hidden(self, source: Source) -> None:
        with suppress(ClientError):  # it needs a permission that redriving does not
            if isinstance(source, Queue) and (count := source.hidden()):
                self.hidden[source.name] = count

    def _sources(self) -> Iterator[Source]:
        for url in self._deployment.queues:
            yield Queue(self._clients("sqs"), url)
        for clients in self._forwarders:
            yield from self._forwarded(clients("sqs"))
        if self._deployment.bucket:
            yield Folder(self._clients("s3"), self._deployment.bucket,
                         self._deployment.failed_invokes)
            yield Folder(self._clients("s3"), self._deployment.bucket,
                         self._deployment.untold, without=self._deployment.invokes)

    def _forwarded(self, sqs: Any) -> Iterator[Source]:
        """Raises NotFound where nothing is forwarded from."""
        name = self._deployment.forward_queue
        try:
            url = sqs.get_queue_url(QueueName=name)["QueueUrl"]
        except ClientError as error:
            if "NonExistentQueue" not in error.response["Error"]["Code"]:
                raise
            raise NotFound(f"there is no queue {name} in {sqs.meta.region_name}: no event is "
                           "forwarded from there") from None
        yield Queue(sqs, url, f"queue {name} of {sqs.meta.region_name}", forwarded=True)

    def _one(self, source: Source, message: StoredMessage) -> Outcome:
        try:
            found = self._read(source, message)
        except Unreadable as error:
            return Outcome(source.name, message.id, "unreadable", "", str(error))
        if self._dry_run:
            return Outcome(source.name, message.id, "waiting", found.watch, found.reason)
        refusal = self._refusal(found)
        if isinstance(found, FailedEvent) and refusal.startswith(GONE):
            event = found.payloads[0]["event"]
            found = of_several(event, f"{found.reason}; {TODAY}", self._taking(event))
            refusal = self._refusal(found)
        if refusal:
            return Outcome(source.name, message.id, "failed", found.watch, refusal)
        source.remove(message)
        return Outcome(source.name, message.id, "redriven", found.watch, found.reason)

    def _refusal(self, found: FailedEvent | Batch) -> str:
        """What the function says of the first payload that it does not take; "" of none."""
        to = self._notifier if isinstance(found, Batch) else self._recorder
        return next(filter(None, map(to.refusal, found.payloads)), "")

    def _read(self, source: Source, message: StoredMessage) -> FailedEvent | Batch:
        """Raises Unreadable."""
        if isinstance(source, Folder) and source.prefix == self._deployment.untold:
            return batch(message.body)
        origin = Origin(self._deployment.rule_prefix, source.region, source.account,
                        source.forwarded)
        return failed_event(message.body, message.attributes, origin, self._template, self._taking)


def _templates(events: Any, deployment: Deployment) -> Callable[[Rule], str | None]:
    def template(rule: Rule) -> str | None:
        try:
            found = events.list_targets_by_rule(Rule=rule.name, EventBusName=rule.bus)["Targets"]
        except ClientError as error:
            if error.response["Error"]["Code"] != "ResourceNotFoundException":
                raise
            return None
        transformers = [target.get("InputTransformer") for target in found
                        if deployment.is_recorder(target["Arn"])]
        return next((str(one["InputTemplate"]) for one in transformers if one), None)

    return template
