"""What a record says about its event beside the event itself. Pure.

The recorder writes it, `records reindex` writes it again, and the indexes hold it: a message and a
row of a list need nothing else.
"""

from __future__ import annotations

from typing import Any

from eventbridge_notifier.record_format.paths import text
from eventbridge_notifier.record_format.resources import Rows, resources_of

# Which of these attributes a record has, as a number that grows: a record without one is of version
# 1, and has those of SUMMARY.
VERSION = 2
SUCCEEDED = "succeeded"

# The first path that holds a text wins; paths are those of `paths`.
SUMMARY = {
    "eventId": ("$.id",),
    "source": ("$.source",),
    "detailType": ("$.detail-type",),
    "eventSource": ("eventSource",),
    "eventName": ("eventName",),
    "account": ("$.account", "recipientAccountId"),
    "region": ("$.region", "awsRegion"),
    # CloudTrail user guide, userIdentity: which of these is there depends on its type.
    "actor": (
        "userIdentity.arn",
        "userIdentity.invokedBy",
        "userIdentity.userName",
        "userIdentity.principalId",
        "userIdentity.accountId",
        "userIdentity.type",
    ),
    # An address, or the service that called.
    "sourceIp": ("sourceIPAddress",),
}
_SIGN_IN_FAILED = "Failure"

# The table's keys, and what its indexes hold beside them: modules/eventbridge_notifier/table.tf.
KEYS = ("id", "watch", "time")
INDEXED = tuple(sorted((*SUMMARY, "severity", "resource", "resourceType", "change", "outcome",
                        "summaryVersion")))


def summary_of(event: dict[str, Any], severity: str | None, rows: Rows) -> dict[str, Any]:
    """Attribute -> value; what the event does not say is absent.

    `rows` tell what calls act on (see `resources`). `resources` is there where there are others
    beside the main one, and begins with that.
    """
    found: dict[str, Any] = {}
    for name, paths in SUMMARY.items():
        for path in paths:
            if value := text(event, path):
                found[name] = value
                break
    about = resources_of(event, rows)
    found |= {
        "severity": severity, "resource": about.main, "resourceType": about.type,
        "resources": list(about.every[1:] and about.every), "change": about.change,
        "outcome": outcome_of(event), "summaryVersion": VERSION,
    }
    return {name: value for name, value in found.items() if value}


def outcome_of(event: dict[str, Any]) -> str | None:
    """`succeeded` or the error's code; None where the event is of no call."""
    name = text(event, "eventName")
    if name is None:
        return None
    if code := text(event, "errorCode"):
        return code
    # Console sign-in says so in its answer: {"ConsoleLogin": "Failure"}.
    failed = text(event, f"responseElements.{name}") == _SIGN_IN_FAILED
    return text(event, "errorMessage") or _SIGN_IN_FAILED if failed else SUCCEEDED
