"""PutEvents and PutPartnerEvents: moto delivers their events to few targets only."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from eventbridge_notifier.sandbox.core.model import Call, Outcome
from eventbridge_notifier.sandbox.events.rules import Bus, bus_name

Event = Mapping[str, Any]
Put = Callable[[Bus, Event], None]

LARGEST, MOST = 1_048_576, 10  # bytes and entries of one request


def put_events(call: Call, put: Put) -> Outcome:
    """Puts each entry on its bus; those that AWS refuses are answered with their error."""
    entries = call.params.get("Entries") or []
    if not 1 <= len(entries) <= MOST:
        return Outcome(400, {}, "ValidationException",
                       f"Entries: must have 1 to {MOST} members, has {len(entries)}")
    if (size := sum(map(entry_size, entries))) > LARGEST:
        return Outcome(400, {}, "ValidationException",
                       f"Total size of the entries in the request is over the limit: {size}")
    answers = [_entry(call, entry, put) for entry in entries]
    failed = sum("ErrorCode" in one for one in answers)
    return Outcome(200, {"FailedEntryCount": failed, "Entries": answers})


def put_partner_events(call: Call, put: Put, buses: Callable[[str], list[Bus]]) -> Outcome:
    """Puts each entry on the buses of its partner source, in all accounts: `buses` finds them."""
    answers = []
    for entry in call.params.get("Entries") or []:
        event = envelope(call, entry)
        for bus in buses(str(entry.get("Source", ""))):
            put(bus, {**event, "account": bus.account, "region": bus.region})
        answers.append({"EventId": event["id"]})
    return Outcome(200, {"FailedEntryCount": 0, "Entries": answers})


def _entry(call: Call, entry: Mapping[str, Any], put: Put) -> dict[str, str]:
    if refused := problem(entry):
        return {"ErrorCode": refused[0], "ErrorMessage": refused[1]}
    event = envelope(call, entry)
    put(bus_of(call, entry.get("EventBusName")), event)
    return {"EventId": event["id"]}


def problem(entry: Mapping[str, Any]) -> tuple[str, str] | None:
    """Error code and message of an entry that AWS refuses."""
    for name in ("Source", "DetailType", "Detail"):
        if not entry.get(name):
            return "InvalidArgument", f"Parameter {name} is not valid. Reason: {name} is required."
    if str(entry["Source"]).startswith("aws."):
        return "NotAuthorizedForSourceException", "Not authorized for the source."
    try:
        detail = json.loads(entry["Detail"])
    except ValueError:
        detail = None
    return None if isinstance(detail, dict) else ("MalformedDetail", "Detail is malformed.")


def envelope(call: Call, entry: Mapping[str, Any]) -> dict[str, Any]:
    """The event of an entry."""
    given = entry.get("Time")
    time = given.strftime("%Y-%m-%dT%H:%M:%SZ") if isinstance(given, datetime) else call.time
    return {
        "version": "0", "id": str(uuid4()), "detail-type": entry.get("DetailType", ""),
        "source": entry.get("Source", ""), "account": call.account,
        "time": time or datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), "region": call.region,
        "resources": list(entry.get("Resources") or []),
        "detail": json.loads(entry.get("Detail") or "{}"),
    }


def bus_of(call: Call, given: str | None) -> Bus:
    """The bus that an entry names, by name or ARN."""
    if given and given.startswith("arn:"):
        return Bus.of_arn(given)
    return Bus(call.account, call.region, bus_name(given))


def entry_size(entry: Mapping[str, Any]) -> int:
    """Bytes of an entry, as AWS counts them."""
    texts = [entry.get(name) or "" for name in ("Source", "DetailType", "Detail")]
    counted = sum(len(str(one).encode()) for one in (*texts, *(entry.get("Resources") or ())))
    return counted + (14 if entry.get("Time") else 0)
