"""However a log is read — line by line unparsed, in processes, from a bucket, anew — it holds the
same."""

from __future__ import annotations

import gzip
import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
from click.testing import CliRunner, Result
from eventbridge_notifier import aws
from eventbridge_notifier.cli.main import main
from eventbridge_notifier.events import envelope, logs
from eventbridge_notifier.events.backtest import Player
from eventbridge_notifier.events.firing import Firing
from eventbridge_notifier.events.trail_layout import Layout
from hypothesis import given, settings
from hypothesis import strategies as st
from moto import mock_aws

from tests.events.test_backtest import record
from tests.generator.specs import compiled, spec

WATCHES: tuple[dict[str, Any], ...] = (
    {"on": "lambda:CreateFunction"}, {"on": "kms:Decrypt"},
    {"on": "iam:CreateUser", "where": {"requestParameters.userName": {"prefix": "x"}}},
    {"pattern": {"source": ["aws.ec2"], "detail-type": ["EC2 Instance State-change Notification"],
                 "detail": {"state": ["stopped"]}}},
    {"pattern": {"source": [{"prefix": "aws."}], "detail": {"errorCode": ["AccessDenied"]}}},
    {"pattern": {"source": ["aws.cloudtrail"], "detail-type": ["AWS Insight via CloudTrail"]}},
    {"pattern": {"source": ["my.app"], "detail": {"eventName": ["CreateFunction"]}}})
RULES = compiled(*WATCHES).rules
CALLS = [("lambda", "CreateFunction"), ("kms", "Decrypt"), ("iam", "CreateUser"),
         ("s3", "CreateBucket"), ("lambda", "DeleteFunction"), ("ec2", "RunInstances")]
ODD: list[dict[str, Any]] = [
    {}, {"errorCode": "AccessDenied"}, {"errorCode": None}, {"eventSource": None},
    {"eventSource": ["lambda.amazonaws.com"]}, {"eventType": "AwsCloudTrailInsight"},
    {"requestParameters": {"userName": "xy"}}, {"requestParameters": {"eventTime": "1999"}},
    {"requestParameters": {"userName": "\u00e9\\\"x"}}, {"detail": {"eventName": "CreateFunction"}},
    {"eventName": "\u0041nd"}, {"eventTime": "2019-01-01T00:00:00Z"}, {"eventTime": 5},
    {"sourceIPAddress": "}{", "eventTime": "2031-01-01T00:00:00Z"}]
NATIVE = {"version": "0", "id": "1", "detail-type": "EC2 Instance State-change Notification",
          "source": "aws.ec2", "account": "1", "time": "2020-02-02T00:00:00Z", "region": "r",
          "resources": ["arn:x"], "detail": {"state": "stopped"}}


@st.composite
def lines(draw: st.DrawFn) -> str:
    """A record or event, in one of the ways that there are to write it down."""
    value: dict[str, Any]
    if draw(st.booleans()):
        value = record(draw(st.integers(0, 40)), *draw(st.sampled_from(CALLS))[::-1])
        value |= draw(st.sampled_from(ODD))
        value = envelope.wrap(value) if draw(st.booleans()) else value
    else:
        value = NATIVE | draw(st.sampled_from([
            {}, {"detail": {"state": "running"}}, {"time": "2033-01-01T00:00:00Z"},
            {"source": "my.app"}, {"time": None}, {"replay-name": "x"}]))
    return json.dumps(value, separators=draw(st.sampled_from([(",", ":"), (", ", ": ")])),
                      ensure_ascii=draw(st.booleans()))


def looking(rules: Any) -> Player:
    """A player that looks at all there is in a line before it parses it."""
    player = Player(rules)
    for screen in (player.firing.events, player.firing.records):
        screen.look_at(list(screen.candidates), own=True)
    return player


@given(st.lists(lines(), min_size=1, max_size=12))
@settings(max_examples=150, deadline=None)
def test_lines_that_are_not_parsed_change_no_count_no_time_and_no_example(some: list[str]) -> None:
    parsed, unparsed = Player(RULES), looking(RULES)
    for line in some:
        parsed.see(json.loads(line))
    unparsed.see_lines(logs.Block("log", 1, "\n".join(some).encode()))
    assert unparsed.replay == parsed.replay


@given(lines())
@settings(max_examples=150, deadline=None)
def test_a_line_that_fires_is_never_ruled_out(line: str) -> None:
    firing: Firing = looking(RULES).firing
    event = envelope.event_of(json.loads(line))
    alive = firing.alive(line)
    assert firing.names(event, alive) == firing.names(event)


def test_most_lines_of_a_common_log_are_ruled_out() -> None:
    several = [json.dumps(record(n, f"Do{n % 50}", "lambda")) for n in range(1_000)]
    firing = Firing(RULES)
    assert sum(not firing.alive(line) for line in several) > 800


