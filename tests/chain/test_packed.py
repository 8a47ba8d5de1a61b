"""Packed rules live: a stack of them records what rules of their own would have, for the same
events; its console knows the watches; a letter comes back though its watches are gone."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from eventbridge_notifier.cli.main import main
from eventbridge_notifier.console.recorded import Recorded
from eventbridge_notifier.console.watches import deployed_rules
from eventbridge_notifier.pipeline.generate import compile_texts
from eventbridge_notifier.record_format.identity import identity
from eventbridge_notifier.sandbox.app import Sandbox
from eventbridge_notifier.sandbox.terraform.runner import Terraform

from tests.chain import stacks
from tests.chain.stacks import TEMPORARY

pytestmark = pytest.mark.slow

ACCOUNT, NAME = "671111111111", "eventbridge-notifier"
QUEUE = f"arn:aws:sqs:eu-west-1:{ACCOUNT}:further"
WATCHES: dict[str, Any] = {
    "old-functions": {"on": "lambda:CreateFunction", "where": {
        "requestParameters.runtime": {"prefix": "python3"}},
        "record": {"runtime": "requestParameters.runtime"}, "severity": "high"},
    "functions": {"on": ["lambda:CreateFunction", "lambda:DeleteFunction"]},
    "functions-read": {"on": "lambda:GetFunction"},
    "refused": {"pattern": {"source": ["aws.lambda"], "detail-type": [
        "AWS API Call via CloudTrail"], "detail": {"errorCode": [{"exists": True}]}}},
    "large-orders": {"on": {"source": "shop", "detail-type": "order"},
                     "where": {"amount": {"numeric": [">", 100]}}, "record": {"n": "n"}},
    "orders": {"on": {"source": "shop", "detail-type": "order"}, "severity": "low",
               "targets": {"further": QUEUE}},
    "orders-abroad": {"on": {"source": "shop", "detail-type": "order"},
                      "where": {"country": [{"anything-but": "CH"}]}},
}


@dataclass
class Told:
    """What the stack did."""

    expected: set[tuple[str, str]] = field(default_factory=set)
    recorded: set[tuple[str, str]] = field(default_factory=set)
    changes: str = "never planned"
    rules: list[str] = field(default_factory=list)
    watches: list[str] = field(default_factory=list)
    fields: list[str] = field(default_factory=list)
    health: str = ""
    redriven: list[dict[str, Any]] = field(default_factory=list)
    back: set[str] = field(default_factory=set)


def root(folder: Path) -> Path:
    made = stacks.example(folder, "python38-lambda")
    main_tf = (made / "main.tf").read_text()
    (made / "main.tf").write_text(main_tf.replace(
        "= local.watches\n", "= local.watches\n  packed          = local.packed\n", 1))
    (made / "watches.yaml").write_text(yaml.safe_dump(
        {"version": 1, "home_region": "eu-west-1", "rules": "packed", "watches": WATCHES}))
    result = CliRunner().invoke(main, ["generate", str(made)])
    assert result.exit_code == 0, result.output
    return made


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    folder = root(tmp_path_factory.mktemp("packed"))
    with Sandbox(region="eu-west-1", clock=600.0) as sandbox:
        sandbox.client("sqs", account=ACCOUNT).create_queue(QueueName="further")
        with Terraform(folder, sandbox.env(ACCOUNT)) as terraform:
            terraform.init()
            terraform.apply(**TEMPORARY)
            yield _used(sandbox, terraform, folder)


def _used(sandbox: Sandbox, terraform: Terraform, folder: Path) -> Told:
    found = Told()

    def client(service: str) -> Any:
        return sandbox.client(service, account=ACCOUNT)

    before = _expected(sandbox, folder)  # of the apply: rules stood for some of it
    stacks.create_functions(sandbox, ACCOUNT)
    client("lambda").get_function(FunctionName="old")
    for number, (amount, country) in enumerate([(5, "CH"), (500, "CH"), (500, "DE"), (5, "DE")]):
        client("events").put_events(Entries=[{
            "Source": "shop", "DetailType": "order",
            "Detail": json.dumps({"n": number, "amount": amount, "country": country})}])
    assert sandbox.drain(240)
    found.expected = _expected(sandbox, folder) - before
    items = stacks.items(sandbox, ACCOUNT, NAME)
    found.recorded = {(one["id"]["S"], one["watch"]["S"]) for one in items} - before
    found.changes = terraform.changes(**TEMPORARY)
    found.rules = [one["Name"] for one in client("events").list_rules()["Rules"]]
    found.watches = [one.watch for one in deployed_rules(NAME, client)]
    found.fields = Recorded(client, NAME).fields()
    found.health = _run(sandbox, "health", "--name", NAME, "--json").output
    _leave_letter(sandbox, client("s3"))
    said = _run(sandbox, "redrive", "--yes", "--json", "--name", NAME)
    found.redriven = [json.loads(line) for line in said.stdout.splitlines()]
    found.back = {one["watch"]["S"] for one in stacks.items(sandbox, ACCOUNT, NAME)
                  if "late" in one["id"]["S"]}
    return found


def _leave_letter(sandbox: Sandbox, s3: Any) -> None:
    """One of the orders, as Lambda leaves a failed invoke of a packed rule."""
    event = next(one.data for one in sandbox.journal if one.kind == "event"
                 and one.data.get("detail", {}).get("amount") == 500)
    s3.put_object(
        Bucket=f"{NAME}-spill-{ACCOUNT}-eu-west-1",
        Key=f"aws/lambda/async/{NAME}-recorder/2026/11/28/1", Body=json.dumps({
            "requestContext": {"condition": "RetriesExhausted"}, "requestPayload": {
                "packed": "_packed-events-02", "sha256": "0" * 64,
                "event": {**event, "id": "late"}}}).encode())


def _expected(sandbox: Sandbox, folder: Path) -> set[tuple[str, str]]:
    """What rules of their own record of the events that came to the account's bus."""
    text = (folder / "watches.yaml").read_text()
    rules = compile_texts([("watches.yaml", text)]).rules
    events = [one.data for one in sandbox.journal
              if one.kind == "event" and f":{ACCOUNT}:event-bus/default" in one.target]
    return {(str(identity(dict(event))), rule.name) for event in events for rule in rules
            if rule.compiled.matches(dict(event)) and _is_shown(rule.state, event)}


