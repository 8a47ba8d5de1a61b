"""An event, its important parts first. Pure.

What is looked for where is the table below. Sources: CloudTrail user guide, "record contents" and
"userIdentity element"; EventBridge user guide, "event structure".
"""

from __future__ import annotations

import json
from typing import Any, NamedTuple

SUCCEEDED, FAILED, UNKNOWN = "succeeded", "failed", ""


class Part(NamedTuple):
    """A line of the answer to one of the four questions."""

    label: str
    value: str


class EventSummary(NamedTuple):
    """`outcome` is succeeded, failed, or empty where an event has none."""

    title: str
    outcome: str
    reason: str
    sections: dict[str, list[Part]]


# Question -> (label, paths of which the first that is there answers). From the top of the event.
PARTS: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "Who": (
        ("identity", ("detail.userIdentity.arn", "detail.userIdentity.principalId",
                      "detail.userIdentity.invokedBy")),
        ("name", ("detail.userIdentity.userName",
                  "detail.userIdentity.sessionContext.sessionIssuer.userName",
                  "detail.userIdentity.onBehalfOf.userId")),
        ("kind", ("detail.userIdentity.type",)),
        ("through the service", ("detail.userIdentity.invokedBy",)),
        ("access key", ("detail.userIdentity.accessKeyId",)),
        ("with MFA", ("detail.userIdentity.sessionContext.attributes.mfaAuthenticated",
                      "detail.additionalEventData.MFAUsed")),
        ("account", ("detail.userIdentity.accountId",)),
    ),
    "What": (
        ("call", ("detail.eventName",)),
        ("service", ("detail.eventSource", "source")),
        ("kind", ("detail-type",)),
        ("reads only", ("detail.readOnly",)),
        ("resources", ("resources", "detail.resources")),
        ("asked for", ("detail.requestParameters",)),
    ),
    "From where": (
        ("address", ("detail.sourceIPAddress",)),
        ("program", ("detail.userAgent",)),
        ("region", ("detail.awsRegion", "region")),
        ("account", ("detail.recipientAccountId", "account")),
        ("VPC endpoint", ("detail.vpcEndpointId",)),
    ),
    "Outcome": (
        ("error", ("detail.errorCode",)),
        ("message", ("detail.errorMessage",)),
        ("sign-in", ("detail.responseElements.ConsoleLogin",)),
        ("result", ("detail.result", "detail.state", "detail.StatusCode")),
        ("answer", ("detail.responseElements",)),
        ("time", ("detail.eventTime", "time")),
    ),
}


def summarize(event: Any) -> EventSummary:
    """The parts of an event; whatever is missing or misshapen is left out."""
    sections = {question: [Part(label, text) for label, paths in rows
                           if (text := _said(event, paths))]
                for question, rows in PARTS.items()}
    outcome, reason = _outcome(event)
    if outcome == SUCCEEDED:
        sections["Outcome"].insert(0, Part("call", SUCCEEDED))
    return EventSummary(_title(event), outcome, reason, sections)


def _title(event: Any) -> str:
    return _said(event, ("detail.eventName", "detail-type")) or "an event"


def _outcome(event: Any) -> tuple[str, str]:
    code = _said(event, ("detail.errorCode",))
    sign_in = _said(event, ("detail.responseElements.ConsoleLogin",))
    if code or sign_in == "Failure":
        return FAILED, code or _said(event, ("detail.errorMessage",)) or "sign-in failed"
    is_call = _said(event, ("detail-type",)).endswith(" via CloudTrail")
    return (SUCCEEDED, "") if is_call else (UNKNOWN, "")


def _said(event: Any, paths: tuple[str, ...]) -> str:
    found = (_find(event, path) for path in paths)
    return next((_text(value) for value in found if value not in (None, "", [], {})), "")


def _find(event: Any, path: str) -> Any:
    for key in path.split("."):
        event = event.get(key) if isinstance(event, dict) else None
    return event


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    return json.dumps(value, indent=2, ensure_ascii=False)
