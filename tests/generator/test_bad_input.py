"""Bad input ends in `file:line: message` and exit code 2: no traceback, nothing half-written."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from eventbridge_notifier.cli.main import main

from tests.generator.specs import spec

WATCH = "version: 1\nwatches:\n  w:\n    on: lambda:CreateFunction\n"
BOMB = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}' if n else 'x'] * 10)}]\n" for n in range(12))

TEXTS = {
    "broken YAML": (WATCH + "    where: [\n", 6),
    "a tab that indents": (WATCH + "\twhere: x\n", 5),
    "an unknown key": (WATCH + "    wheer: {a: b}\n", 5),
    "a duplicate key": (WATCH + "    on: lambda:DeleteFunction\n", 5),
    "a wrong type": (WATCH + "    notify: ops\n", 5),
    "an empty file": ("", 1),
    "a list": ("- 1\n", 1),
    "text": ("hello\n", 1),
    "no watch": ("version: 1\nwatches: {}\n", 2),
    "version 2": ("version: 2\nwatches: {w: {on: lambda:CreateAlias}}\n", 1),
    "a name that Terraform refuses": ("version: 1\nwatches:\n  a b:\n    on: kms:CreateKey\n", 3),
    "a name with a line break": ('version: 1\nwatches:\n  "a\\n":\n    on: kms:CreateKey\n', 3),
    "a name that leaves the folder": ("version: 1\nwatches:\n  ../x:\n    on: kms:CreateKey\n", 3),
    "a name that is too long": (f"version: 1\nwatches:\n  {'n' * 44}:\n    on: kms:CreateKey\n", 3),
    "names that differ in case": (WATCH + "  W:\n    on: kms:CreateKey\n", 5),
    "a bus that EventBridge refuses": (WATCH + "    bus: 'a b'\n", 5),
    "a long description": (WATCH + f"    description: {'d' * 513}\n", 5),
    "an attribute that DynamoDB dislikes": (WATCH + "    record: {a-b: userAgent}\n", 5),
    "a placeholder in a path": (WATCH + "    record: {a: <aws.events.event>}\n", 5),
    "an operator that EventBridge lacks": (WATCH + "    where: {userAgent: {matches: x}}\n", 5),
    "an empty list": (WATCH + "    where: {userAgent: []}\n", 5),
    "a bomb": (BOMB, 6),
    "nesting": ("a: " + "[" * 5_000, 1),
    "a control character in a comment": (WATCH + "# \x01\n", 5),
    "a NUL": (WATCH + "    description: a\x00b\n", 5),
    "an account that is a number": ("version: 1\naccounts:\n- 123456789012\n" + WATCH[11:], 3),
    "a region twice": ("version: 1\nregions: [eu-west-1, eu-west-1]\n" + WATCH[11:], 2),
    "a control character": (WATCH + '    description: "\\u0000"\n', 5),
    "a tag": (WATCH + "    description: !!python/name:os.system x\n", 5),
    "two documents": (WATCH + "---\n" + WATCH, 5),
    "a number without end": (WATCH + f"    where: {{userAgent: {'9' * 500}}}\n", 5),
}


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(one) for one in arguments])


def assert_refused(result: Result, path: Path, line: int) -> None:
    assert result.exit_code == 2, result.output
    assert not result.exception or isinstance(result.exception, SystemExit)
    assert f"{path}:{line}: " in result.stderr
    for said in result.stderr.splitlines():
        assert re.match(r".+:[0-9]+: .+ \[[a-z-]+\]$", said), said


def test_the_only_word_that_a_key_takes_is_suggested(tmp_path: Path) -> None:
    path = tmp_path / "w.yaml"
    path.write_text("version: 1\nregions: al\n" + WATCH[11:])
    result = run("check", path)
    assert_refused(result, path, 2)
    assert "did you mean all?" in result.stderr


@pytest.mark.parametrize("what", TEXTS)
def test_a_spec_that_is_wrong_is_refused_with_its_line_and_nothing_is_written(
        what: str, tmp_path: Path) -> None:
    text, line = TEXTS[what]
    path = tmp_path / "w.yaml"
    path.write_text(text, encoding="utf-8")
    assert_refused(run("generate", path), path, line)
    assert os.listdir(tmp_path) == ["w.yaml"]
    found = json.loads(run("check", path, "--json").stdout)
    assert {(one["file"], one["level"]) for one in found} >= {(str(path), "error")}


@pytest.mark.parametrize("content", [
    b"\x00\x01\x02\xff\xfe" * 9, b"\xff\xfev\x00", b"x" * 10_000_000, b"\x1f\x8b\x08\x80\x80"])
def test_a_file_that_is_no_text_or_too_large_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "w.yaml"
    path.write_bytes(content)
    assert_refused(run("generate", path), path, 1)
    assert_refused(run("check", path), path, 1)


def test_the_line_of_what_is_no_text_is_said(tmp_path: Path) -> None:
    path = tmp_path / "w.yaml"
    path.write_bytes(WATCH.encode() + b"# caf\xe9\n")
    assert_refused(run("check", path), path, 5)


@pytest.mark.parametrize(("text", "words"), [
    (WATCH + "\twhere: x\n", "a tab indents the line"),
    ("accounts: [123456789012]\n" + WATCH, 'item 1 of "accounts" must be text, not a number; put '
     'it in quotes; did you mean "123456789012"?'),
    ("exclude: {services: false}\n" + WATCH, '"services" is false; allowed are true'),
    ("regions: [eu-west-1, eu-west-1]\n" + WATCH, '"regions" names something twice'),
    ("packs: [guardduty, guard]\n" + WATCH, 'item 2 of "packs" is "guard"; allowed are'),
    ("", "may begin with `version: 1`"),
])
def test_the_words_say_what_to_do(text: str, words: str, tmp_path: Path) -> None:
    path = tmp_path / "w.yaml"
    path.write_text(text)
    assert words in run("check", path).stderr


def test_a_region_is_doubted_once_and_only_a_likely_one_suggested(tmp_path: Path) -> None:
    path = tmp_path / "w.yaml"
    path.write_text("regions: [no, xx-zzz-qq-1, cn-xx-9]\n" + WATCH)
    found = json.loads(run("check", path, "--json").stdout)
    assert [(one["code"], one["suggestion"]) for one in found if one["line"] == 1] == [
        ("wrong-form", ""), ("unverified-region", ""), ("unverified-region", "")]


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "folder.yaml").mkdir()
    for path in (tmp_path / "missing.yaml", tmp_path / "folder.yaml", tmp_path, Path("/dev/zero")):
        assert_refused(run("check", path), path, 1)


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "w.yaml")
    for path in (tmp_path / "w.yaml", tmp_path):
        assert_refused(run("check", path), tmp_path / "w.yaml", 1)


@pytest.mark.parametrize("command", ["check", "generate", "watches", "cost", "init"])
def test_no_name_is_not_the_folder_one_stands_in(command: str) -> None:
    result = run(command, "")
    assert (result.exit_code, "is empty" in result.stderr) == (2, True)


@pytest.mark.parametrize(("content", "code"), [
    (None, "unreadable"), (b"\xff", "unreadable"), (b"#" * 5_000_000, "too-large"),
    (b"a: [", "yaml"), (b"", "empty")])
def test_what_cannot_be_read_is_a_finding_in_json_too(
        content: bytes | None, code: str, tmp_path: Path) -> None:
    path = tmp_path / "w.yaml"
    if content is not None:
        path.write_bytes(content)
    result = run("check", path, "--json")
    found = json.loads(result.stdout)
    assert [(one["file"], one["code"], one["level"]) for one in found] == [
        (str(path), code, "error")]
    assert (result.exit_code, result.stderr) == (2, "")


def test_no_spec_is_a_finding_in_json_too(tmp_path: Path) -> None:
    (one,) = json.loads(run("check", tmp_path, "--json").stdout)
    assert (one["file"], one["code"]) == (str(tmp_path), "no-spec")


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is unreadable to root")
def test_an_unreadable_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "w.yaml"
    path.write_text(WATCH)
    path.chmod(0)
    assert_refused(run("check", path), path, 1)


def test_a_file_of_somebody_else_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "w.yaml").write_text(WATCH)
    (tmp_path / "watches.tf").write_text("# mine\n")
    assert_refused(run("generate", tmp_path), tmp_path / "watches.tf", 1)
    assert (tmp_path / "watches.tf").read_text() == "# mine\n"
    assert not (tmp_path / "patterns").exists()


def test_a_disk_that_refuses_leaves_nothing_half_written(tmp_path: Path) -> None:
    (tmp_path / "w.yaml").write_text(spec({"on": "kms:CreateKey"}, {"on": "kms:CreateGrant"}))
    (tmp_path / "patterns" / "w1.json").mkdir(parents=True)
    assert_refused(run("generate", tmp_path), tmp_path, 1)
    assert sorted(os.listdir(tmp_path)) == ["patterns", "w.yaml"]
    assert os.listdir(tmp_path / "patterns") == ["w1.json"]


def test_everything_wrong_in_every_file_of_a_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(WATCH + "    wheer: {a: b}\n    notify: ops\n")
    (tmp_path / "b.yaml").write_text("a: [\n")
    said = run("check", tmp_path).stderr
    assert [line.split(": ")[0].rpartition("/")[2] for line in said.splitlines()] == [
        "a.yaml:5", "a.yaml:6", "b.yaml:2"]
    assert "did you mean where?" in said


def test_a_word_that_is_no_command_is_refused_with_the_likely_one() -> None:
    result = run("genrate", ".")
    assert (result.exit_code, "did you mean generate?" in result.stderr) == (2, True)
