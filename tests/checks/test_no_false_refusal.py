"""A pattern that matches an event that AWS has published, or really sent, has no error.

The events are those that the checks do not read: documented samples, the shapes of native events,
real records. Each pattern is made of some of an event's fields, each by an operator that its value
meets, some beside a value that it does not have.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from eventbridge_notifier import aws
from eventbridge_notifier.aws.native import table
from eventbridge_notifier.diagnostics.finding import errors
from eventbridge_notifier.events import envelope
from eventbridge_notifier.pipeline.generate import compile_texts
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.aws.test_native_watches import SAMPLES

DOCUMENTED = Path("tests/aws/events")
REAL = Path("../shared/cloudtrail")
MOST = 200
Keys = tuple[str, ...]


@cache
def events() -> list[dict[str, Any]]:
    samples = [json.loads(path.read_text("utf-8")) for path in sorted(DOCUMENTED.glob("*.json"))]
    records = [json.loads(line) for path in sorted(REAL.glob("*.jsonl"))
               for line in path.read_text("utf-8").splitlines()]
    return [*(one if "detail" in one else envelope.wrap(one) for one in samples), *shapes(),
            *map(envelope.wrap, records)]


def shapes() -> Iterator[dict[str, Any]]:
    """An event of each native detail-type, with a value in every field that holds one."""
    for source, kinds in table.rows().items():
        for kind in kinds:
            if kind not in aws.VIA_CLOUDTRAIL:
                detail: dict[str, Any] = {}
                schema, listed = table.schema(source, kind), table.values(source, kind)
                for path in table.paths(schema):
                    name = table.entry(table.at(schema, path))
                    if isinstance(name, str):
                        value = listed.get(".".join(path), (SAMPLES[name],))[0]
                        put(detail, path, value)
                yield {"version": "0", "id": "i", "account": "111122223333", "resources": [],
                       "time": "2026-01-02T03:04:05Z", "region": "eu-west-1", "source": source,
                       "detail-type": kind, "detail": detail}


def put(detail: dict[str, Any], path: Keys, value: Any) -> None:
    for key in path[:-1]:
        detail = detail.setdefault(key, {})
    detail[path[-1]] = value


def leaves(value: Any, path: Keys = ()) -> Iterator[tuple[Keys, Any]]:
    """(keys, value) of every scalar, lists looked through."""
    if isinstance(value, Mapping):
        for key, below in value.items():
            yield from leaves(below, (*path, key))
    elif isinstance(value, list):
        for one in value:
            yield from leaves(one, path)
    elif len(str(value)) < MOST:
        yield path, value


def meeting(value: Any) -> st.SearchStrategy[Any]:
    """Conditions that `value` meets."""
    found: list[Any] = [value, {"exists": True}]
    if isinstance(value, str):
        half = len(value) // 2
        found += [{"prefix": value[:half]}, {"suffix": value[half:]}, {"anything-but": "no such"},
                  {"equals-ignore-case": value}] if value.isascii() and half else []
    elif type(value) in (int, float) and abs(value) < 1e9:
        found += [{"numeric": [">=", value]}, {"numeric": ["<", value + 1]},
                  {"anything-but": value + 2}]
    return st.sampled_from(found)


@st.composite
def matching(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, Any]]:
    """(an event, a pattern that matches it)."""
    event = draw(st.sampled_from(events()))
    fields = list(dict(leaves(event["detail"])).items())
    chosen = draw(st.lists(st.sampled_from(fields), max_size=4,
                           unique_by=lambda one: one[0])) if fields else []
    pattern: dict[str, Any] = {}
    for key in draw(st.sets(st.sampled_from(("source", "detail-type")), min_size=1)):
        pattern[key] = [event[key], *draw(st.lists(st.just("no.such"), max_size=1))]
    for path, value in chosen:
        put(pattern.setdefault("detail", {}), path, [draw(meeting(value))])
    return event, pattern


def said(pattern: dict[str, Any]) -> Any:
    spec = {"version": 1, "home_region": "eu-west-1", "regions": ["eu-west-1", "us-east-1"],
            "watches": {"w": {"pattern": pattern}}}
    return compile_texts([("w.yaml", yaml.safe_dump(spec, allow_unicode=True, width=10_000))])


@settings(max_examples=300, deadline=None)
@given(pair=matching())
def test_a_pattern_that_matches_an_event_has_no_error(
        pair: tuple[dict[str, Any], dict[str, Any]]) -> None:
    event, pattern = pair
    result = said(pattern)
    wrong = [str(one) for one in errors(result.findings)
             if one.code not in ("data-event", "pattern-size")]
    assert wrong == [], pattern
    if result.rules:
        assert result.rules[0].compiled.matches(event), pattern


def test_there_are_events_of_every_kind() -> None:
    assert len(events()) > 600
