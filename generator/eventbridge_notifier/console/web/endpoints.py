"""What the page's scripts ask for and get at once: a JSON value each.

An endpoint takes the context and the request; it raises ValueError for an address that makes no
sense, NotFound or NoSuchRecord for what is not there, and what botocore raises.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from starlette.requests import Request

from eventbridge_notifier.console.aws_errors import ERRORS, explain_error
from eventbridge_notifier.console.deployment import NotFound
from eventbridge_notifier.console.explain import read, reason, reasons
from eventbridge_notifier.console.health import collect
from eventbridge_notifier.console.health.judge import findings, healthy
from eventbridge_notifier.console.records.event_summary import summarize
from eventbridge_notifier.console.records.items import BATCH, recorded_fields
from eventbridge_notifier.console.views.neighbours import neighbours as next_to
from eventbridge_notifier.console.views.story import story
from eventbridge_notifier.console.watches import watches
from eventbridge_notifier.console.web import address
from eventbridge_notifier.console.web.context import Context
from eventbridge_notifier.record_format.reserved import RESOURCE
from eventbridge_notifier.record_format.values import decode

STORY = "90d"  # of a resource, where no time is given


def event(context: Context, request: Request) -> Any:
    """A record whole: what it is made of, why it was recorded, and the event itself."""
    items = context.table.items(request.query_params.get("id", ""))
    held = context.table.event(items[0])
    parts = summarize(held)
    recorded = [{"watch": item["watch"]["S"], "severity": item.get("severity", {}).get("S", ""),
                 "fields": recorded_fields(item)} for item in items]
    return {
        "id": items[0]["id"]["S"], "time": items[0]["time"]["S"], "recorded": recorded,
        "title": parts.title, "outcome": parts.outcome, "reason": parts.reason,
        "sections": [{"question": question, "parts": said}
                     for question, said in parts.sections.items()],
        "actor": items[0].get("actor", {}).get("S", ""),
        **{name: decode(items[0][name]) for name in RESOURCE if name in items[0]},
        "why": _why(context, [one["watch"] for one in recorded], held),
        "json": json.dumps(held, indent=2, ensure_ascii=False)}


def _why(context: Context, names: list[str], held: Any) -> dict[str, Any]:
    try:
        rules = {rule.watch: rule for rule in context.rules()}
    except ERRORS as error:
        return {"trouble": str(explain_error(error)), "reasons": []}
    gone = [name for name in names if name not in rules]
    said = [reason(rules[name], held)._asdict() for name in names if name in rules]
    return {"trouble": "", "reasons": said, "gone": gone}


def event_alerts(context: Context, request: Request) -> Any:
    """The messages that told of an event, as far as the notifier remembers."""
    try:
        found = context.alerts_of(request.query_params.get("id", ""))
    except NotFound:
        return {"notifies": False, "alerts": []}
    return {"notifies": True, "alerts": found}


def fields(context: Context, request: Request) -> Any:
    """What watches recorded beside what lists hold: id -> fields, of keys [id, watch]."""
    try:
        keys = [json.loads(key) for key in request.query_params.getlist("key")[:BATCH]]
        rows = [{"id": str(id), "watch": str(watch)} for id, watch in keys]
    except (ValueError, TypeError, RecursionError):
        raise ValueError("a key is a list of an id and a watch") from None
    return {"fields": context.table.recorded(rows)}


def neighbours(context: Context, request: Request) -> Any:
    """The ids of the events next to one."""
    wanted = address.request(request.query_params, datetime.now(UTC))
    filters = replace(wanted.filters, id="")  # here the id says which event, not which list
    return next_to(context.table, filters, wanted.window,
                   request.query_params.get("id", ""), request.query_params.get("time", ""))


def resource(context: Context, request: Request) -> Any:
    """A resource's story."""
    params, now = request.query_params, datetime.now(UTC)
    wanted = address.request(params, now)
    name = params.get("resource", "").removeprefix("=")
    if not name:
        raise ValueError("no resource is named; follow a link of a list")
    return story(context.table, name, address.window(params, now, STORY), wanted.after)


def alerts(context: Context, request: Request) -> Any:
    """Open groups, and what was held back and why."""
    try:
        found = context.alerts()
    except NotFound:
        return {"notifies": False, "groups": [], "held_back": []}
    return {"notifies": True, "groups": [one._asdict() for one in found.groups],
            "held_back": [one._asdict() for one in found.held_back]}


def heartbeats(context: Context, request: Request) -> Any:
    """The last beat of each place."""
    found = context.heartbeats()
    if found is None:
        return {"minutes": 0, "places": []}
    return {"minutes": found.minutes, "places": [one._asdict() for one in found.places]}


def all_watches(context: Context, request: Request) -> Any:
    found = watches(context.rules(), context.table)
    return {"watches": [{**one.rule._asdict(), "status": one.status, "last": one.last,
                         "pattern": _pretty(one.rule.pattern)} for one in found]}


def _pretty(pattern: str) -> str:
    try:
        return json.dumps(json.loads(pattern), indent=2, ensure_ascii=False)
    except ValueError:
        return pattern


def health(context: Context, request: Request) -> Any:
    found = findings(collect.gather(context.deployment(), context.clients))
    return {"healthy": healthy(found), "findings": [one._asdict() for one in found]}


def tried(context: Context, text: str) -> Any:
    """An event that somebody pastes, held against every rule."""
    return {"reasons": [one._asdict() for one in reasons(context.rules(), read(text))]}


def state(context: Context, text: str) -> Any:
    """What AWS says of a resource now."""
    try:
        wanted = json.loads(text)
        type, resource = str(wanted["type"]), str(wanted["resource"])
    except (ValueError, TypeError, KeyError, RecursionError):
        raise ValueError("a resource is asked for by its type and its name") from None
    found = context.state(type, resource)
    return {"exists": found.exists, "words": found.words,
            "json": json.dumps(found.properties, indent=2, ensure_ascii=False)}
