"""Which records somebody may see: part of every query, for a page shown to others. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from eventbridge_notifier.console.records.filters import Expression, Filters, Record

# Attribute -> the field of Access that restricts it.
RESTRICTED = {"account": "accounts", "severity": "severities"}
OPERANDS = 100  # of IN; DynamoDB developer guide, "Comparison operator and function reference"
ACCOUNT = re.compile(r"(?<!\d)\d{12}(?!\d)")
MASK = "another account"


@dataclass(frozen=True)
class Access:
    """Accounts, watches and severities that somebody may see; None is all of them.

    A record that lacks an attribute is seen by nobody who is restricted by it.
    """

    accounts: tuple[str, ...] | None = None
    watches: tuple[str, ...] | None = None
    severities: tuple[str, ...] | None = None
    # Of which one must allow a record, besides the above: see `either`.
    alternatives: tuple[Access, ...] = ()

    def narrow(self, filters: Filters) -> Filters | None:
        """The filters as far as the watches may be seen; None where none of them may."""
        if self.watches is None:
            return filters
        wanted = filters.watches or self.watches
        seen = tuple(watch for watch in wanted if watch in self.watches)
        return replace(filters, watches=seen) if seen else None

    def sees(self, watch: str) -> bool:
        """Whether a watch may be seen at all."""
        return self.watches is None or watch in self.watches

    @property
    def is_restricted(self) -> bool:
        """Whether anything may not be seen."""
        return self != EVERYTHING

    @property
    def sees_watches_whole(self) -> bool:
        """Whether of each watch that may be seen all records may be."""
        return self.accounts is None and self.severities is None and not self.alternatives

    def without_others(self, text: str) -> str:
        """The text with each account that may not be seen masked: patterns name accounts."""
        if self.accounts is None:
            return text
        seen = frozenset(self.accounts)
        return ACCOUNT.sub(lambda found: found[0] if found[0] in seen else MASK, text)

    def accept(self, record: Record) -> bool:
        """Whether a record, or an item of the same names, may be seen."""
        return self.sees(str(record.get("watch"))) and all(
            allowed is None or record.get(attribute) in allowed
            for attribute, allowed in self._allowed()) and (
            not self.alternatives or any(one.accept(record) for one in self.alternatives))

    def restrict(self, expression: Expression) -> Expression:
        """The expression, and that accounts and severities may be seen, as far as one can say it:
        `accept` has the last word."""
        parts = [expression.text] if expression.text else []
        names, values = dict(expression.names), dict(expression.values)
        for attribute, allowed in self._allowed():
            if allowed is None or len(allowed) > OPERANDS:
                continue
            keys = [f":{attribute}{number}" for number in range(len(allowed))]
            values |= {key: {"S": value} for key, value in zip(keys, allowed, strict=True)}
            names[f"#{attribute}"] = attribute
            # An empty list allows nothing: no account has this name.
            parts.append(f"#{attribute} IN ({', '.join(keys or [':nobody'])})")
            values |= {} if keys else {":nobody": {"S": "-"}}
        return Expression(" AND ".join(parts), names, values)

    def _allowed(self) -> list[tuple[str, Any]]:
        return [(attribute, getattr(self, name)) for attribute, name in RESTRICTED.items()]


EVERYTHING = Access()
NOTHING = Access((), (), ())


def either(parts: Sequence[Access]) -> Access:
    """What may be seen by any of the parts. Raises ValueError where there are none."""
    if not parts:
        raise ValueError("nobody may see anything by no grant at all")
    if len(parts) == 1 or EVERYTHING in parts:
        return EVERYTHING if EVERYTHING in parts else parts[0]

    def all_of(name: str) -> tuple[str, ...] | None:
        lists = [getattr(one, name) for one in parts]
        return None if None in lists else tuple(dict.fromkeys(chain.from_iterable(lists)))

    return Access(all_of("accounts"), all_of("watches"), all_of("severities"), tuple(parts))
