"""`records`, as people use it: options, settings, narrow terminals, arrivals."""

from __future__ import annotations

import json
import os
import pty
import random
import re
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from eventbridge_notifier.cli.main import main
from eventbridge_notifier.console.records.table import find
from eventbridge_notifier.console.web import address
from starlette.datastructures import QueryParams

from tests.console.conftest import Deployed
from tests.console.events import event

WATCH = "python38-functions"
COMMAND = [sys.executable, "-m", "eventbridge_notifier", "records"]


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.mark.parametrize(("arguments", "message"), [
    (("--watch", "python38-function"), 'no watch "python38-function"; did you mean python38-func'),
    (("--severity", "hihg"), 'no --severity "hihg"; did you mean high?'),
    (("--change", "create"), 'no --change "create"; did you mean created?'),
    (("--show", "functionname"), 'no recorded field "functionname"; did you mean functionName?'),
    (("--field", "runtme=python3.8"), 'no recorded field "runtme"; did you mean runtime?'),
    (("--watch", WATCH, "--show", "zzz"), 'no recorded field "zzz"; there are: '),
    (("--exclude", "regoin=x"), "'regoin=x' cannot be left out; did you mean region=x?"),
    (("--exclude", "region"), "'region' cannot be left out; write one of id, actor, event"),
    (("--exclude", "severity=hihg"), 'no --exclude severity "hihg"; did you mean high?'),
    (("--exclude", "watch=python38-function"), 'no watch "python38-function"; did you mean')])
def test_what_the_deployment_does_not_know_is_an_error(here: Deployed, arguments: tuple[str, ...],
                                                       message: str) -> None:
    result = here.run("records", *arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stdout == ""


def test_a_watch_that_is_gone_still_has_its_records(empty: Deployed) -> None:
    made = event(WATCH, datetime.now(UTC), random.Random(1))
    empty.store([("gone", made)])
    result = empty.run("records", "--watch", "gone", "--json", "--name", empty.name)
    assert [one["id"] for one in lines(result.stdout)] == [made["detail"]["eventID"]]


def test_records_are_printed_as_events_of_ocsf(here: Deployed) -> None:
    """tests/alerts/test_ocsf.py holds such events against OCSF's schemas."""
    printed = lines(here.run("records", "--watch", WATCH, "--ocsf", "--limit", "3").stdout)
    wanted = {event["detail"].get("eventID", event["id"]): event for _, event in here.stored}
    assert len(printed) == 3
    for one in printed:
        assert one["class_uid"] == 6003
        assert one["http_request"]["user_agent"] == wanted[one["metadata"]["uid"]]["detail"][
            "userAgent"]
        assert one["metadata"]["labels"] == [f"watch:{WATCH}"]


@pytest.mark.parametrize("form", ["--json", "--csv"])
def test_scripts_get_what_the_watch_records(here: Deployed, form: str) -> None:
    result = here.run("records", "--watch", WATCH, "--limit", "1", form)
    assert "python3.8" in result.stdout
    assert "functionName" in result.stdout


@pytest.mark.parametrize("since", ["999999w", "24h"])
def test_any_span_of_time_is_answered(here: Deployed, since: str) -> None:
    result = here.run("records", "--watch", WATCH, "--since", since, "--json", "--limit", "2")
    assert len(lines(result.stdout)) == 2


@pytest.mark.parametrize("times", [("0001-01-01", "now"), ("0001-01-01T00:00Z", "9999-12-31")])
def test_times_before_and_after_all_records_are_the_first_and_the_last(
        here: Deployed, times: tuple[str, str]) -> None:
    result = here.run("records", "--watch", WATCH, "--between", *times, "--json")
    assert result.exit_code == 0
    assert lines(result.stdout)


def test_the_beginning_of_an_id_is_enough(here: Deployed) -> None:
    id = next(one["detail"]["eventID"] for name, one in here.stored if name == WATCH)
    shown = here.run("records", "show", id[:8], "--json")
    assert json.loads(shown.stdout)["id"] == id
    missing = here.run("records", "show", "00000000-nothing")
    assert missing.exit_code == 2
    assert "the last 30d were looked at" in missing.stderr


def test_settings_come_from_the_environment(here: Deployed, empty: Deployed) -> None:
    environ = {"AWS_DEFAULT_REGION": None, "AWS_REGION": here.sandbox.env()["AWS_DEFAULT_REGION"]}
    assert here.run("records", "--limit", "1", environ=environ).exit_code == 0
    named = here.run("records", environ={"EVENTBRIDGE_NOTIFIER_NAME": empty.name})
    assert "no record matches; 0 looked at" in named.stderr
    elsewhere = here.run("health", environ={"EVENTBRIDGE_NOTIFIER_HOME_REGION": "us-west-2"})
    assert "in us-west-2" in elsewhere.stderr


def test_settings_come_from_the_stack_in_this_folder(here: Deployed, empty: Deployed,
                                                     tmp_path: Path) -> None:
    (tmp_path / "watches.yaml").write_text(
        "version: 1\nhome_region: us-west-2\nwatches:\n  a-watch: {on: iam:CreateUser}\n")
    (tmp_path / "main.tf").write_text(
        f'module "n" {{\n  source = "x/eventbridge-notifier/aws"\n  name   = "{empty.name}"\n}}\n')
    before = Path.cwd()
    os.chdir(tmp_path)
    try:
        said = here.run("health").stderr
        completed = CliRunner(env={
            "_MAIN_COMPLETE": "bash_complete", "COMP_WORDS": "main records --watch a-",
            "COMP_CWORD": "3"}).invoke(main, [], prog_name="main")
    finally:
        os.chdir(before)
    assert f"there is no function {empty.name}-recorder in us-west-2" in said
    assert completed.output.strip() == "plain,a-watch"


@contextmanager
def terminal(of: Deployed, *arguments: str, columns: int = 80) -> Iterator[Any]:
    """The command on a terminal; gives a function that reads what it shows, up to a text."""
    ours, theirs = pty.openpty()
    environ = {**of.sandbox.env(), "PATH": os.environ["PATH"], "COLUMNS": str(columns),
               "TERM": "xterm", "PAGER": "cat", "NO_COLOR": "1"}
    running = subprocess.Popen([*COMMAND, "--name", of.name, *arguments], env=environ,
                               stdin=theirs, stdout=theirs, stderr=theirs, close_fds=True)
    os.close(theirs)

    def shown(until: str = "", seconds: float = 60) -> str:
        text, end = "", time.monotonic() + seconds
        while (not until or until not in text) and time.monotonic() < end:
            if select.select([ours], [], [], 0.1)[0]:
                try:
                    text += os.read(ours, 65_536).decode()
                except OSError:  # it has ended
                    break
        return text

    try:
        yield shown
    finally:
        running.terminate()
        with suppress(subprocess.TimeoutExpired):
            running.wait(10)
        os.close(ours)


def rows(shown: str) -> list[str]:
    """Without what the terminal was told to erase."""
    kept = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown).replace("\r\n", "\n").split("\n")
    return [line.rpartition("\r")[2] for line in kept if line.strip()]


