"""SQL never misses an event that fires, and a backtest by way of Athena says what files say."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import sqlglot
from click.testing import CliRunner
from eventbridge_notifier import aws
from eventbridge_notifier.cli.athena import Asked
from eventbridge_notifier.cli.backtest.athena import search_with
from eventbridge_notifier.cli.backtest.reading import Wanted, of_paths, played
from eventbridge_notifier.cli.main import main
from eventbridge_notifier.compiler.rule import Rule
from eventbridge_notifier.events import envelope, logs
from eventbridge_notifier.events.athena import table
from eventbridge_notifier.events.athena.query import condition, query
from eventbridge_notifier.events.athena.run import Athena, dollars
from eventbridge_notifier.events.firing import Firing, Text
from eventbridge_notifier.events.log_parts import local
from eventbridge_notifier.events.trail_bucket import of_url
from eventbridge_notifier.events.trail_layout import Layout
from eventbridge_notifier.patterns import PatternError, compile
from eventbridge_notifier.spec.packs import PACKS

from tests.events.athena_stand_in import StandIn, loaded, matching, row
from tests.events.test_reading import CALLS, RULES, bucket, folder, record
from tests.generator.specs import compiled

__all__ = ["bucket", "folder"]
LOGS = Path("../shared/cloudtrail")


def leaves(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Each path of a record, and a value there."""
    if isinstance(value, dict):
        for name, one in value.items():
            yield from leaves(one, (*path, name))
    elif isinstance(value, list):
        for one in value:
            yield from leaves(one, path)
    else:
        yield path, value


def _condition(draw: random.Random, value: Any) -> Any:
    """One that the value meets, or nearly."""
    if not isinstance(value, str) or not value:
        return draw.choice([value, {"exists": True}, {"exists": False}, {"anything-but": "x"}])
    cut = draw.randint(0, len(value))
    return draw.choice([
        value, {"prefix": value[:cut]}, {"suffix": value[cut:]}, {"wildcard": f"*{value[cut:]}"},
        {"wildcard": f"{value[:cut]}*"}, {"equals-ignore-case": value.swapcase()},
        {"anything-but": [value]}, {"anything-but": {"prefix": value[:cut] or "x"}},
        {"exists": True}, {"exists": False}, value + '"', {"prefix": value + '"'}])


def generated(records: list[dict[str, Any]], count: int) -> Iterator[Text]:
    """Watches of which each asks for one to four things that a record has."""
    draw = random.Random(7)
    while count:
        record = draw.choice(records)
        found = list(leaves(record))
        pattern: dict[str, Any] = {"source": ["aws." + str(record["eventSource"]).split(".")[0]]}
        for path, value in draw.sample(found, min(len(found), draw.randint(1, 4))):
            below = pattern.setdefault("detail", {})
            for name in path[:-1]:
                below = below.setdefault(name, {})
            below[path[-1]] = [_condition(draw, value), *draw.choice([[], [{"prefix": "zz"}]])]
        try:
            compile(pattern)
        except PatternError:
            continue
        count -= 1
        yield Text(f"g{count}", json.dumps(pattern), draw.choice([aws.ENABLED, aws.ENABLED]))


@cache
def packs() -> tuple[Rule, ...]:
    return compiled(packs=list(PACKS), watches=None).rules


@cache
def records() -> list[dict[str, Any]]:
    """Real records where there are some, and made ones beside them."""
    made = [record(n, *CALLS[n % len(CALLS)][::-1]) for n in range(60)]
    made += [{**made[0], "eventID": "sign-in", "eventType": "AwsConsoleSignIn",
              "eventSource": "signin.amazonaws.com", "eventName": "ConsoleLogin"},
             {**made[1], "eventID": "root", "userIdentity": {"type": "Root"}},
             {**made[2], "eventID": "odd", "requestParameters": {"a": ["x/y \u00e9", {"b": 5}]}}]
    real = [value for path in sorted(LOGS.glob("*.jsonl")) for value in logs.read(path)]
    return [{**one, "eventID": f"{number}"} for number, one in enumerate([*made, *real])]


def fired(rules: Iterable[Any], some: list[dict[str, Any]]) -> dict[str, set[str]]:
    """The ids of the records that fire each rule."""
    firing, found = Firing(rules), dict[str, set[str]]()
    for one in some:
        for name in firing.names(envelope.wrap(one)):
            found.setdefault(name, set()).add(one["eventID"])
    return found


