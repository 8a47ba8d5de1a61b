"""Who may see what: a token's groups or verified e-mail address, to a part of the records. Pure.

Nobody who is in no grant sees anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from eventbridge_notifier.console.records.access import Access, either


@dataclass(frozen=True)
class Grant:
    """What somebody in one of the groups, or with one of the addresses, may see."""

    groups: frozenset[str]
    emails: frozenset[str]
    access: Access


@dataclass(frozen=True)
class Person:
    """`email` is empty where the provider did not verify it. `groups` are those of any grant."""

    subject: str
    name: str = ""
    email: str = ""
    groups: frozenset[str] = frozenset()


def grant(row: Mapping[str, Any]) -> Grant:
    """A grant as the module writes it; accounts, watches and severities are lists, or null."""
    accounts, watches, severities = (None if row.get(name) is None else tuple(row[name])
                                     for name in ("accounts", "watches", "severities"))
    return Grant(frozenset(row.get("groups") or ()),
                 frozenset(one.casefold() for one in row.get("emails") or ()),
                 Access(accounts, watches, severities))


def access_of(grants: Iterable[Grant], person: Person) -> Access | None:
    """What a person may see by all their grants together; None where they have none."""
    found = [one.access for one in grants
             if one.groups & person.groups or (person.email and person.email in one.emails)]
    return either(found) if found else None


def known_groups(grants: Iterable[Grant], groups: Iterable[str]) -> frozenset[str]:
    """Those of the groups that some grant names: a cookie has 4 KB, people have hundreds."""
    return frozenset(groups) & frozenset(name for one in grants for name in one.groups)