OPTIONS = (
    (), ("--watch", WATCH), ("--since", "12h"), ("--between", "20h", "now"), ("--actor", "alice"),
    ("--event", "Create"), ("--resource", "function"), ("--change", "created"),
    ("--outcome", "succeeded"), ("--account", "123456789012"), ("--region", "eu-west-1"),
    ("--severity", "high"), ("--text", "ALICE"), ("--field", "runtime=python3.8"),
    ("--type", "AWS::Lambda::Function"), ("--exclude", "severity=high"),
    ("--exclude", "actor=alice", "--exclude", "outcome=denied", "--exclude", f"watch={WATCH}"),
    ("--show", "runtime"), ("--limit", "3"), ("--scan",), ("--no-pager",), ("--json",), ("--csv",))


@pytest.mark.parametrize("option", OPTIONS, ids=" ".join)
def test_every_option_is_fit_for_80_columns(here: Deployed, option: tuple[str, ...]) -> None:
    result = here.run("records", "--limit", "20", *option, environ={"COLUMNS": "80"})
    assert result.exit_code == 0, result.stderr
    assert result.stdout or "no record matches" in result.stderr


@pytest.mark.parametrize("one", [
    f"watch={WATCH}", "actor==arn:aws:iam::123456789012:user/alice", "outcome=denied"])
