"""An alert in words, the same for every channel. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import NamedTuple

from eventbridge_notifier.alerts.arrival import Arrival
from eventbridge_notifier.alerts.decide import LATE, Alert
from eventbridge_notifier.alerts.people import who
from eventbridge_notifier.alerts.policy import Policy
from eventbridge_notifier.alerts.words import clean, short_resource
from eventbridge_notifier.record_format.paths import text

# Console domain by partition. Source: AWS general reference, partitions; the default is `aws`.
DOMAINS = {"cn": "console.amazonaws.cn", "us-gov": "console.amazonaws-us-gov.com",
           "eusc": "console.amazonaws-eusc.eu"}
DOMAIN = "console.aws.amazon.com"


class Message(NamedTuple):
    """`facts` and `links` are (label, text or address) in the order to show them.

    `title` says everything that fits into one line; `time` is ISO 8601 in UTC. `resolved` closes
    the alert where a channel knows such a thing.
    """

    alert: Alert
    title: str
    description: str
    facts: tuple[tuple[str, str], ...]
    links: tuple[tuple[str, str], ...]
    hint: str
    time: str
    resolved: bool = False


class Surroundings(NamedTuple):
    """What messages need to know of the stack. `accounts` gives accounts the names people know."""

    stack: str
    region: str
    accounts: Mapping[str, str]
    page: str = ""


def message(alert: Alert, policies: Mapping[str, Policy], around: Surroundings) -> Message:
    """The message of an alert."""
    policy = policies[alert.about]
    facts = _of_record(alert, around) if alert.records else _of_digest(alert)
    return Message(alert, _title(alert, around), clean(policy.description), tuple(facts),
                   tuple(_links(alert, policy, around)), _hint(alert, around), utc(alert.last))


def _title(alert: Alert, around: Surroundings) -> str:
    sign = f"[{alert.severity.upper()}] {alert.watches[0]}"
    if not alert.records:
        by = f" by {clean(', '.join(filter(None, alert.group)), 80)}" if any(alert.group) else ""
        return f"{sign}: {alert.total} more{by}, last {_clock(alert.last)}"
    lead = alert.records[0]
    late = "late: " if alert.kind == LATE else ""
    return f"{sign}: {late}{happened(lead)} in {_account(lead, around)}"


def happened(one: Arrival) -> str:
    """In one line: who did what to which resource, by its short name, and the outcome."""
    name = clean(text(one.event, "eventName") or text(one.event, "$.detail-type") or "an event", 80)
    actor = who(one.event).name
    resource = clean(short_resource(one.summary.get("resource", "")), 120)
    outcome = _outcome(one)
    what = f"{actor}: {name}" if actor else name
    on = f" on {resource}" if resource else ""
    return f"{what}{on}{' ' + outcome if outcome else ''}"


def _outcome(one: Arrival) -> str:
    outcome = one.summary.get("outcome", "")
    if outcome in ("", "succeeded"):
        return outcome
    return f"failed ({clean(outcome, 60)})"


def _of_record(alert: Alert, around: Surroundings) -> list[tuple[str, str]]:
    lead = alert.records[0]
    person = who(lead.event)
    rows = [
        ("What", clean(text(lead.event, "eventName") or text(lead.event, "$.detail-type") or "")),
        ("Who", person.name),
        ("Via", person.way),
        ("On", clean(lead.summary.get("resource", ""))),
        ("From", clean(lead.summary.get("sourceIp", ""))),
        ("Outcome", _outcome(lead)),
        ("Account", _account(lead, around)),
        ("Region", clean(lead.summary.get("region", ""))),
        ("When", utc(lead.time)),
        ("Watches", ", ".join(alert.watches)),
        *((clean(name, 60), clean(value)) for name, value in lead.fields.items()),
    ]
    if alert.total > 1:
        rows.insert(0, ("Records", f"{alert.total} since {utc(alert.first)}"))
    if alert.kind == LATE:
        rows.insert(0, ("Late", f"recorded only {utc(lead.created)}"))
    return [(label, value) for label, value in rows if value]


def _of_digest(alert: Alert) -> list[tuple[str, str]]:
    rows = [("Records", f"{alert.total} more"), ("First", utc(alert.first)),
            ("Last", utc(alert.last)), ("Group", clean(", ".join(filter(None, alert.group)))),
            ("Watch", alert.watches[0])]
    return [(label, value) for label, value in rows if value]


def _links(alert: Alert, policy: Policy, around: Surroundings) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    if alert.records:
        lead = alert.records[0]
        event = text(lead.event, "eventID")
        region = lead.summary.get("region") or around.region
        if event and _plain(event) and _plain(region):
            found.append(("Event", f"https://{region}.{domain(region)}/cloudtrailv2/home?region="
                                   f"{region}#/events/{event}"))
        if around.page and _plain(lead.id):
            found.append(("Record", f"{around.page.rstrip('/')}/event/{lead.id}"))
    if policy.runbook:
        found.append(("Runbook", policy.runbook))
    return found


def domain(region: str) -> str:
    """The console's domain for a region's partition."""
    special = (name for prefix, name in DOMAINS.items() if region.startswith(prefix + "-"))
    return next(special, DOMAIN)


def _hint(alert: Alert, around: Surroundings) -> str:
    name = "" if around.stack == "eventbridge-notifier" else f" --name {around.stack}"
    return ("To snooze it: eventbridge-notifier alerts snooze "
            f"{alert.id.split('-')[0]} --for 4h{name}")


def _account(one: Arrival, around: Surroundings) -> str:
    account = clean(one.summary.get("account", ""), 20)
    name = around.accounts.get(account, "")
    return f"{clean(name, 60)} ({account})" if name else account


def _plain(text: str) -> bool:
    """Whether a text can stand in an address as it is."""
    return bool(text) and all(sign.isascii() and (sign.isalnum() or sign in "-_.") for sign in text)


def utc(moment: float) -> str:
    return datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%d %H:%M:%S UTC")


def _clock(moment: float) -> str:
    return datetime.fromtimestamp(moment, UTC).strftime("%H:%M UTC")
