"""Old logs are replayed over watches: every form of log, what fired, how often, and no crash."""

from __future__ import annotations

import gzip
import json
import os
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from eventbridge_notifier import aws
from eventbridge_notifier.cli.main import main
from eventbridge_notifier.events import envelope, logs
from eventbridge_notifier.events.backtest import Player
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.generator.specs import compiled, spec

CREATED, READ = {"on": "lambda:CreateFunction"}, {"on": "kms:Decrypt"}


def record(number: int, name: str = "CreateFunction", service: str = "lambda") -> dict[str, Any]:
    found: dict[str, Any] = aws.event(service, name)["detail"]
    found |= {"eventID": f"id-{number}", "eventTime": f"2026-03-{1 + number % 28:02}T00:00:00Z"}
    return found


RECORDS = [record(number) for number in range(5)]
LINES = "".join(json.dumps(one) + "\n" for one in RECORDS)
FOUND = [{"EventId": one["eventID"], "Username": "me", "CloudTrailEvent": json.dumps(one)}
         for one in RECORDS]
DIGEST = {"awsAccountId": "123456789012", "digestStartTime": "2026-03-01T00:00:00Z",
          "digestS3Bucket": "b", "digestS3Object": "o", "logFiles": [{"s3Bucket": "b"}]}
BEFORE = {"n": 1, "text": 'a "quoted" \\ one', "flag": None}
FORMS = {
    "a trail file": json.dumps({"Records": RECORDS}),
    "a trail file, indented": json.dumps({"Records": RECORDS}, indent=4),
    "JSON lines": LINES,
    "JSON lines with empty ones": "\n\n" + LINES.replace("\n", "\n\n"),
    "lines of trail files": json.dumps({"Records": RECORDS[:2]}) + "\n" + json.dumps(
        {"Records": RECORDS[2:]}),
    "a line, then a trail file": LINES.splitlines()[0] + "\n" + json.dumps(
        {"Records": RECORDS[1:]}),
    "a list": json.dumps(RECORDS),
    "events, a line each": "".join(json.dumps(envelope.wrap(one)) + "\n" for one in RECORDS),
    "events, one after the other": "".join(
        json.dumps(envelope.wrap(one), indent=1) for one in RECORDS),
    "a list of events": json.dumps([envelope.wrap(one) for one in RECORDS], indent=2),
    "what lookup-events prints": json.dumps({"Events": FOUND, "NextToken": "abc"}, indent=4),
    "the same in one line": json.dumps({"Events": FOUND, "NextToken": None}),
    "its events, a line each": "".join(json.dumps(one) + "\n" for one in FOUND),
    "a trail file with more before and behind": json.dumps(
        {**BEFORE, "Records": RECORDS, "behind": "x", "last": {"a": [1, {}]}}),
    "the same, indented": json.dumps({**BEFORE, "Records": RECORDS, "behind": 1.5}, indent=1),
    "a trail file with a list before": json.dumps({"a": [1], "Records": RECORDS}),
    "digests between the records": "".join(
        json.dumps(one) + "\n" for one in (DIGEST, *RECORDS[:2], DIGEST, *RECORDS[2:])),
    "with a byte order mark": "\ufeff" + LINES,
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("zipped", [False, True])
def test_every_form_of_log_holds_the_same_events(form: str, zipped: bool, tmp_path: Path) -> None:
    content = FORMS[form].encode()
    path = tmp_path / "log.json"
    path.write_bytes(gzip.compress(content) if zipped else content)
    found = [envelope.event_of(value)["detail"]["eventID"] for value in logs.read(path)]
    assert found == [one["eventID"] for one in RECORDS]


def test_an_event_that_holds_records_of_its_own_is_one_event(tmp_path: Path) -> None:
    event = {"source": "my.app", "detail-type": "Batch", "detail": {"Records": [1, 2]}}
    (tmp_path / "log.json").write_text(json.dumps(event, indent=2))
    assert list(logs.read(tmp_path / "log.json")) == [event]


def test_memory_does_not_grow_with_the_log(tmp_path: Path) -> None:
    for name, text in (("a.json", json.dumps({"Records": RECORDS * 2_200})),
                       ("c.json", json.dumps({**BEFORE, "Records": RECORDS * 2_200})),
                       ("d.json", json.dumps({"Events": FOUND * 2_200, "NextToken": "x"})),
                       ("b.jsonl", LINES * 2_200)):
        (tmp_path / name).write_text(text)
        tracemalloc.start()
        assert sum(1 for _ in logs.read(tmp_path / name)) == 11_000
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < 8_000_000 < len(text)


def test_counts_times_and_examples_of_what_fired() -> None:
    player = Player(compiled(CREATED, READ).rules)
    for number in range(28):
        player.see(record(number))
    player.see(record(3, "DeleteFunction"))
    created, read = player.replay.tallies.values()
    assert (created.first[:10], created.last[:10]) == ("2026-03-01", "2026-03-28")
    assert [one["id"] for one in created.examples] == ["id-0", "id-1", "id-2"]
    assert (created.count, read.count, player.replay.events) == (28, 0, 29)
    assert player.replay.monthly(created) == pytest.approx(28 / 27 * 30.4375)


def test_a_read_only_call_reaches_only_a_rule_that_is_armed_for_it() -> None:
    anything = {"pattern": {"source": ["aws.kms"], "detail": {"eventSource": ["kms.amazonaws.com"],
                                                              "readOnly": [True, False]}}}
    rules = compiled(READ, anything).rules
    assert [rule.state == aws.ENABLED for rule in rules] == [False, False]
    plain = compiled({"pattern": {"source": ["aws.kms"], "detail": {"readOnly": [False]}}}).rules
    for some, expected in ((rules, [1, 1]), (plain, [0])):
        player = Player(some)
        player.see(record(1, "Decrypt", "kms"))
        assert [tally.count for tally in player.replay.tallies.values()] == expected


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["backtest", *map(str, arguments)])


