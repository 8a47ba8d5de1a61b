"""The man page says what --help says, and man reads it without a complaint."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from eventbridge_notifier.cli.main import COMMANDS

from tests.house.repository import ROOT
from tools import manpage

MADE = manpage.page()


def test_every_command_and_what_is_below_it_is_there() -> None:
    for name in (*COMMANDS, "records show", "alerts snooze"):
        assert f'.SS "{name} ' in MADE, name


def test_the_committed_pages_are_what_the_commands_say() -> None:
    assert (ROOT / manpage.PAGE).read_text() == MADE
    assert (ROOT / manpage.REFERENCE).read_text() == manpage.reference()


@pytest.mark.parametrize(("text", "escaped"), [
    (".so /etc/passwd", r"\&.so /etc/passwd"), ("--no-pager", r"\-\-no\-pager"),
    (r"\u001b", r"\eu001b"), ('"x"', r"\(dqx\(dq")])
def test_what_troff_would_read_is_escaped(text: str, escaped: str) -> None:
    assert manpage.roff(text) == escaped


def test_man_shows_it_without_a_warning() -> None:
    if not shutil.which("man") or not shutil.which("groff"):
        pytest.skip("man and groff are not here")
    shown = subprocess.run(["man", "--warnings", "-l", str(ROOT / manpage.PAGE)],
                           capture_output=True, text=True, check=True,
                           env={"PATH": "/usr/bin:/bin", "MANWIDTH": "100", "LC_ALL": "C.UTF-8"})
    assert shown.stderr == ""
    assert "--home-region REGION" in shown.stdout
