"""Findings in every form: each says file, line, column, code and level."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from eventbridge_notifier.cli.main import main
from eventbridge_notifier.diagnostics.finding import Finding
from eventbridge_notifier.lint.reports import github, sarif, text
from jsonschema import Draft4Validator

# SARIF 2.1.0 as the npm package @microsoft/jest-sarif 1.0.0-beta.0 carries it (MIT).
SCHEMA = Path(__file__).parent / "sarif-2.1.0.json.gz"
TEMPLATE = """Resources:
  Rule:
    Type: AWS::Events::Rule
    Properties:
      EventPattern:
        source: [aws.iam]
        detail-type: [AWS API Call via CloudTrail]
        detail:
          eventSource: [iam.amazonaws.com]
          eventName: [{name}]
"""
ODD = Finding("a b/ü%.yaml", 3, 7, "rule: one, two", "pattern", "error", "100 % wrong\nreally", "x")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "bad.yaml").write_text(TEMPLATE.format(name="CreatUser"))
    (tmp_path / "good.yaml").write_text(TEMPLATE.format(name="CreateUser"))
    (tmp_path / "broken.json").write_text('{"EventPattern": [}')
    (tmp_path / "other.md").write_text("EventPattern")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["lint", *arguments])


def validate(log: str) -> dict[str, Any]:
    schema = json.loads(gzip.decompress(SCHEMA.read_bytes()))
    value: dict[str, Any] = json.loads(log)
    Draft4Validator(schema).validate(value)
    return value


@pytest.mark.usefixtures("folder")
def test_a_line_of_text_says_place_name_message_and_code() -> None:
    result = run(".")
    assert result.exit_code == 2
    assert ("bad.yaml:10:23: Rule: iam.amazonaws.com has no operation CreatUser; did you mean "
            "CreateUser? [unknown-operation]") in result.stderr
    assert "broken.json:1:19: warning: not checked: not valid JSON" in result.stderr
    assert result.stdout == "2 patterns in 3 files checked, 1 error, 1 warning\n"


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(("arguments", "code"), [
    (["good.yaml"], 0), (["bad.yaml"], 2), (["broken.json"], 0), (["broken.json", "--strict"], 2),
    (["good.yaml", "bad.yaml"], 2), (["other.md"], 0), (["missing.yaml"], 2), ([], 2)])
def test_exit_codes_are_those_of_check(arguments: list[str], code: int) -> None:
    assert run(*arguments).exit_code == code


def test_what_is_no_file_is_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "pipe.yaml")
    result = run("pipe.yaml")
    assert "pipe.yaml:1:1: warning: not checked: not a regular file [unreadable]" in result.stderr


@pytest.mark.usefixtures("folder")
def test_json_is_a_list_of_findings() -> None:
    found = json.loads(run("bad.yaml", "--json").stdout)
    assert found == [{
        "file": "bad.yaml", "line": 10, "column": 23, "name": "Rule", "code": "unknown-operation",
        "level": "error", "message": "iam.amazonaws.com has no operation CreatUser",
        "suggestion": "CreateUser"}]


def test_sarif_is_valid_and_names_every_place(folder: Path) -> None:
    result = run(".", "--sarif", "out.sarif")
    log = validate((folder / "out.sarif").read_text())
    assert result.exit_code == 2
    places = [one["locations"][0]["physicalLocation"] for one in log["runs"][0]["results"]]
    assert [(one["artifactLocation"]["uri"], one["region"]["startLine"],
             one["region"]["startColumn"]) for one in places] == [
                 ("bad.yaml", 10, 23), ("broken.json", 1, 19)]
    assert [one["level"] for one in log["runs"][0]["results"]] == ["error", "warning"]


@pytest.mark.usefixtures("folder")
def test_sarif_without_findings_is_valid_too_and_can_be_piped() -> None:
    assert validate(run("good.yaml", "--sarif", "-").stdout)["runs"][0]["results"] == []


def test_odd_names_and_words_stay_whole_in_every_form() -> None:
    log = validate(sarif.text([ODD]))
    result = log["runs"][0]["results"][0]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == (
        "a%20b/%C3%BC%25.yaml")
    assert list(github.lines([ODD])) == [
        "::error file=a b/ü%25.yaml,line=3,col=7,title=rule%3A one%2C two%3A pattern::"
        "100 %25 wrong%0Areally; did you mean x?"]
    assert list(text.lines([ODD])) == [
        "a b/ü%.yaml:3:7: rule: one, two: 100 % wrong\\nreally; did you mean x? [pattern]"]
