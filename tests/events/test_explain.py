"""`eventbridge-notifier explain`: the answer for people and for scripts."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from eventbridge_notifier.cli.main import main

SPEC = """\
version: 1
home_region: eu-west-1
watches:
  old-python:
    on: lambda:CreateFunction
    where:
      requestParameters.runtime: python3.8
"""

RECORD = {
    "eventVersion": "1.09", "eventSource": "lambda.amazonaws.com", "eventType": "AwsApiCall",
    "eventName": "CreateFunction20150331", "awsRegion": "eu-west-1",
    "eventTime": "2026-03-01T08:00:00Z", "recipientAccountId": "123456789012",
    "requestParameters": {"functionName": "report", "runtime": "python3.8"},
}
JAVA = {**RECORD, "requestParameters": {"functionName": "report", "runtime": "java17"}}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "watches.yaml").write_text(SPEC)
    return tmp_path


def run(*arguments: str, stdin: Any = None, color: bool = False) -> Result:
    return CliRunner().invoke(main, ["explain", *arguments], input=stdin, color=color)


def write(value: Any, name: str = "event.json") -> str:
    Path(name).write_text(value if isinstance(value, str) else json.dumps(value))
    return name


def test_a_record_that_matches(here: Path) -> None:
    result = run("old-python", write(RECORD))
    assert result.exit_code == 0
    first, *rest = result.stdout.splitlines()
    assert result.stderr == ""
    assert first == "matches"
    assert '  ✓ detail.requestParameters.runtime: "python3.8"' in rest


def test_a_record_that_does_not_match_the_failure_first(here: Path) -> None:
    result = run("old-python", write(JAVA))
    assert result.exit_code == 1
    first, second, *rest = result.stdout.splitlines()
    assert first == "does not match: 1 of 6 paths"
    assert second == '  ✗ detail.requestParameters.runtime: "java17" is not "python3.8"'
    assert all(line.startswith("  ✓ ") for line in rest)


def test_an_event_is_taken_as_it_is_also_from_standard_input(here: Path) -> None:
    event = {"source": "aws.lambda", "detail-type": "AWS API Call via CloudTrail",
             "detail": RECORD}
    assert run("old-python", "-", stdin=json.dumps(event)).exit_code == 0
    other = {**event, "source": "aws.ec2"}
    result = run("old-python", "-", stdin=json.dumps(other))
    assert result.exit_code == 1
    assert '✗ source: "aws.ec2" is not "aws.lambda"' in result.output


def test_a_trail_file_of_one_record(here: Path) -> None:
    assert run("old-python", write({"Records": [RECORD]})).exit_code == 0
    result = run("old-python", write({"Records": [RECORD, RECORD]}))
    assert result.exit_code == 2
    assert "event.json: holds 2 records" in result.output


def test_a_pattern_file_needs_no_spec(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write({"detail": {"tags": {"key": ["env"], "value": ["prod"]}}}, "pattern.json")
    tags = [{"key": "env", "value": "test"}, {"key": "x", "value": "prod"}]
    result = run("pattern.json", write({"detail": {"tags": tags}}))
    assert result.exit_code == 1
    assert result.output.splitlines() == [
        "does not match: no single element of the array satisfies all of these",
        '  ✗ detail.tags.key: "env", "x": matches, but in another element of the array',
        '  ✗ detail.tags.value: "test", "prod": matches, but in another element of the array',
    ]


def test_the_spec_may_lie_elsewhere(here: Path) -> None:
    elsewhere = here / "stack"
    elsewhere.mkdir()
    (here / "watches.yaml").rename(elsewhere / "watches.yaml")
    assert run("old-python", write(RECORD), "--spec", "stack").exit_code == 0
    assert run("old-python", write(RECORD), "--spec", "stack/watches.yaml").exit_code == 0


def test_json_for_scripts(here: Path) -> None:
    result = run("old-python", write(JAVA), "--json")
    assert result.exit_code == 1
    answer = json.loads(result.stdout)
    assert answer["matched"] is False
    assert answer["alternatives"][0]["paths"][0] == {
        "path": "detail.requestParameters.runtime", "verdict": "different",
        "conditions": ['"python3.8"'], "values": ['"java17"'], "moreValues": 0}
    assert json.loads(run("old-python", write(RECORD), "--json").stdout)["matched"] is True


def test_colour_on_a_terminal_and_none_when_piped(here: Path) -> None:
    event = write(JAVA)
    coloured, plain = run("old-python", event, color=True), run("old-python", event)
    assert "\x1b[31m" in coloured.stdout
    assert "\x1b[32m" in coloured.stdout
    assert "\x1b" not in plain.stdout


BAD = [
    ('{"detail": {\n  "a": 1,\n}', "event.json:3: not valid JSON: a key in double quotes"),
    ("", "event.json:1: not valid JSON"),
    ("[1]", "event.json: an event is a JSON object"),
    ('{"a": NaN}', "event.json:1: not valid JSON"),
]


@pytest.mark.parametrize(("text", "says"), BAD)
def test_an_event_that_is_none(here: Path, text: str, says: str) -> None:
    result = run("old-python", write(text))
    assert result.exit_code == 2
    assert says in result.output
    assert "Traceback" not in result.output


BAD_PATTERNS = [
    ('{\n  "source": "aws.ec2"\n}', 'bad.json:2: source: a condition stands in an array: write '
     '["aws.ec2"]'),
    ('{"a": ["x"],\n "a": ["y"]}', 'bad.json:2: not valid JSON: the key "a" stands here twice'),
    ('{"a": [{"perfix": "x"}]}', 'bad.json:1: a[0]: there is no operator "perfix"'),
    ("{", "bad.json:1: not valid JSON"),
    ('{"a": [{"wildcard": "*aaaaaaaaaaaa"}]}', "bad.json: a: the wildcards are too complex"),
]


@pytest.mark.parametrize(("text", "says"), BAD_PATTERNS)
def test_a_pattern_that_is_refused(here: Path, text: str, says: str) -> None:
    result = run(write(text, "bad.json"), write(RECORD))
    assert result.exit_code == 2
    assert says in result.output


def test_files_that_cannot_be_read(here: Path) -> None:
    Path("latin1.json").write_bytes(b'{"a": "\xe9"}')
    for arguments, says in [
        (("missing.json", write(RECORD)), "missing.json: cannot be read"),
        (("old-python", "none.json"), "none.json"),
        (("latin1.json", write(RECORD)), "latin1.json: is not UTF-8 text (byte 7)"),
        (("old-python", "latin1.json"), "latin1.json: is not UTF-8 text (byte 7)"),
    ]:
        result = run(*arguments)
        assert result.exit_code == 2
        assert says in result.output


def test_a_byte_order_mark_is_no_mistake(here: Path) -> None:
    assert run("old-python", write("\ufeff" + json.dumps(RECORD))).exit_code == 0


def test_a_watch_that_there_is_not(here: Path) -> None:
    result = run("old-pyton", write(RECORD))
    assert result.exit_code == 2
    assert 'there is no watch "old-pyton"; did you mean old-python?' in result.output


def test_a_watch_that_does_not_compile(here: Path) -> None:
    (here / "watches.yaml").write_text(SPEC + "    outcom: failed\n")
    result = run("old-python", write(RECORD))
    assert result.exit_code == 2
    assert "watches.yaml:8" in result.output
    assert "did you mean outcome?" in result.output


def test_what_check_says_of_the_watch_is_said_beside_the_answer(here: Path) -> None:
    (here / "watches.yaml").write_text(SPEC.replace("CreateFunction", "CreateFunktion"))
    result = run("old-python", write(RECORD))
    assert result.exit_code == 1
    assert result.stdout.startswith("does not match")
    assert "watches.yaml:5: warning" in result.stderr
    assert "did you mean CreateFunction?" in result.stderr
