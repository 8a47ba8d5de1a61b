"""Which records somebody may see: part of every query, for a page shown to others. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from eventbridge_notifier.console.records.filters import Expression, Filters, Record

# Attribute -> the field of Access that restricts it.
RESTRICTED = {"account": "accounts", "severity": "severities"}


@dataclass(frozen=True)
class Access:
    """Accounts, watches and severities that somebody may see; None is all of them.

    A record that lacks an attribute is seen by nobody who is restricted by it.
    """

    accounts: tuple[str, ...] | None = None
    watches: tuple[str, ...] | None = None
    severities: tuple[str, ...] | None = None

    def narrow(self, filters: Filters) -> Filters | None:
        """The filters as far as the watches may be seen; None where none of them may."""
        if self.watches is None:
            return filters
        wanted = filters.watches or self.watches
        seen = tuple(watch for watch in wanted if watch in self.watches)
        return replace(filters, watches=seen) if seen else None

    def accept(self, record: Record) -> bool:
        """Whether a record, or an item of the same names, may be seen."""
        return (self.watches is None or record.get("watch") in self.watches) and all(
            allowed is None or record.get(attribute) in allowed
            for attribute, allowed in self._allowed())

    def restrict(self, expression: Expression) -> Expression:
        """The expression, and that accounts and severities may be seen."""
        parts = [expression.text] if expression.text else []
        names, values = dict(expression.names), dict(expression.values)
        for attribute, allowed in self._allowed():
            if allowed is None:
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
