"""The commands that look at a spec: what they print, and how they exit."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from eventbridge_notifier import aws
from eventbridge_notifier.cli.main import COMMANDS, main

from tests.generator.specs import spec

SOUND = {"on": "lambda:CreateAlias", "severity": "low", "notify": ["ops"]}
DUBIOUS = {"on": "iam:GetUser"}
WRONG = {"on": "lambda:CreateFuntcion"}


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(one) for one in arguments])


def written(folder: Path, *watches: dict[str, Any], **more: Any) -> Path:
    path = folder / "w.yaml"
    path.write_text(spec(*watches, **more))
    return path


def test_check_says_on_standard_error_what_is_wrong_and_exits_with_2(tmp_path: Path) -> None:
    result = run("check", written(tmp_path, SOUND, WRONG))
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.count("\n") == 1
    assert "did you mean CreateFunction? [unknown-operation]" in result.stderr


def test_a_terminal_without_our_letters_gets_question_marks(tmp_path: Path) -> None:
    latin = CliRunner(charset="iso-8859-1")
    result = latin.invoke(main, ["watches", str(written(tmp_path, SOUND))])
    assert result.exit_code == 0, result.exception
    assert "????" in result.stdout


def test_check_of_a_sound_spec_exits_with_0_and_says_how_many_watches(tmp_path: Path) -> None:
    result = run("check", written(tmp_path, SOUND, SOUND))
    assert (result.exit_code, result.stdout, result.stderr) == (0, "2 watches checked\n", "")


def test_strict_turns_warnings_into_failures(tmp_path: Path) -> None:
    path = written(tmp_path, DUBIOUS)
    assert run("check", path).exit_code == 0
    assert run("check", path, "--strict").exit_code == 2
    assert run("generate", path, "--strict").exit_code == 2
    assert [one.name for one in tmp_path.iterdir()] == ["w.yaml"]


def test_check_as_json_is_a_list_of_findings(tmp_path: Path) -> None:
    path = written(tmp_path, SOUND, WRONG, DUBIOUS)
    found = json.loads(run("check", path, "--json").stdout)
    assert all(set(one) == {"file", "line", "column", "watch", "code", "level", "message",
                            "suggestion"} for one in found)
    assert [(one["watch"], one["code"], one["level"]) for one in found] == [
        ("w1", "unknown-operation", "error"), ("w2", "read-only-volume", "warning")]
    assert (found[0]["file"], found[0]["line"]) == (str(path), 10)
    assert json.loads(run("check", written(tmp_path, SOUND), "--json").stdout) == []


def test_watches_lists_state_regions_and_size(tmp_path: Path) -> None:
    path = written(tmp_path, SOUND, DUBIOUS)
    one, other = json.loads(run("watches", path, "--json").stdout)
    assert (one["state"], other["state"]) == (
        "ENABLED", "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS")
    assert one["regions"] == ["us-east-1"]
    assert 0 < one["size"] < one["limit"] == 4096
    assert one["pattern"]["detail"]["eventName"]
    assert (len(one["examples"]["match"]), len(one["examples"]["no_match"]) > 2) == (1, True)
    said = run("watches", path).stdout
    assert "w0" in said
    assert "with reads" in said


def test_watches_fits_eighty_columns_however_many_the_regions(tmp_path: Path) -> None:
    regions = [one for one in aws.ALL_REGIONS if one[:2] in ("us", "eu", "ap", "ca", "sa")
               and aws.partition_of(one).name == "aws"]
    path = written(tmp_path, {"on": "wafv2:CreateWebACL"}, {"on": "iam:GetUser"},
                   {"on": {"source": "aws.ec2"}}, home_region="us-east-1", regions=regions,
                   organization="o-exampleorgid")
    said = run("watches", path).stdout
    assert max(map(len, said.splitlines())) <= 80
    assert all(region in said for region in regions)
    assert f"{len(regions)} regions" in said
    assert "forward-writes-1" in said


def test_generate_writes_what_it_says_and_check_sees_every_change(tmp_path: Path) -> None:
    path = written(tmp_path, SOUND, DUBIOUS)
    assert run("generate", path).exit_code == 0
    assert run("generate", path, "--check").exit_code == 0
    pattern = tmp_path / "patterns" / "w0.json"
    pattern.write_text(pattern.read_text().replace("aws.lambda", "aws.lambada"))
    result = run("generate", path, "--check")
    assert (result.exit_code, str(pattern) in result.stderr) == (1, True)
    path.write_text(spec(SOUND))
    assert run("generate", path).exit_code == 0
    assert [one.name for one in (tmp_path / "patterns").iterdir()] == ["w0.json"]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str) -> None:
    assert run(command, "--help").exit_code == 0


def test_help_loads_no_command() -> None:
    code = ("import sys; from eventbridge_notifier.cli.main import main; "
            "main(['--help'], standalone_mode=False); "
            "print([name for name in sys.modules if name.split('.')[0] in "
            "('jinja2', 'jsonschema_rs', 'botocore', 'rich', 'moto', 'yaml')], file=sys.stderr)")
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stderr == "[]\n"


HELP_ALONE = """
import os, sys
import click
from eventbridge_notifier.cli.main import COMMANDS, main
SLOW = ("jsonschema_rs", "jsonschema", "rich", "jinja2", "boto3", "botocore", "moto", "yaml", "mcp",
        "eventbridge_notifier.aws", "eventbridge_notifier.patterns", "eventbridge_notifier.checks")
null = open(os.devnull, "w")
for command in COMMANDS:
    if os.fork() == 0:
        said, sys.stdout = sys.stdout, null
        main([command, "--help"], standalone_mode=False)
        sys.stdout = said
        print(command, *[name for name in SLOW if name in sys.modules], flush=True)
        os._exit(0)
    os.wait()
"""


def test_the_help_of_a_command_loads_nothing_that_takes_a_while() -> None:
    """`python -m bench.help` says how long each takes; at most 200 ms."""
    said = subprocess.run([sys.executable, "-c", HELP_ALONE], capture_output=True, text=True,
                          check=True)
    assert said.stdout.splitlines() == list(COMMANDS)
