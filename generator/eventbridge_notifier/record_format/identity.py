"""What stays the same when AWS delivers, forwards or replays an event again."""

from __future__ import annotations

import hashlib
from typing import Any, NamedTuple

from eventbridge_notifier.record_format.paths import text

AWS, PARTNERS = "aws.", "aws.partner/"
LONGEST_KEY = 1024  # bytes; a sort key's limit, the lower of the two


class DomainKey(NamedTuple):
    """Events of `source` whose detail-type ends so are the same when `paths` are.

    The source "" is every service of AWS's own.
    """

    source: str
    detail_type: str
    prefix: str
    paths: tuple[str, ...]


# The first path must be there, the others may be absent. Sources are AWS's own, which nobody
# else can send: an event that only claims an eventID must not displace the real one.
DOMAIN_KEYS = (
    # CloudTrail user guide, record contents: eventID identifies the event; a trail's copy for
    # another account has an eventID of its own.
    DomainKey("", " via CloudTrail", "", ("eventID",)),
    # Health user guide: communicationId is shared with the backup copy in us-west-2; pages of
    # one message differ in `page`, updates in `lastUpdatedTime`.
    DomainKey("aws.health", "", "health",
              ("communicationId", "affectedAccount", "page", "lastUpdatedTime")),
    # GuardDuty user guide: a finding keeps its id, an update of it has another updatedAt.
    DomainKey("aws.guardduty", "GuardDuty Finding", "guardduty", ("id", "accountId", "updatedAt")),
)


def identity(event: dict[str, Any]) -> str | None:
    """The record's id: a domain key, else the envelope's id; None where the event has neither."""
    key = _domain_key(event) or text(event, "$.id")
    return None if key is None else storable(key)


def is_aws(source: str) -> bool:
    """Whether `source` is AWS's own (`aws.*`), not a partner's (`aws.partner/*`)."""
    return source.startswith(AWS) and not source.startswith(PARTNERS)


def storable(key: str) -> str:
    """The key itself where a table's key can hold it, else its digest."""
    raw = key.encode("utf-8", "surrogatepass")
    if len(raw) <= LONGEST_KEY and key.isprintable():
        return key
    return f"sha256:{hashlib.sha256(raw).hexdigest()}"


def _domain_key(event: dict[str, Any]) -> str | None:
    source, detail_type = text(event, "$.source") or "", text(event, "$.detail-type") or ""
    for row in DOMAIN_KEYS:
        known = source == row.source if row.source else is_aws(source)
        if known and detail_type.endswith(row.detail_type) and text(event, row.paths[0]):
            parts = [text(event, path) or "" for path in row.paths]
            return "/".join([row.prefix, *parts] if row.prefix else parts)
    return None