def run(*arguments: str | Path, given: bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["backtest", *map(str, arguments)], input=given)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A spec, and a log of some megabytes in each form."""
    (tmp_path / "w.yaml").write_text(spec(*WATCHES[:3]))
    records = [record(n, *CALLS[n % len(CALLS)][::-1]) for n in range(3_000)]
    held = tmp_path / "logs"
    held.mkdir()
    (held / "a.jsonl").write_text("".join(json.dumps(one) + "\n" for one in records))
    (held / "b.json.gz").write_bytes(gzip.compress(json.dumps({"Records": records[:500]}).encode()))
    (held / "c.jsonl.gz").write_bytes(gzip.compress((held / "a.jsonl").read_bytes()))
    return tmp_path


def test_several_processes_and_one_say_the_same(folder: Path) -> None:
    said = [run(folder / "w.yaml", folder / "logs", "--json", "--processes", str(count)).stdout
            for count in (1, 2)]
    assert said[0] == said[1]
    assert json.loads(said[0])["events"] == 6_500


def test_a_broken_line_is_told_from_another_process_too(folder: Path) -> None:
    (folder / "logs" / "d.jsonl").write_text(json.dumps(record(1)) + "\n{broken\n")
    result = run(folder / "w.yaml", folder / "logs", "--processes", "2")
    assert (result.exit_code, "d.jsonl:2: is not JSON" in result.stderr) == (2, True)


def test_standard_input_is_read(folder: Path) -> None:
    log = folder / "logs" / "a.jsonl"
    there = run(folder / "w.yaml", log, "--json").stdout
    assert run(folder / "w.yaml", "-", "--json", "--processes", "1",
               given=log.read_bytes()).stdout == there


@pytest.fixture
def bucket(folder: Path) -> Iterator[Any]:
    """The same records in a trail's bucket, a file a day and region."""
    with mock_aws():
        s3 = boto3.client("s3", "us-east-1")
        s3.create_bucket(Bucket="trail")
        layout = Layout("trail", "logs")
        values = list(logs.read(folder / "logs" / "a.jsonl"))
        for number in range(6):
            from datetime import UTC, datetime
            at = datetime(2026, 3, 1 + number % 3, 12, tzinfo=UTC)
            region = ("eu-west-1", "us-east-1")[number % 2]
            s3.put_object(
                Bucket="trail", Key=layout.file("123456789012", region, at, f"{number:016}"),
                Body=gzip.compress(json.dumps({"Records": values[number::6]}).encode()))
        yield s3


@pytest.mark.usefixtures("bucket")
def test_a_bucket_says_what_files_say(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "x")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "x")
    there = run(folder / "w.yaml", "s3://trail/logs", "--since", "2026-03-01", "--until",
                "2026-03-03", "--json", "--processes", "1")
    assert there.stdout == run(folder / "w.yaml", folder / "logs" / "a.jsonl", "--json").stdout
    narrowed = run(folder / "w.yaml", "s3://trail/logs", "--since", "2026-03-01", "--until",
                   "2026-03-01", "--region", "us-east-1", "--json", "--processes", "1")
    assert json.loads(narrowed.stdout)["events"] == 500


def test_a_backtest_goes_on_where_it_stopped(folder: Path) -> None:
    held, notes = folder / "logs", folder / "notes"
    whole = run(folder / "w.yaml", held, "--json").stdout
    (held / "z.jsonl").write_text("{broken\n")
    assert run(folder / "w.yaml", held, "--json", "--resume", notes).exit_code == 2
    (held / "z.jsonl").unlink()
    (held / "a.jsonl").write_text("{broken\n")  # it was read before
    assert run(folder / "w.yaml", held, "--json", "--resume", notes).stdout == whole
    (folder / "w.yaml").write_text(spec(*WATCHES[:2]))
    refused = run(folder / "w.yaml", held, "--resume", notes)
    assert (refused.exit_code, "other watches" in refused.stderr) == (2, True)


@pytest.mark.parametrize(("arguments", "words"), [
    (("--since", "yesterday"), "take a day"), (("--resume", "x", "--alerts"), "--alerts"),
    (("--since", "2026-02-02", "--until", "2026-02-01"), "later than")])
def test_what_cannot_be_asked_is_refused(arguments: tuple[str, ...], words: str, folder: Path
                                         ) -> None:
    result = run(folder / "w.yaml", folder / "logs", *arguments)
    assert (result.exit_code, words in result.stderr) == (2, True)


def test_the_reader_of_blocks_gives_whole_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    text = b"".join(json.dumps({"eventName": "x" * n}).encode() + b"\n" for n in range(3_000))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text)))
    blocks = list(logs.pieces(logs.StandardInput()))
    assert len(blocks) > 2
    assert b"".join(one.data for one in blocks if isinstance(one, logs.Block)) == text
    assert aws.API_CALL


@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf", b"\n" * 3000], ids=["", "BOM", "blank"])
@pytest.mark.parametrize("zipped", [False, True])
def test_pieces_by_their_places_are_the_pieces(start: bytes, zipped: bool, tmp_path: Path
                                               ) -> None:
    text = start + b"".join(json.dumps(record(number, "CreateUser", "iam")).encode() + b"\r\n"
                            for number in range(4_000))
    file = logs.LocalFile(tmp_path / "a.jsonl")
    file.path.write_bytes(gzip.compress(text) if zipped else text)
    found = list(logs.stretches(file))
    assert sum(isinstance(one, logs.Stretch) for one in found) == (0 if zipped else len(found))
    assert len(found) > 1
    assert [one.block() if isinstance(one, logs.Stretch) else one for one in found] == list(
        logs.pieces(file))


def test_a_file_that_is_rotated_or_cut_off_meanwhile_is_told(tmp_path: Path) -> None:
    file = logs.LocalFile(tmp_path / "a.jsonl")
    lines = (json.dumps(record(1)) + "\n").encode()
    file.path.write_bytes(lines)
    (piece,) = logs.stretches(file)
    assert isinstance(piece, logs.Stretch)
    assert piece.block().data == lines
    file.path.write_bytes(lines[:-1])
    with pytest.raises(logs.LogError, match="was rotated or cut off"):
        piece.block()
    file.path.rename(tmp_path / "a.jsonl.1")
    with pytest.raises(logs.LogError, match="cannot be read"):
        piece.block()
    file.path.write_bytes(lines * 2)
    with pytest.raises(logs.LogError, match="was rotated or cut off"):
        piece.block()
