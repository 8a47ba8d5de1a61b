"""Every command that the documentation shows exists, with the options that it is shown with."""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from typing import Any

import botocore.session
import click
import pytest
from botocore import xform_name
from eventbridge_notifier.cli.main import COMMANDS, main

from tests.house.repository import ROOT, tracked

OURS, AWS = "eventbridge-notifier", "aws"
# The AWS CLI's own options, beside those of an operation.
GLOBAL = {"--query", "--output", "--region", "--profile", "--endpoint-url", "--max-items",
          "--zip-file"}
NOT_OPERATIONS = {"s3", "configure"}
INLINE = re.compile(r"`((?:aws|eventbridge-notifier) [^`]+)`")
BLOCK = re.compile(r"```console\n(.*?)```", re.S)
MAKE = re.compile(r"\bmake ([a-z][a-z-]*)\b")


@cache
def shown() -> list[tuple[str, str]]:
    """(file, command) of every `aws …` and `eventbridge-notifier …` in Markdown."""
    found = []
    for file in tracked("*.md"):
        text = (ROOT / file).read_text()
        joined = [re.sub(r"\\\n\s*(?:>\s*)?", " ", block) for block in BLOCK.findall(text)]
        lines = [line.strip().removeprefix("$ ") for block in joined for line in block.splitlines()
                 if line.strip().startswith("$ ")]
        parts = [part for line in lines for part in re.split(r" && | \| ", line)]
        found += [(file, one) for one in (*parts, *INLINE.findall(text))]
    return found


def of(program: str) -> list[tuple[str, str]]:
    return [(file, one.split("  #")[0]) for file, one in shown() if one.split()[0] == program]


def options(command: str) -> set[str]:
    """`--options` of a command, not those inside of quotes or of a command that it runs."""
    bare = re.sub(r"\"\$\([^)]*\)\"|\$\([^)]*\)|'[^']*'|\"[^\"]*\"", "", command)
    return set(re.findall(r"(?<=\s)--[a-z][a-z-]*", bare))


# What the AWS CLI calls a service otherwise than botocore.
CALLED = {"s3api": "s3"}


@pytest.mark.parametrize(("file", "command"), of(AWS))
def test_an_aws_command_is_one_of_the_api(file: str, command: str) -> None:
    words = [word for word in command.split()[1:] if not word.startswith("-")]
    if words[0] in {*NOT_OPERATIONS, "…"} or len(words) < 2:
        return
    model = service(CALLED.get(words[0], words[0]))
    operations = {xform_name(name, "-"): name for name in model.operation_names}
    assert words[1] in operations
    shape = model.operation_model(operations[words[1]]).input_shape
    known = {f"--{xform_name(name, '-')}" for name in (shape.members if shape else ())}
    known |= {f"--no-{one.removeprefix('--')}" for one in known} | GLOBAL
    assert options(command) - known == set()


@cache
def service(name: str) -> Any:
    return botocore.session.get_session().get_service_model(name)


@pytest.mark.parametrize(("file", "command"), of(OURS))
def test_a_command_of_ours_has_the_options_that_it_is_shown_with(file: str, command: str) -> None:
    words = command.split()
    if len(words) < 2 or words[1] in ("…", "--help", "--version"):
        return
    assert words[1] in COMMANDS
    loaded = main.get_command(click.Context(main), words[1])
    assert loaded
    known = {name for one in loaded.params for name in (*one.opts, *one.secondary_opts)}
    assert options(command) - known - {"--help"} == set()


def test_a_target_of_make_exists() -> None:
    targets = set(re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text(), re.M))
    named = {(file, name) for file in tracked("*.md") for text in [(ROOT / file).read_text()]
             for code in (*BLOCK.findall(text), *re.findall(r"`([^`\n]+)`", text))
             for name in MAKE.findall(code)}
    assert named
    assert {one for one in named if one[1] not in targets} == set()


def test_there_are_commands_to_check() -> None:
    assert len(of(AWS)) > 15
    assert len(of(OURS)) > 40


IMPORT = re.compile(r"^from ([\w.]+) import ([\w, ]+)$", re.M)


def test_what_the_documentation_imports_is_there() -> None:
    shown = [(file, module, name.strip()) for file in tracked("*.md")
             for code in re.findall(r"```python\n(.*?)```", (ROOT / file).read_text(), re.S)
             for module, names in IMPORT.findall(code) for name in names.split(",")]
    assert len(shown) > 5
    assert [one for one in shown if not hasattr(import_module(one[1]), one[2])] == []
