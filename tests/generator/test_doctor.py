"""`doctor` says what is missing, one line each, and changes nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner
from eventbridge_notifier.cli.doctor import account
from eventbridge_notifier.cli.main import main
from eventbridge_notifier.console.health.facts import BAD, OK, WARNING

NOBODY = {"AWS_ACCESS_KEY_ID": None, "AWS_SECRET_ACCESS_KEY": None, "AWS_PROFILE": None,
          "AWS_CONFIG_FILE": "/nowhere", "AWS_SHARED_CREDENTIALS_FILE": "/nowhere",
          "AWS_EC2_METADATA_DISABLED": "true", "AWS_REGION": "eu-west-1"}


def findings(tmp_path: Path, program: str = "") -> tuple[dict[str, tuple[str, str]], int]:
    """Check -> (level, message), with `program` as the only terraform, and nobody's account."""
    if program:
        (tmp_path / "terraform").write_text(f"#!/bin/sh\n{program}\n")
        (tmp_path / "terraform").chmod(0o755)
    path = f"{tmp_path}:/bin" if program else str(tmp_path)
    result = CliRunner(env={**NOBODY, "PATH": path}).invoke(main, ["doctor", "--json"])
    said = json.loads(result.stdout)["findings"]
    return {one["check"]: (one["level"], one["message"]) for one in said}, result.exit_code


def test_what_is_there_is_said_with_its_version(tmp_path: Path) -> None:
    found, code = findings(tmp_path, """echo '{"terraform_version": "1.11.4"}'""")
    assert found["terraform"] == (OK, "1.11.4")
    assert found["extra sandbox"][0] == OK
    assert code == 0


@pytest.mark.parametrize(("program", "said"), [
    ("", "neither terraform nor tofu is on the PATH"),
    ("""echo '{"terraform_version": "1.5.7"}'""", "1.5.7, and >= 1.9 is needed"),
    ("echo no JSON", "does not answer"),
    ("exit 3", "does not answer"),
])
def test_a_terraform_that_cannot_apply_a_stack_is_bad(tmp_path: Path, program: str, said: str
                                                      ) -> None:
    found, code = findings(tmp_path, program)
    level, message = found["terraform"]
    assert (level, code) == (BAD, 1)
    assert said in message


def test_without_credentials_nothing_more_is_asked_of_aws(tmp_path: Path) -> None:
    found, _ = findings(tmp_path)
    level, message = found["credentials"]
    assert level == WARNING
    assert "there are no AWS credentials" in message
    assert "region" not in found


def answering(arn: str, date: str, trails: list[dict[str, Any]]) -> Callable[[str], Any]:
    """Clients of an account with these trails, and without a stack."""
    class Client:
        meta = SimpleNamespace(region_name="eu-west-1")

        def get_caller_identity(self) -> dict[str, Any]:
            return {"Arn": arn, "ResponseMetadata": {"HTTPHeaders": {"date": date}}}

        def describe_trails(self, **_: Any) -> dict[str, Any]:
            return {"trailList": trails}

        def get_trail_status(self, Name: str) -> dict[str, Any]:
            return {"IsLogging": Name == "logs"}

        def get_event_selectors(self, **_: Any) -> dict[str, Any]:
            return {"EventSelectors": []}

        def get_function_configuration(self, **_: Any) -> Any:
            from botocore.exceptions import ClientError
            raise ClientError({"Error": {"Code": "ResourceNotFoundException"}}, "Get")
    return lambda service: Client()


def test_the_account_is_looked_at_part_by_part() -> None:
    clients = answering("arn:aws:iam::1:root", "Sat, 01 Jan 2000 00:00:00 GMT",
                        [{"Name": "logs", "TrailARN": "logs"}])
    found = {one.check: one for one in account.findings(lambda: clients, "here")}
    assert {name: one.level for name, one in found.items()} == {
        "credentials": WARNING, "region": OK, "clock": BAD, "trails": OK, "stack": WARNING}
    assert "logging here: logs" in found["trails"].message
    assert "there is no function here-recorder in eu-west-1" in found["stack"].message


def test_an_account_without_a_trail_that_logs_is_warned_of() -> None:
    clients = answering("arn:aws:iam::1:role/x", "", [{"Name": "old", "TrailARN": "old"}])
    found = {one.check: one for one in account.findings(lambda: clients, "here")}
    assert found["trails"].level == WARNING
    assert "stopped: old" in found["trails"].message
