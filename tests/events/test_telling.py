"""What people would have been told of a log."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner
from eventbridge_notifier import aws
from eventbridge_notifier.alerts.decide import Config
from eventbridge_notifier.cli.main import main
from eventbridge_notifier.events import telling
from eventbridge_notifier.events.backtest import Player

from tests.generator.specs import compiled, spec

ARN = "arn:aws:iam::111122223333:user/"
GROUPED = {"on": "lambda:CreateFunction",
           "notify": {"to": ["ops"], "group_by": ["userIdentity.arn"], "every": "1h"}}


def record(number: int, minute: int, user: str) -> dict[str, Any]:
    found: dict[str, Any] = aws.event("lambda", "CreateFunction")["detail"]
    return found | {"eventID": f"id-{number}", "userIdentity": {"type": "IAMUser",
                                                               "arn": ARN + user},
                    "eventTime": f"2026-03-01T{minute // 60:02}:{minute % 60:02}:00Z"}


def told(watch: dict[str, Any], *records: dict[str, Any]) -> telling.Told:
    rules = compiled(watch).rules
    player = Player(rules, tell=True)
    for one in records:
        player.see(one)
    return telling.told(player.arrivals, Config(telling.policies(rules)))


def test_a_group_is_told_at_once_and_then_by_digest() -> None:
    found = told(GROUPED, *(record(minute, minute, "a") for minute in range(30)))
    assert (found.records, found.messages) == (30, 2)
    assert found.groups == [telling.Group("w0", (ARN + "a",), 2, 30)]


def test_a_log_in_any_order_makes_the_same_messages() -> None:
    records = [record(minute, minute * 7, "ab"[minute % 2]) for minute in range(40)]
    assert told(GROUPED, *reversed(records)) == told(GROUPED, *records)


def test_without_a_group_each_event_is_a_message() -> None:
    watch = {**GROUPED, "notify": ["ops"]}
    assert told(watch, *(record(minute, minute, "a") for minute in range(30))).messages == 30


def test_what_is_staged_counts_as_it_will_be_told() -> None:
    assert told({**GROUPED, "stage": "48h"}, record(1, 1, "a")).messages == 1


def command(tmp_path: Path, *options: str, watch: dict[str, Any] = GROUPED) -> Any:
    (tmp_path / "watches.yaml").write_text(spec(watch))
    (tmp_path / "log.json").write_text("".join(
        json.dumps(record(minute, minute, "a")) + "\n" for minute in range(30)))
    return CliRunner().invoke(main, ["backtest", str(tmp_path / "watches.yaml"),
                                     str(tmp_path / "log.json"), *options])


def test_the_command_says_how_many_messages_and_which_groups_are_loud(tmp_path: Path) -> None:
    assert "30 records, 2 messages" in command(tmp_path, "--alerts").output
    data = json.loads(command(tmp_path, "--alerts", "--json").stdout)
    assert (data["messages"], data["groups"][0]["values"]) == (2, [ARN + "a"])


def test_the_command_suggests_by_what_to_group(tmp_path: Path) -> None:
    assert "first_by: [userIdentity.arn]" in command(tmp_path, "--suggest").output


def test_a_spec_that_tells_nobody_is_refused(tmp_path: Path) -> None:
    result = command(tmp_path, "--alerts", watch={"on": "lambda:CreateFunction"})
    assert result.exit_code == 2
    assert "no watch has `notify`" in result.stderr
