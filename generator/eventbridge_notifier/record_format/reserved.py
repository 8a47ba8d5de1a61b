"""Attribute names that every item may have; a watch's `record` cannot take them.

The module refuses the same names (modules/eventbridge_notifier/variables.tf); a test compares.
"""

from __future__ import annotations

from eventbridge_notifier.record_format.summary import INDEXED, KEYS

# Keys of the sharded indexes, and what a record says of the resource that an event is about.
RESOURCE = ("resource", "resourceType", "resources", "change", "outcome", "sourceIp",
            "summaryVersion")
SHARDS = ("dayShard", "watchShard", "resourceShard")

RESERVED = frozenset({
    *KEYS, *INDEXED, *RESOURCE, *SHARDS, "day", "event", "eventLocation", "expiresAt", "omitted",
})
