"""What a call does to its resource, by the first word of its name. Data, and a look-up."""

from __future__ import annotations

import re
from typing import Any

CREATED, CHANGED, DELETED, READ, OTHER = "created", "changed", "deleted", "read", "other"

# The first word of an operation's name to what becomes of the resource that the rest names.
# Source: the verbs of all operations in botocore's models. A verb that is not here changes.
VERBS = {
    **dict.fromkeys((
        "Allocate", "Clone", "Copy", "Create", "Import", "Issue", "Launch", "Provision",
        "Publish", "Purchase", "Register", "Restore", "Run"), CREATED),
    **dict.fromkeys((
        "Delete", "Deprovision", "Deregister", "Destroy", "Release", "Terminate"), DELETED),
    **dict.fromkeys((
        "Batch Get", "Check", "Describe", "Download", "Estimate", "Filter", "Get", "Head", "List",
        "Lookup", "Preview", "Query", "Scan", "Search", "Select", "Simulate", "Test", "Validate",
        "View"), READ),
    **dict.fromkeys((
        "Assume", "Console", "Converse", "Decrypt", "Encrypt", "Federate", "Generate",
        "Invoke", "Login", "Logout", "Post", "Re Encrypt", "Send", "Sign", "Verify"), OTHER),
}
# The last word of a native event's detail-type. Source: the detail-types of AWS's Events Reference.
ENDINGS = {
    **dict.fromkeys(("Created", "Launched"), CREATED),
    **dict.fromkeys(("Deleted", "Terminated", "Expired"), DELETED),
    **dict.fromkeys(("Change", "Changed", "Updated", "Modified", "Transition"), CHANGED),
}
_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z][a-z]+|[a-z]+")


def words(name: str) -> list[str]:
    """The words of a CamelCase name: `CreateDBInstance` gives Create, DB, Instance."""
    return _WORDS.findall(name)


def change_of(event: dict[str, Any]) -> str:
    """The change of an event of which nothing but its names is known."""
    detail = event.get("detail")
    detail = detail if isinstance(detail, dict) else {}
    name = detail.get("eventName")
    if not isinstance(name, str) or not name:
        last = str(event.get("detail-type") or "").split(" ")[-1]
        return ENDINGS.get(last, OTHER)
    of_verb = change_by_verb(name)
    return READ if detail.get("readOnly") is True and of_verb != OTHER else of_verb


def change_by_verb(name: str) -> str:
    """The change of an operation, by the first words of its name."""
    first = words(name)[:2]
    return VERBS.get(" ".join(first), VERBS.get(first[0], CHANGED)) if first else OTHER
