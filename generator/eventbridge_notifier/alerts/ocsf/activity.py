"""A record as an API Activity; one of an event that is no API call as a Base Event. Pure.

What is mapped to what follows AWS's own mapping of CloudTrail, as far as class 6003 goes
(Security Lake user guide, "CloudTrail event logs").
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from ipaddress import ip_address
from typing import Any, NamedTuple

from eventbridge_notifier.alerts.ocsf.head import (
    API_ACTIVITY,
    BASE_EVENT,
    head,
    metadata,
    milliseconds,
    without_empty,
)
from eventbridge_notifier.record_format import changes
from eventbridge_notifier.record_format.paths import find, text
from eventbridge_notifier.record_format.summary import SUCCEEDED

Said = Callable[[str], str]
ACTIVITIES = {changes.CREATED: 1, changes.READ: 2, changes.CHANGED: 3, changes.DELETED: 4,
              changes.OTHER: 99}
CLOUD, UNKNOWN, OTHER_USER = "AWS", "unknown", 99


class Recorded(NamedTuple):
    """A record of an event: what `record_format.summary` says, and the fields of its watch.

    `time` is the event's own, in epoch seconds.
    """

    id: str
    watches: tuple[str, ...]
    severity: str
    time: float
    summary: Mapping[str, Any]
    fields: Mapping[str, Any]


def activity(one: Recorded, event: Any, said: Said = str, whole: bool = True) -> dict[str, Any]:
    """The OCSF event of a record.

    `said` makes a text of the event harmless for where it goes; `whole` is whether request and
    answer go along.
    """
    event = event if isinstance(event, dict) else {}
    common = without_empty({
        "cloud": _cloud(one, said), "status_code": _failure(one, said),
        "status_detail": said(text(event, "errorMessage") or ""), **_status(one),
        "metadata": metadata(**_origin(one, event, said)), "message": _message(one, said)})
    unmapped = {"watches": list(one.watches), **{said(key): _json(value, said)
                                                 for key, value in one.fields.items()}}
    if not one.summary.get("eventName"):
        native = {"resources": _resources(one, said)} | ({"detail": event.get("detail")}
                                                         if whole else {})
        return (head(BASE_EVENT, 99, one.severity, one.time) | common
                | {"unmapped": without_empty(unmapped | native)})
    change = ACTIVITIES.get(str(one.summary.get("change")), 0)
    return head(API_ACTIVITY, change, one.severity, one.time) | common | without_empty({
        "api": _api(one, event, said, whole), "actor": _actor(one, event, said),
        "src_endpoint": _source(one, said), "http_request": without_empty({
            "user_agent": said(text(event, "userAgent") or "")}),
        "resources": _resources(one, said), "unmapped": unmapped})


def _message(one: Recorded, said: Said) -> str:
    name = one.summary.get("eventName") or one.summary.get("detailType") or "an event"
    on = one.summary.get("resource")
    return said(f"{name} on {on}" if on else str(name))


def _cloud(one: Recorded, said: Said) -> dict[str, Any]:
    account = said(one.summary.get("account", ""))
    return without_empty({"provider": CLOUD, "region": said(one.summary.get("region", "")),
                          "account": {"uid": account} if account else None})


def _origin(one: Recorded, event: dict[str, Any], said: Said) -> dict[str, Any]:
    return without_empty({
        "uid": said(one.id), "event_code": said(text(event, "eventType") or ""),
        "log_name": said(one.summary.get("detailType", "")),
        "log_provider": said(one.summary.get("source", "")),
        "labels": [f"watch:{watch}" for watch in one.watches]})


def _failure(one: Recorded, said: Said) -> str:
    outcome = str(one.summary.get("outcome", ""))
    return "" if outcome == SUCCEEDED else said(outcome)


def _status(one: Recorded) -> dict[str, Any]:
    outcome = one.summary.get("outcome")
    if not outcome:
        return {"status_id": 0, "status": "Unknown"}
    worked = outcome == SUCCEEDED
    return {"status_id": 1 if worked else 2, "status": "Success" if worked else "Failure"}


def _api(one: Recorded, event: dict[str, Any], said: Said, whole: bool) -> dict[str, Any]:
    request_id = said(text(event, "requestID") or "")
    asked, answered = (_json(find(event, path), said) if whole else None
                       for path in ("requestParameters", "responseElements"))
    return without_empty({
        "operation": said(str(one.summary.get("eventName", ""))),
        "service": without_empty({"name": said(one.summary.get("eventSource", ""))}),
        "version": said(text(event, "apiVersion") or ""),
        "request": without_empty({"uid": request_id, "data": asked}) if request_id else None,
        "response": without_empty({
            "error": said(text(event, "errorCode") or ""), "data": answered,
            "error_message": said(text(event, "errorMessage") or "")})})


def _actor(one: Recorded, event: dict[str, Any], said: Said) -> dict[str, Any]:
    """Who called: a user, the session, and the service that did so for them."""
    def held(path: str) -> str:
        return said(text(event, f"userIdentity.{path}") or "")

    kind, account = held("type"), held("accountId")
    user = without_empty({
        "uid": held("arn") or held("principalId") or said(str(one.summary.get("actor") or UNKNOWN)),
        "uid_alt": held("principalId"),
        "name": held("userName") or held("sessionContext.sessionIssuer.userName"),
        "type": kind, "type_id": OTHER_USER if kind else None,
        "account": {"uid": account} if account else None, "credential_uid": held("accessKeyId")})
    made = text(event, "userIdentity.sessionContext.attributes.creationDate")
    mfa = text(event, "userIdentity.sessionContext.attributes.mfaAuthenticated")
    session = without_empty({
        "issuer": held("sessionContext.sessionIssuer.arn"), "created_time": _moment(made),
        "is_mfa": mfa == "true" if mfa else None})
    return without_empty({"user": user, "session": session, "invoked_by": held("invokedBy")})


def _source(one: Recorded, said: Said) -> dict[str, str]:
    """An address, the service that called, or what is left where CloudTrail says neither."""
    said_of = str(one.summary.get("sourceIp", ""))
    try:
        return {"ip": str(ip_address(said_of))}
    except ValueError:
        return {"svc_name": said(said_of) or said(one.summary.get("eventSource", "")) or UNKNOWN}


def _resources(one: Recorded, said: Said) -> list[dict[str, str]]:
    main = one.summary.get("resource")
    every = dict.fromkeys([*([main] if main else []), *(one.summary.get("resources") or ())])
    return [without_empty({"uid": said(str(name)), "type": said(one.summary.get("resourceType", ""))
                           if name == main else ""}) for name in every]


def _moment(time: str | None) -> int | None:
    try:
        return milliseconds(datetime.fromisoformat(time).timestamp()) if time else None
    except (ValueError, OverflowError):
        return None


def _json(value: Any, said: Said) -> Any:
    """A JSON value with every text made harmless."""
    if isinstance(value, str):
        return said(value)
    if isinstance(value, dict):
        return {said(key): _json(one, said) for key, one in value.items()}
    return [_json(one, said) for one in value] if isinstance(value, list) else value