def test_the_command_reads_files_and_folders_and_prints_json(tmp_path: Path) -> None:
    (tmp_path / "w.yaml").write_text(spec(CREATED, READ))
    (tmp_path / "logs" / "2026").mkdir(parents=True)
    (tmp_path / "logs" / "2026" / "a.json.gz").write_bytes(
        gzip.compress(json.dumps({"Records": RECORDS}).encode()))
    (tmp_path / "one.jsonl").write_text(LINES)
    (tmp_path / "logs" / "readme.md").write_text("no log")
    result = run(tmp_path / "w.yaml", tmp_path / "logs", tmp_path / "one.jsonl", "--json")
    found = json.loads(result.stdout)
    assert (found["events"], found["days"]) == (10, 4.0)
    assert [(one["watch"], one["count"]) for one in found["watches"]] == [("w0", 10), ("w1", 0)]
    assert found["watches"][0]["per_month"] == pytest.approx(10 / 4 * 30.4375, abs=0.1)
    assert "w0" in run(tmp_path / "w.yaml", tmp_path / "logs").stdout


@pytest.mark.parametrize(("content", "words"), [
    (LINES.encode() + b"{broken\n", ":6: is not JSON"),
    (b'{"Records": [{"eventName": "a"}, {', "is not JSON"),
    (b"{}", ":1: holds no record or event"), (b'{"Records": 5}', "holds no record or event"),
    (b'{"Records": [{"a": 1}]}', "holds no record or event"),
    (b'{"Records": [1]}', "holds int"), (b'{\n "logEvents": []}', "holds no record or event"),
    (LINES.encode() + b'{"level": "info"}\n', ":6: holds no record or event"),
    (b'{"Events": [{"CloudTrailEvent": "{"}]}', "CloudTrailEvent is not JSON"),
    (b'{"Events": [{"CloudTrailEvent": "5"}]}', "holds int"),
    (b"\x1f\x8b\x08" + bytes(30), "cannot be read"),
    (b"\xff\xfe\x00", "cannot be read: it is not UTF-8 text"),
    (b"[" * 100_000, "is not JSON"), (LINES.encode() + b"[1]\n", ":6: holds list"),
    (gzip.compress(LINES.encode())[:-40], "cannot be read"), (b"hello", "is not JSON")])
def test_a_log_that_is_none_is_refused_in_words(content: bytes, words: str, tmp_path: Path) -> None:
    (tmp_path / "w.yaml").write_text(spec(CREATED))
    (tmp_path / "log").write_bytes(content)
    result = run(tmp_path / "w.yaml", tmp_path / "log")
    assert (result.exit_code, isinstance(result.exception, SystemExit)) == (2, True)
    assert words in result.stderr


