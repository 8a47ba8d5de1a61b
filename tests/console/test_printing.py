"""What is printed steers nothing and loses nothing."""

from __future__ import annotations

import csv
import io
import json

from eventbridge_notifier.cli import record_lines
from eventbridge_notifier.cli.plain import plain
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
    (line,) = record_lines.json_lines([RECORD | {"actor": NASTY}])
    assert line.isascii()
    assert line.isprintable()
    assert json.loads(line)["actor"] == NASTY


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_csv_holds_every_value_and_no_formula(actor: str) -> None:
    text = "\n".join(record_lines.csv_lines([RECORD | {"actor": actor}]))
    head, row = csv.reader(io.StringIO(text, newline=""), strict=True)
    assert head == [*KEYS, *INDEXED]
    held = row[head.index("actor")]
    assert held.removeprefix("'") == actor.removeprefix("'")
    assert not held.startswith(("=", "+", "-", "@"))


def test_a_narrow_terminal_keeps_the_id_whole() -> None:
    record = RECORD | {"id": "79dc4d6b-0bf5-472d-86e5-bd6196626414", "region": "eu-west-1",
                       "account": "123456789012", "watch": "a-watch-with-quite-a-name"}
    wide, narrow = (list(record_lines.table([record], width=width)) for width in (300, 100))
    assert record["id"] in wide[1]
    assert record["account"] in wide[1]
    assert record["id"] in narrow[1]
    assert len(narrow[1]) <= 110


def test_actors_are_shortened_only_where_it_is_clear_what_is_left_out() -> None:
    assert record_lines.short("arn:aws:sts::1:assumed-role/deploy/ci") == "assumed-role/deploy/ci"
    assert record_lines.short("arn:aws:lambda:eu-west-1:1:function:f") == (
        "arn:aws:lambda:eu-west-1:1:function:f")
    assert record_lines.short("ec2.amazonaws.com") == "ec2.amazonaws.com"