def test_what_is_excluded_is_what_the_filter_alone_shows(here: Deployed, one: str) -> None:
    """As on the page, where both are made of the same value."""
    left = sorted(line.split()[-1] for line in here.run("records", "--exclude", one)
                  .stdout.splitlines()[1:])
    name, _, value = one.partition("=")
    assert left == _of_page(here, {"not": one})
    assert len(left) + len(_of_page(here, {name: value})) == len(here.stored)


def test_several_exclusions_leave_out_what_any_of_them_names(here: Deployed) -> None:
    result = here.run("records", "--exclude", "severity=high", "--exclude", "severity=medium",
                      "--exclude", "watch=root-activity", "--json")
    assert {one["severity"] for one in lines(result.stdout)} == {"info"}


def test_a_type_finds_the_records_of_such_resources(here: Deployed) -> None:
    found = lines(here.run("records", "--type", "AWS::Lambda::Function", "--json").stdout)
    assert {one["resourceType"] for one in found} == {"AWS::Lambda::Function"}
    assert len(found) == sum(name == WATCH for name, _ in here.stored)


def test_a_type_that_no_table_knows_is_noted(here: Deployed) -> None:
    result = here.run("records", "--type", "AWS::Lambda::Fuction")
    assert (result.exit_code, result.stdout) == (0, "")
    assert 'no resource type "AWS::Lambda::Fuction" is known; did you mean' in result.stderr
    assert "no record matches" in result.stderr


@pytest.mark.parametrize(("words", "wanted"), [
    ("--type AWS::SecretsM", {"AWS::SecretsManager::Secret"}),
    ("--exclude se", {"severity="}), ("--exclude severity=h", {"severity=high"}),
    ("--exclude outcome=d", {"outcome=denied"})])
def test_the_shell_completes_types_and_exclusions(words: str, wanted: set[str]) -> None:
    completed = CliRunner(env={
        "_MAIN_COMPLETE": "zsh_complete", "COMP_WORDS": f"main records {words}",
        "COMP_CWORD": "3"}).invoke(main, [], prog_name="main")
    assert wanted <= set(completed.output.replace("\\:", ":").splitlines())


def _of_page(of: Deployed, params: dict[str, str]) -> list[str]:
    """The ids of the records that the page's address asks for."""
    wanted = address.request(QueryParams(params), datetime.now(UTC))
    return sorted(one["id"] for one in find(of.client, of.name).records(
        wanted.filters, wanted.window))


@pytest.mark.parametrize("option", [
    (), ("--show", "runtime"), ("--follow",), ("--exclude", "severity=high")], ids=" ".join)
def test_rows_fit_a_terminal_of_80_columns(here: Deployed, option: tuple[str, ...]) -> None:
    with terminal(here, "--limit", "10", "--watch", WATCH, "--no-pager", *option) as shown:
        head, *body = [line for line in rows(shown()) if "reading" not in line]
    assert head.startswith("time")
    assert len(body) == 10
    assert max(map(len, [head, *body])) <= 80
    ids = {one["detail"]["eventID"][:8] for name, one in here.stored if name == WATCH}
    assert {line.rsplit(None, 1)[-1] for line in body} <= ids


@pytest.mark.parametrize("on_terminal", [True, False])
def test_following_shows_what_is_there_at_once(empty: Deployed, on_terminal: bool) -> None:
    made = event(WATCH, datetime.now(UTC) - timedelta(hours=2), random.Random(1))
    empty.store([(WATCH, made)])
    id = made["detail"]["eventID"]
    if on_terminal:
        with terminal(empty, "--follow") as shown:
            assert id[:8] in shown(until=id[:8])
    else:
        with subprocess.Popen([*COMMAND, "--follow", "--name", empty.name], text=True,
                              env={**empty.sandbox.env(), "PATH": ""},
                              stdout=subprocess.PIPE) as following:
            assert following.stdout is not None
            following.stdout.readline()
            assert id in following.stdout.readline()
            following.terminate()


def test_following_begins_where_it_is_told_and_ends_after_the_limit(empty: Deployed) -> None:
    now = datetime.now(UTC)
    made = [event(WATCH, now - timedelta(minutes=ago), random.Random(ago)) for ago in (90, 20, 10)]
    empty.store((WATCH, one) for one in made)
    result = empty.run("records", "--follow", "--since", "1h", "--limit", "2", "--json", "--name",
                       empty.name)
    assert [one["id"] for one in lines(result.stdout)] == [
        one["detail"]["eventID"] for one in made[1:]]
