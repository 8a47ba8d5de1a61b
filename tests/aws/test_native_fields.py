"""Native events: no correct field is doubted, and a planted slip is found with the right word."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from eventbridge_notifier import aws
from eventbridge_notifier.aws.native import table
from eventbridge_notifier.aws.suggest import Unknown
from eventbridge_notifier.record_format import identity

from tests.aws.typos import slips

SEED = 20260929
EVENTS = [(source, kind) for source, kinds in table.rows().items() for kind in kinds
          if kind not in aws.VIA_CLOUDTRAIL]
KNOWN = [(source, kind) for source, kind in EVENTS if table.schema(source, kind)]
Case = tuple[str, str, tuple[str, ...] | None]
"""(what is written, what is meant, the suggestions); None where nothing was found."""


def paths(source: str, kind: str) -> list[str]:
    return [".".join(one) for one in table.paths(table.schema(source, kind))]


def asked(source: str, kind: str, path: str) -> tuple[str, ...] | None:
    try:
        found = aws.native_field(aws.native_event(source, kind), path)
    except Unknown as unknown:
        return unknown.suggestions
    return None if found.certain else found.suggestions


def recased(name: str) -> str:
    return name.swapcase() if name[:1].islower() and name[1:].islower() else (
        name[:1].swapcase() + name[1:])


def planted() -> Iterator[Case]:
    """Of three fields of each event: slips, another case, a level too few, a level too many."""
    yield from ((wrong, path, asked(source, kind, wrong))
                for source, kind, path, wrong in planted_fields())


def planted_watches() -> Iterator[dict[str, object]]:
    """Watches that ask for them."""
    yield from ({"on": {"source": source, "detail-type": kind}, "where": {wrong: "x"}}
                for source, kind, _, wrong in planted_fields())


def planted_fields() -> Iterator[tuple[str, str, str, str]]:
    """(source, detail-type, the field, what stands in its place)."""
    chance = random.Random(SEED)
    for source, kind in KNOWN:
        known = paths(source, kind)
        for path in chance.sample(known, min(3, len(known))):
            above, _, last = path.rpartition(".")
            before = f"{above}." if above else ""
            mistyped = sorted(set(slips(last))) if len(last) > 3 else []
            wrong = {before + recased(last), *(before + one for one in chance.sample(
                mistyped, min(3, len(mistyped))))}
            if above:
                wrong.add(last)
            if f"x.{path}" not in known:
                wrong.add(f"detail.{path}")
            yield from ((source, kind, path, one) for one in sorted(wrong - set(known)))


def test_no_field_of_the_table_is_doubted() -> None:
    doubted = [(source, kind, path) for source, kind in KNOWN for path in paths(source, kind)
               if asked(source, kind, path) is not None]
    assert doubted == []


def test_a_planted_slip_is_found_and_the_right_word_proposed() -> None:
    cases = list(planted())
    found = [one for one in cases if one[2] is not None]
    right = [one for one in found if one[1] in (one[2] or ())]
    missed = [one for one in cases if one[2] is None][:20]
    assert len(cases) > 3_000
    assert len(found) >= 0.95 * len(cases), missed
    assert len(right) >= 0.90 * len(found), [one for one in found if one not in right][:40]


def test_every_proposed_field_is_one_that_the_event_has() -> None:
    for source, kind in KNOWN[::7]:
        for path in paths(source, kind)[:5]:
            for one in asked(source, kind, path + "s") or ():
                assert asked(source, kind, one) is None, (source, kind, path, one)


@pytest.mark.parametrize(("source", "kind"), EVENTS)
def test_a_row_names_its_types_and_its_values_hold_for_fields_that_it_has(
        source: str, kind: str) -> None:
    row = table.rows()[source][kind]
    assert set(row) <= {"source", "detail-type", "registry", "guide", "values", "from"}
    assert not {"guide", "values"} & set(row) or row.get("from"), "say which page has it"
    for path, texts in table.values(source, kind).items():
        assert aws.native_field(aws.native_event(source, kind), path).enum == texts
        assert len(set(texts)) == len(texts) > 0


def test_the_keys_that_identify_an_event_are_fields_that_it_has() -> None:
    for key in identity.DOMAIN_KEYS:
        for source, kind in EVENTS:
            if source == key.source and kind.endswith(key.detail_type):
                assert [path for path in key.paths if asked(source, kind, path) is not None] == []
