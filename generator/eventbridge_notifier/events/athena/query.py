"""Watches as one condition in SQL, and the query that finds the files worth reading. Pure.

The condition is a superset: it holds for every record that fires one of the watches. Where the SQL
would outgrow Athena's limit it is made coarser, down to the services alone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import date

from sqlglot import exp

from eventbridge_notifier import aws
from eventbridge_notifier.events.athena import conditions
from eventbridge_notifier.events.athena.columns import COLUMNS, JSON_COLUMNS
from eventbridge_notifier.events.firing import Armed
from eventbridge_notifier.patterns.operators.base import Leaf
from eventbridge_notifier.patterns.operators.literals import Exact

DIALECT = "athena"
LONGEST = 250_000
"""Bytes of SQL. Athena takes 262,144 (Service Quotas, "Query string length")."""

Alternative = dict[str, tuple[Leaf, ...]]


def condition(rules: Iterable[Armed], longest: int = LONGEST) -> exp.Expr:
    """Holds for every record that fires one of the rules, and for others."""
    alternatives = [one for rule in rules for one in rule.compiled.alternatives
                    if not _never(one)]
    for wanted in (_whole, _call, _service):
        found = _any(alternatives, wanted)
        if len(found.sql(DIALECT).encode()) <= longest:
            return found
    return exp.true()


def query(table: str, rules: Iterable[Armed], first: date, last: date,
          accounts: Collection[str] = (), regions: Collection[str] = ()) -> str:
    """A row for each file that must be read, and one without `path` for all others together: how
    many records each holds, and the times of the first and the last."""
    held = exp.Max(this=exp.If(this=condition(rules), true=exp.Literal.number(1),
                               false=exp.Literal.number(0)))
    files = exp.select(
        exp.column("$path", quoted=True).as_("path"), exp.Count(this=exp.Star()).as_("events"),
        exp.Min(this=exp.column("eventtime")).as_("earliest"),
        exp.Max(this=exp.column("eventtime")).as_("latest"), held.as_("held"),
    ).from_(exp.to_table(table)).where(_partitions(first, last, accounts, regions)).group_by(
        exp.column("$path", quoted=True))
    path = exp.If(this=exp.EQ(this=exp.column("held"), expression=exp.Literal.number(1)),
                  true=exp.column("path"))
    whole = exp.select(
        path.as_("path"), exp.Sum(this=exp.column("events")).as_("events"),
        exp.Min(this=exp.column("earliest")).as_("earliest"),
        exp.Max(this=exp.column("latest")).as_("latest"),
    ).from_(files.subquery("files")).group_by(exp.Literal.number(1))
    return whole.sql(DIALECT)


def _partitions(first: date, last: date, accounts: Collection[str], regions: Collection[str]
                ) -> exp.Expr:
    found: list[exp.Expr] = [exp.Between(
        this=exp.column("day"), low=exp.Literal.string(f"{first:%Y/%m/%d}"),
        high=exp.Literal.string(f"{last:%Y/%m/%d}"))]
    for name, values in (("account", accounts), ("region", regions)):
        if values:
            found.append(exp.In(this=exp.column(name),
                                expressions=[exp.Literal.string(one) for one in sorted(values)]))
    return exp.and_(*found, copy=False)


def _any(alternatives: Iterable[Alternative],
         wanted: Callable[[Alternative], dict[str, exp.Expr]]) -> exp.Expr:
    """Each once, joined by OR."""
    found: dict[str, exp.Expr] = {}
    for one in alternatives:
        parts = list(wanted(one).values())
        if not parts:
            return exp.true()
        whole = exp.and_(*parts, copy=False)
        found[whole.sql(DIALECT)] = whole
    return exp.or_(*found.values(), copy=False) if found else exp.false()


def _whole(alternative: Alternative) -> dict[str, exp.Expr]:
    """All that SQL can ask, by path."""
    asked = {path: _at(path, leaves) for path, leaves in alternative.items()
             if path != "source" or "detail.eventSource" not in alternative}
    return {path: one for path, one in asked.items() if one is not None}


def _call(alternative: Alternative) -> dict[str, exp.Expr]:
    return _only(alternative, "detail.eventSource", "source", "detail.eventName")


def _service(alternative: Alternative) -> dict[str, exp.Expr]:
    return _only(alternative, "detail.eventSource", "source")


def _only(alternative: Alternative, *paths: str) -> dict[str, exp.Expr]:
    return _whole({path: alternative[path] for path in paths if path in alternative})


def _never(alternative: Alternative) -> bool:
    """Whether no record can have the detail-type: the event comes from a service itself."""
    kinds = alternative.get("detail-type", ())
    return bool(kinds) and not any(
        leaf.test(kind) for leaf in kinds for kind in aws.VIA_CLOUDTRAIL)


def _at(path: str, leaves: tuple[Leaf, ...]) -> conditions.Condition:
    """What the conditions at one path, of which one suffices, ask of the columns."""
    found = [_asked(path, leaf) for leaf in leaves]
    known = [one for one in found if one is not None]
    return conditions.any_of(known) if len(known) == len(found) else None


def _asked(path: str, leaf: Leaf) -> conditions.Condition:
    if path == "source":
        return _source(leaf)
    if path == "detail-type":
        return _kind(leaf)
    if path in COLUMNS:
        return conditions.of_text(_column(*COLUMNS[path]), leaf)
    for root, column in JSON_COLUMNS.items():
        if path.startswith(f"{root}."):
            return conditions.of_json(exp.column(column), path.rpartition(".")[2], leaf)
    return None


def _source(leaf: Leaf) -> conditions.Condition:
    """`envelope.wrap` makes the source of eventSource; that of insights is CloudTrail's."""
    if not isinstance(leaf, Exact) or leaf.value == "aws.cloudtrail":
        return None
    name = str(leaf.value).removeprefix("aws.")
    return exp.In(this=exp.column("eventsource"), expressions=[
        exp.Literal.string(one) for one in (name + aws.SUFFIX, name)])


def _kind(leaf: Leaf) -> conditions.Condition:
    """Whatever has no known eventType, or signs in, may be a call."""
    types = [kind for kind, names in aws.OF_EVENT_TYPE.items() if any(map(leaf.test, names))]
    if any(map(leaf.test, (aws.API_CALL, *aws.SIGN_IN))):
        return None
    return exp.In(this=exp.column("eventtype"),
                  expressions=[exp.Literal.string(one) for one in types])


def _column(name: str, *fields: str) -> exp.Expr:
    found: exp.Expr = exp.column(name)
    for field in fields:
        found = exp.Dot(this=found, expression=exp.to_identifier(field))
    return found