@pytest.mark.parametrize(("of_packs", "made"), [
    (25, 15), pytest.param(None, 300, marks=pytest.mark.slow)])
def test_the_sql_of_a_watch_finds_every_record_that_fires_it(
    of_packs: int | None, made: int, tmp_path: Path
) -> None:
    some = records()
    rules: list[Any] = [*packs()[:of_packs], *generated(some, made)]
    database = loaded(map(row, some), tmp_path / "rows.jsonl")
    expected = fired(rules, some)
    assert len(expected) > len(rules) / 4
    found = {rule.name: matching(database, condition([rule])) for rule in rules}
    missed = {name: ids - found[name] for name, ids in expected.items() if ids - found[name]}
    assert missed == {}
    assert sum(map(len, found.values())) < len(rules) * len(some) / 8  # it rules most out
    for longest in (250_000, 9_000, 10):  # all at once, and coarser
        whole = matching(database, condition(rules, longest))
        assert set().union(*expected.values()) <= whole


def test_coarser_sql_is_shorter() -> None:
    rules = packs()[:30]
    lengths = [len(condition(rules, longest).sql("athena")) for longest in (250_000, 4_000, 10)]
    assert lengths == sorted(lengths, reverse=True)
    assert lengths[-1] == len("TRUE")


def test_every_statement_is_athenas() -> None:
    layout = Layout("trail", "logs", "o-exampleorgid")
    text = query("db.trail", RULES[:3], date(2026, 1, 1), date(2026, 2, 1), ["1"], ["eu-west-1"])
    assert sqlglot.parse_one(text, read="athena").sql("athena") == text
    assert "day BETWEEN '2026/01/01' AND '2026/02/01'" in text
    made = table.create("db.trail", layout, {"2", "1"}, {"eu-west-1"})
    parsed = sqlglot.parse_one(made, read="athena")
    assert isinstance(parsed, sqlglot.exp.Create)
    assert "'projection.account.values'='1,2'" in made
    assert ("'storage.location.template'='s3://trail/logs/AWSLogs/o-exampleorgid/${account}/"
            "CloudTrail/${region}/${day}'") in made


def test_files_a_bucket_and_athena_say_the_same(folder: Path, bucket: Any) -> None:
    rules = compiled(*({"on": f"{service}:{name}"} for service, name in CALLS[:3])).rules
    here, _ = played(rules, of_paths([folder / "logs" / "a.jsonl"]))
    wanted = Wanted(("s3://trail/logs",), date(2026, 3, 1), date(2026, 3, 3))
    there = list(of_url(bucket, wanted.places[0]).parts(wanted.first, wanted.last))
    assert len(there) == 6
    athena = StandIn(bucket, "trail", folder / "rows.jsonl")
    clients = {"s3": bucket, "athena": athena}.__getitem__
    asked = Asked(True, "default", "primary", "", True)
    found, _ = search_with(rules, wanted, clients, asked, False, 1)
    assert found == here
    assert [one.split()[0] for one in athena.statements] == ["CREATE", "ALTER", "SELECT"]
    few = compiled({"on": "iam:CreateUser", "where": {"requestParameters.userName": "nobody"}})
    nothing, _ = search_with(few.rules, wanted, clients, asked, False, 1)
    assert (nothing.events, nothing.first, nothing.last) == (here.events, here.first, here.last)
    assert all(tally.count == 0 for tally in nothing.tallies.values())


class Failing:
    """A client whose queries fail."""

    def start_query_execution(self, **_: Any) -> dict[str, str]:
        return {"QueryExecutionId": "1"}

    def get_query_execution(self, **_: Any) -> dict[str, Any]:
        return {"QueryExecution": {"Status": {
            "State": "FAILED", "StateChangeReason": "Table 'x' does not exist"}}}


def test_a_query_that_fails_is_told_with_athenas_reason() -> None:
    with pytest.raises(logs.LogError, match="Table 'x' does not exist"):
        list(Athena(Failing()).run("SELECT 1"))


def test_a_terabyte_costs_five_dollars_and_nothing_is_free() -> None:
    assert dollars(1 << 40) == pytest.approx(5)
    assert dollars(0) == dollars(10 << 20) > 0


def test_athena_takes_a_bucket_alone(folder: Path) -> None:
    result = CliRunner().invoke(main, ["backtest", str(folder / "w.yaml"), str(folder / "logs"),
                                       "--athena"])
    assert (result.exit_code, "--athena takes one LOG" in result.stderr) == (2, True)
    assert list(local([folder / "logs"]))
