"""The tools: the console library's answers, with everything from the account marked as data.

None of them writes. A docstring here is what an assistant reads of a tool.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from eventbridge_notifier.assistant.untrusted import Answer, answer, visible
from eventbridge_notifier.console.alerts.overview import overview
from eventbridge_notifier.console.alerts.state import Alerts
from eventbridge_notifier.console.deployment import Clients, discover
from eventbridge_notifier.console.explain import DeployedRule, NoEvent, read, reasons
from eventbridge_notifier.console.health import collect
from eventbridge_notifier.console.health.judge import findings, healthy
from eventbridge_notifier.console.recorded import Recorded
from eventbridge_notifier.console.records import record_detail
from eventbridge_notifier.console.records.event_summary import summarize
from eventbridge_notifier.console.records.filters import Filters, Record
from eventbridge_notifier.console.records.names import unknown, unknown_name
from eventbridge_notifier.console.records.table import NoSuchRecord, Table, find
from eventbridge_notifier.console.records.window import Window, between, last
from eventbridge_notifier.console.views.resources import Resource
from eventbridge_notifier.console.views.resources import resources as of_records
from eventbridge_notifier.console.watches import deployed_rules
from eventbridge_notifier.pipeline.generate import compile_texts

MOST = 200  # records or resources of an answer
LOOKED_AT = 20_000  # records that one call reads at most
NEAREST = 5  # rules that do not match, of an explanation
LARGEST = 100_000  # characters of an event or a spec that a caller hands over
EVENT = 40_000  # characters of an event's JSON in an answer; a longer one is left out

Watch = Annotated[str, Field(description="The name of a watch; empty for all of them.")]
Since = Annotated[str, Field(description="How long ago at most: 90s, 15m, 24h, 7d, 2w, 1y.")]
Until = Annotated[str, Field(description="The end, as 2026-11-23T10:30Z, 2h (ago) or now.")]
Actor = Annotated[str, Field(description="Part of who did it: a user, role or session.")]
Event = Annotated[str, Field(description="How the call's name begins, such as CreateUser.")]
Name = Annotated[str, Field(description="An ARN, or part of a resource's name.")]
Change = Literal["", "created", "changed", "deleted", "read", "other"]
Severity = Literal["", "info", "low", "medium", "high", "critical"]
Outcome = Annotated[str, Field(
    description="succeeded, failed, denied, or an error code such as AccessDenied.")]
Text = Annotated[str, Field(description="Words, in any case, all of which must occur.")]
Limit = Annotated[int, Field(ge=1, le=MOST)]
Id = Annotated[str, Field(description="The id of a record, or how it begins.")]


class Wrong(Exception):
    """A question that cannot be answered, in words for whoever asked."""


class Tools:
    """The tools over one deployment, whose parts are looked up when they are first needed."""

    def __init__(self, clients: Callable[[], Clients], name: str) -> None:
        self._connect, self._name = clients, name

    @cached_property
    def _clients(self) -> Clients:
        return self._connect()

    @cached_property
    def _table(self) -> Table:
        return find(self._clients, self._name)

    def records(self, watch: Watch = "", since: Since = "24h", until: Until = "now",
                actor: Actor = "", event: Event = "", resource: Name = "", change: Change = "",
                outcome: Outcome = "", severity: Severity = "", account: str = "",
                region: str = "", text: Text = "", limit: Limit = 20) -> Answer:
        """List recorded events, newest first: when, who, what, on which resource, the outcome.

        Begin here. Narrow by watch, time, actor, event, resource, change, outcome or words; then
        ask `record` for one of the ids.
        """
        filters = Filters(watches=(watch,) if watch else (), actor=actor, event=event,
                          resource=resource, change=change, outcome=outcome, severity=severity,
                          account=account, region=region, text=text)
        if watch and (wrong := unknown_name((watch,), (), self._recorded, self._table)):
            raise Wrong(wrong)
        found, complete = self._read(filters, _window(since, until), limit)
        return answer({"records": found, "complete": complete})

    def record(self, id: Id) -> Answer:
        """Show one record whole: who, what, from where, the outcome, its watches, and the event."""
        held = record_detail.read(self._table, record_detail.full_id(self._table, id))
        parts, event = summarize(held.event), visible(held.event)
        size = len(json.dumps(event))
        return answer({
            "id": held.id, "title": parts.title, "outcome": parts.outcome, "reason": parts.reason,
            "sections": {question: dict(said) for question, said in parts.sections.items()},
            "records": held.records,
            "event": event if size <= EVENT else f"left out: {size:,} characters of JSON"})

    def resources(self, resource: Name = "", since: Since = "30d", change: Change = "",
                  actor: Actor = "", limit: Limit = 50) -> Answer:
        """List the resources that records are about: who made each, and its last change.

        Only what watches record is known here.
        """
        found, complete = self._resources(
            Filters(resource=resource, change=change, actor=actor), since)
        return answer({"resources": [one.as_dict() for one in found[:limit]],
                       "complete": complete and len(found) <= limit})

    def resource(self, resource: Name, since: Since = "30d", limit: Limit = 50) -> Answer:
        """Tell one resource's story: whether it exists, who made it, and its records."""
        found, complete = self._resources(Filters(resource=resource), since)
        exact = [one for one in found if one.name == resource] or found
        if len(exact) != 1:
            raise Wrong(unknown("resource", resource, [one.name for one in found]))
        return answer({**exact[0].as_dict(), "history": exact[0].records[:limit],
                       "complete": complete and exact[0].count <= limit})

    def explain(self, id: str = "", event: str = "", watch: Watch = "") -> Answer:
        """Say which deployed watches match an event, and why others do not.

        Give the `id` of a record, or the JSON text of an EventBridge event or a CloudTrail record
        as `event`.
        """
        if bool(id) == bool(event):
            raise Wrong("give either id or event")
        if len(event) > LARGEST:
            raise Wrong(f"the event has {len(event):,} characters; at most {LARGEST:,} are read")
        said = read(event) if event else record_detail.read(
            self._table, record_detail.full_id(self._table, id)).event
        rules = deployed_rules(self._name, self._clients)
        found = reasons(_called(watch, rules), said)
        matching = [one for one in found if one.matched]
        nearest = [one for one in found if not one.matched][:NEAREST]
        return answer([{"watch": one.watch, "matched": one.matched,
                        "why": [text for text, _ in one.lines]} for one in (*matching, *nearest)])

    def check(self, spec: Annotated[str, Field(description="The text of a spec, YAML.")]) -> Answer:
        """Check the text of a watch spec. Nothing is deployed, and no file is read or written."""
        if len(spec) > LARGEST:
            raise Wrong(f"the spec has {len(spec):,} characters; at most {LARGEST:,} are checked")
        found = compile_texts([("watches.yaml", spec)])
        return answer({"findings": [one.as_dict() for one in found.findings],
                       "watches": [rule.name for rule in found.rules]})

    def health(self) -> Answer:
        """Say whether events are being recorded: trail, rules, recorder, table, queues, alarms."""
        found = findings(collect.gather(discover(self._name, self._clients), self._clients))
        return answer({"healthy": healthy(found), "findings": [one._asdict() for one in found]})

    def alerts(self) -> Answer:
        """List what people are being told of, and what was held back and why."""
        items = (item for _, item in Alerts(self._name, self._clients).items())
        shown = overview(items, time.time())
        return answer({"groups": [one._asdict() for one in shown.groups],
                       "held_back": [one._asdict() for one in shown.held_back],
                       "snoozes": [one._asdict() for one in shown.snoozes]})

    @property
    def _recorded(self) -> Recorded:
        return Recorded(self._clients, self._name)

    def _read(self, filters: Filters, window: Window, limit: int) -> tuple[list[Record], bool]:
        """Records, as many as wanted, and whether these are all."""
        found: list[Record] = []
        looked = 0
        for page in self._table.pages(filters, window):
            found += page.records
            looked += page.looked
            if len(found) > limit or looked > LOOKED_AT:
                return found[:limit], False
        return found, True

    def _resources(self, filters: Filters, since: str) -> tuple[list[Resource], bool]:
        found, complete = self._read(filters, _window(since, "now"), LOOKED_AT)
        return of_records(self._table.detailed(found)), complete


def _window(since: str, until: str) -> Window:
    now = datetime.now(UTC)
    return last(since, now) if until == "now" else between(since, until, now)


def _called(watch: str, rules: list[DeployedRule]) -> list[DeployedRule]:
    """The rules of that watch, all where none is named. Raises Wrong."""
    if not watch:
        return rules
    found = [rule for rule in rules if rule.watch == watch]
    if not found:
        raise Wrong(unknown("watch", watch, list(dict.fromkeys(rule.watch for rule in rules))))
    return found


WRONG = (Wrong, NoEvent, NoSuchRecord, ValueError)
"""What tools raise in words."""
