"""What is printed steers nothing and loses nothing."""

from __future__ import annotations

import csv
import io
import json
import sys

import pytest
from eventbridge_notifier.cli import record_lines
from eventbridge_notifier.cli.plain import plain
from eventbridge_notifier.cli.tables import table
from eventbridge_notifier.console.views import export
from eventbridge_notifier.record_format.reserved import RESOURCE
from eventbridge_notifier.record_format.summary import INDEXED, KEYS
from hypothesis import given
from hypothesis import strategies as st

NASTY = "\x1b]0;owned\x07 \u202egpj.exe \r\n\x9b31m =cmd|' /C calc'!A0"
RECORD = {"id": "e-1", "watch": "w", "time": "2026-11-24T10:00:00Z", "day": "2026-11-24",
          "actor": "arn:aws:iam::123456789012:user/alice", "eventName": "CreateFunction20150331"}


@given(st.text())
def test_nothing_unprintable_reaches_the_terminal(said: str) -> None:
    for line in record_lines.table([RECORD | {"eventName": said or "x", "actor": said}], width=120):
        assert line.isprintable()


def test_what_is_hidden_is_spelt_out() -> None:
    assert plain("\x1b[31m\u202ex\x7f") == "\\u001b[31m\\u202ex\\u007f"


def test_json_lines_are_ascii_and_come_back_whole() -> None:
    (line,) = export.json_lines([RECORD | {"actor": NASTY}])
    assert line.isascii()
    assert line.isprintable()
    assert json.loads(line)["actor"] == NASTY


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_csv_holds_every_value_and_no_formula(actor: str) -> None:
    text = "\n".join(export.csv_lines([RECORD | {"actor": actor}]))
    head, row = csv.reader(io.StringIO(text, newline=""), strict=True)
    assert head == list(dict.fromkeys([*KEYS, *INDEXED, *RESOURCE]))
    held = row[head.index("actor")]
    assert held.removeprefix("'") == actor.removeprefix("'")
    assert not held.startswith(("=", "+", "-", "@"))


WHOLE = RECORD | {
    "id": "79dc4d6b-0bf5-472d-86e5-bd6196626414", "region": "eu-west-1", "account": "123456789012",
    "watch": "a-watch-with-quite-a-name", "outcome": "Client.UnauthorizedOperation",
    "resource": "arn:aws:lambda:eu-west-1:123456789012:function:report-of-the-day"}


def test_a_wide_terminal_shows_everything() -> None:
    row = list(record_lines.table([WHOLE], width=300))[1]
    for name in ("id", "account", "region", "watch", "outcome"):
        assert WHOLE[name] in row
    assert "function:report-of-the-day" in row


@pytest.mark.parametrize("width", [80, 100, 120, 160])
@pytest.mark.parametrize("live", [False, True])
@pytest.mark.parametrize("more", [(), ("runtime",)])
def test_a_narrow_terminal_keeps_what_matters(width: int, live: bool, more: tuple[str]) -> None:
    """When, what, who, on what, whether it worked, and an id that `records show` takes."""
    record = WHOLE | {"runtime": "python3.8"}
    head, row = record_lines.table([record], more, width, live)
    assert len(row) <= width
    for text in ("11-24 10:00", "CreateFunc", "user/alice", "function:re", "Client.", *more[:0]):
        assert text in row
    assert record["id"][:8] in row
    assert all(name in head for name in more)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_table_in_a_very_narrow_terminal_cuts_no_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", Terminal())
    monkeypatch.setenv("COLUMNS", "40")
    assert "eventbridge-notifier" in table(["name", "second", "third"],
                                           [["eventbridge-notifier"] * 3])


def test_actors_are_shortened_only_where_it_is_clear_what_is_left_out() -> None:
    assert record_lines.short("arn:aws:sts::1:assumed-role/deploy/ci") == "assumed-role/deploy/ci"
    assert record_lines.short("arn:aws:lambda:eu-west-1:1:function:f") == (
        "arn:aws:lambda:eu-west-1:1:function:f")
    assert record_lines.short("ec2.amazonaws.com") == "ec2.amazonaws.com"