def test_no_log_steers_the_terminal(tmp_path: Path) -> None:
    log = tmp_path / "log.json"
    log.write_text(json.dumps({**record(1), "userIdentity": {"arn": "mallory\r\x1b[2Jroot"}}))
    path = tmp_path / "w.yaml"
    path.write_text(spec({"on": "lambda:CreateFunction"}))
    result = run(path, log)
    assert result.exit_code == 0
    assert result.stdout.startswith("1 event, ")
    assert r"mallory\r\u001b[2Jroot" in result.stdout


def test_a_missing_log_is_refused(tmp_path: Path) -> None:
    (tmp_path / "w.yaml").write_text(spec(CREATED))
    assert "no such file" in run(tmp_path / "w.yaml", tmp_path / "nothing").stderr
    (tmp_path / "logs").mkdir()
    (tmp_path / "logs" / "readme.md").write_text("no log")
    result = run(tmp_path / "w.yaml", tmp_path / "logs")
    assert (result.exit_code, f"{tmp_path / 'logs'}: holds no log" in result.stderr) == (2, True)


def test_the_digests_of_a_trails_bucket_are_passed_by(tmp_path: Path) -> None:
    (tmp_path / "w.yaml").write_text(spec(CREATED))
    for name, value in (("CloudTrail", {"Records": RECORDS}), ("CloudTrail-Digest", DIGEST)):
        (tmp_path / "logs" / name).mkdir(parents=True)
        (tmp_path / "logs" / name / "a.json.gz").write_bytes(
            gzip.compress(json.dumps(value).encode()))
    assert json.loads(run(tmp_path / "w.yaml", tmp_path / "logs", "--json").stdout)["events"] == 5


jsons = st.recursive(st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=9),
                     lambda below: st.lists(below, max_size=3)
                     | st.dictionaries(st.text(max_size=9), below, max_size=3), max_leaves=9)
FIELDS = ("detail", "source", "detail-type", "time", "eventName", "eventTime", "eventSource", "id",
          "eventVersion", "readOnly", "eventType", "userIdentity", "eventID")


ANY = compiled({"pattern": {"source": [{"exists": True}]}}, CREATED).rules


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(st.sampled_from(FIELDS), jsons, max_size=9))
def test_any_object_is_seen_without_a_crash(value: dict[str, Any]) -> None:
    player = Player(ANY)
    player.see(value)
    assert player.replay.events == 1
    assert player.replay.days() >= 0


@pytest.mark.parametrize("content", [
    json.dumps({"Records": RECORDS})[:-2] + ",", json.dumps({"Records": RECORDS})[:-2],
    json.dumps(RECORDS)[:-1], "[", '{"Records": [', "[" + json.dumps(RECORDS[0]) + ",\n"])
def test_a_log_that_is_cut_between_its_records_is_refused(content: str, tmp_path: Path) -> None:
    log = tmp_path / "cut.json"
    log.write_text(content)
    with pytest.raises(logs.LogError, match=r"middle of its list, after \d+ records: the"):
        list(logs.read(log))


def test_a_value_that_never_ends_is_refused_before_it_fills_the_memory(tmp_path: Path) -> None:
    log = tmp_path / "bomb.json.gz"
    with gzip.open(log, "wb", 1) as file:
        file.write(b'{"Records": [{"eventSource": "')
        for _ in range(400):
            file.write(b"x" * (1 << 20))
    tracemalloc.start()
    with pytest.raises(logs.LogError, match="more than 64 MB"):
        list(logs.read(log))
    assert tracemalloc.get_traced_memory()[1] < 600 << 20
    tracemalloc.stop()


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.json"
    os.mkfifo(pipe)
    with pytest.raises(logs.LogError, match="is not a regular file"):
        list(logs.find([pipe]))


@pytest.mark.parametrize("form", ["{}\n{}\n", "[{},{}]", '{{"Records": [{},{}]}}'])
def test_a_number_of_any_length_spoils_no_log(form: str, tmp_path: Path) -> None:
    long = json.dumps(RECORDS[0])[:-1] + ', "n": ' + "9" * 50_000 + "}"
    log = tmp_path / "long.json"
    log.write_text(form.replace("{}", "%s", 1).replace("{}", "%s", 1).replace("{{", "{").replace(
        "}}", "}") % (long, json.dumps(RECORDS[1])))
    assert [one["eventID"] for one in logs.read(log)] == ["id-0", "id-1"]