def _is_shown(state: str, event: Any) -> bool:
    """Reads come to rules of one state alone."""
    return event["detail"].get("readOnly") is not True or state != "ENABLED"


def _run(sandbox: Sandbox, *words: str) -> Any:
    return CliRunner(env={**sandbox.env(ACCOUNT), "AWS_PROFILE": None, "COLUMNS": "200"}).invoke(
        main, list(words))


def test_the_records_are_those_of_separate_rules(told: Told) -> None:
    assert told.recorded == told.expected
    assert {watch for _, watch in told.recorded} >= WATCHES.keys() - {"refused"}


def test_few_rules_stand_and_a_second_plan_changes_nothing(told: Told) -> None:
    own = {f"{NAME}-orders", f"{NAME}-refused"}
    assert {one for one in told.rules if "_packed-" not in one} == own
    assert told.changes == ""


def test_the_console_knows_the_watches(told: Told) -> None:
    assert sorted(told.watches) == sorted(WATCHES)
    assert set(told.fields) == {"runtime", "n"}
    assert "_packed-" not in "".join(re.findall(r"no record yet of: ([^\"]*)", told.health))


def test_a_letter_whose_watches_are_gone_is_recorded_by_those_of_today(told: Told) -> None:
    (one,) = told.redriven
    assert one["state"] == "redriven"
    assert "those of today" in one["reason"]
    assert told.back == {"large-orders", "orders"}
