"""Other tools' rules as watches: what is carried over holds, what is not is said with its line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result
from eventbridge_notifier.cli.main import main
from eventbridge_notifier.compiler.rule import Compiled
from eventbridge_notifier.lint import walk
from eventbridge_notifier.lint.importers import draft, files
from eventbridge_notifier.pipeline import imports
from eventbridge_notifier.pipeline.generate import compile_texts

CORPUS = Path(__file__).parent / "corpus"
FILES = [path.relative_to(CORPUS).as_posix() for path in walk.files([CORPUS])
         if files.drafts([path])[0]]
TRAIL = """resource "aws_cloudwatch_event_rule" "trail" {
  description    = "The trail stops"
  event_bus_name = var.bus
  event_pattern = jsonencode({
    source      = ["aws.cloudtrail"]
    detail-type = ["AWS API Call via CloudTrail"]
    region      = [var.region]
    detail = {
      eventSource = ["cloudtrail.amazonaws.com"]
      eventName   = ["StopLogging", "DeleteTrail"]
    }
  })
}
"""
CIS = """Resources:
  Unauthorized:
    Type: AWS::Logs::MetricFilter
    Properties:
      FilterPattern: >-
        { ($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*") }
  NoMfa:
    Type: AWS::Logs::MetricFilter
    Properties:
      FilterPattern: >-
        { ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") }
  Trail:
    Type: AWS::Logs::MetricFilter
    Properties:
      FilterPattern: '{ ($.eventName = CreateTrail) || ($.eventName = StopLogging) }'
"""
POLICY = """policies:
  - name: public-buckets
    resource: s3
    description: A bucket's policy opens it
    mode:
      type: cloudtrail
      events:
        - {source: s3.amazonaws.com, event: PutBucketPolicy, ids: requestParameters.bucketName}
    filters:
      - type: event
        key: detail.userIdentity.type
        op: ne
        value: AWSService
      - type: has-statement
        statements: [{Effect: Allow}]
      - or:
          - {type: event, key: detail.errorCode, value: absent}
          - {type: event, key: detail.errorCode, value: AccessDenied}
    actions:
      - type: notify
        to: [ops@example.com]
"""
COUNTED = """title: Many denials
name: many_denials
id: 5a2a6a0e-94d7-4b5a-9fa5-1e1dff1f0001
description: Somebody tries keys
logsource: {product: aws, service: cloudtrail}
detection:
  selection: {eventSource: kms.amazonaws.com, eventName: Decrypt, errorCode: AccessDenied}
  condition: selection
level: high
---
title: Many denials, counted
correlation:
  type: event_count
  rules: [many_denials]
  group-by: [userIdentity.arn]
  timespan: 10m
  condition: {gte: 5}
"""


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["import", *arguments])


def imported(tmp_path: Path, name: str, text: str) -> tuple[str, Compiled]:
    (tmp_path / name).write_text(text)
    drafts, unread = files.drafts([tmp_path / name])
    assert unread == []
    return imports.spec(draft.named(drafts), "us-east-1")


def watches(text: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.load(text, yaml.BaseLoader)["watches"]
    return found


@pytest.mark.parametrize("name", FILES)
def test_every_rule_of_the_corpus_becomes_a_sound_watch_or_it_is_said_why_not(name: str) -> None:
    drafts, _ = files.drafts([CORPUS / name])
    text, compiled = imports.spec(draft.named(drafts), "us-east-1")
    assert text.count("# not imported:") + len(watches(text) or {}) == len(drafts)
    if not any(one.keys for one in drafts):
        return
    for finding in compiled.findings:
        assert f"[{finding.code}]" in text, str(finding)
    checked = compile_texts([("watches.yaml", text)])
    assert [one.code for one in checked.findings] == [one.code for one in compiled.findings]
    assert all(rule.watch.match for rule in compiled.rules) or "# check:" in text


def test_a_rule_of_terraform_keeps_its_pattern_and_says_what_is_computed(tmp_path: Path) -> None:
    text, compiled = imported(tmp_path, "main.tf", TRAIL)
    rule = compiled.rules[0]
    assert (rule.name, rule.description) == ("trail", "The trail stops")
    assert rule.pattern["detail"]["eventName"] == ["StopLogging", "DeleteTrail"]
    assert "# line 7: region is not written out here: the watch matches any value" in text
    assert "# line 4: the bus is not written out here" in text


def test_targets_are_named_with_their_lines(tmp_path: Path) -> None:
    target = """resource "aws_cloudwatch_event_target" "alerts" {
  rule = aws_cloudwatch_event_rule.trail.name
  arn  = var.topic
}
"""
    text, _ = imported(tmp_path, "main.tf", TRAIL + target)
    assert "# line 14: the target aws_cloudwatch_event_target.alerts is not imported" in text
    rule = """Resources:
  Rule:
    Type: AWS::Events::Rule
    Properties:
      EventPattern: {source: [aws.health], detail-type: [AWS Health Event]}
      Targets:
        - {Id: alerts, Arn: !Ref Topic}
"""
    text, _ = imported(tmp_path, "rule.yaml", rule)
    assert "# line 7: the target alerts of Rule is not imported" in text


def test_the_filters_of_cis_become_watches(tmp_path: Path) -> None:
    text, compiled = imported(tmp_path, "cis.yaml", CIS)
    by_name = {rule.name: rule for rule in compiled.rules}
    assert set(by_name) == {"unauthorized", "no-mfa", "trail"}
    assert watches(text)["trail"]["on"] == ["cloudtrail:CreateTrail", "cloudtrail:StopLogging"]
    assert by_name["no-mfa"].operations[0].service == "signin"
    assert by_name["unauthorized"].pattern["detail"]["errorCode"] == [
        {"suffix": "UnauthorizedOperation"}, {"prefix": "AccessDenied"}]


def test_filters_on_the_event_are_carried_over_and_other_filters_and_actions_are_named(
        tmp_path: Path) -> None:
    text, compiled = imported(tmp_path, "policy.yml", POLICY)
    detail = compiled.rules[0].pattern["detail"]
    assert detail["userIdentity"] == {"type": [{"anything-but": ["AWSService"]}, {"exists": False}]}
    assert detail["errorCode"] == [{"exists": False}, "AccessDenied"]
    assert "# line 14: the filter has-statement looks at the resource" in text
    assert "# line 20: the action notify is not imported" in text


def test_a_count_becomes_when(tmp_path: Path) -> None:
    text, compiled = imported(tmp_path, "rule.yml", COUNTED)
    assert watches(text)["many-denials"]["when"] == {
        "at_least": "5", "by": ["userIdentity.arn"], "within": "10m"}
    assert compiled.rules[0].severity == "high"


def test_a_count_beyond_what_when_takes_is_a_comment(tmp_path: Path) -> None:
    text, _ = imported(tmp_path, "rule.yml", COUNTED.replace("gte: 5", "gte: 5000"))
    assert "# when: {at_least: 5000, by: [userIdentity.arn], within: 10m}" in text
    assert "when" not in watches(text)["many-denials"]


def test_elastics_new_terms_and_thresholds_become_when(tmp_path: Path) -> None:
    rule = """[rule]
name = "{name}"
type = "{name}"
language = "kuery"
from = "now-9m"
query = "event.dataset:aws.cloudtrail and event.action:Decrypt and event.provider:kms.amazonaws.com"
[rule.{name}]
"""
    (tmp_path / "a.toml").write_text(rule.format(name="new_terms") + """field = "new_terms_fields"
value = ["aws.cloudtrail.user_identity.arn", "user.id"]
[[rule.new_terms.history_window_start]]
field = "history_window_start"
value = "now-10d"
""")
    (tmp_path / "b.toml").write_text(rule.format(name="threshold") + """field = ["cloud.region"]
value = 20
[[rule.threshold.cardinality]]
field = "source.address"
value = 5
""")
    text, _ = imports.spec(draft.named(files.drafts([tmp_path])[0]), "eu-west-1")
    found = watches(text)
    assert found["new-terms"]["when"] == {"first_by": ["userIdentity.arn"], "within": "10d"}
    assert found["threshold"]["when"] == {
        "at_least": "20", "by": ["awsRegion"], "distinct": "sourceIPAddress", "within": "9m"}
    assert "user.id has no counterpart in a record" in text


def test_a_wrong_name_is_put_right_and_told(tmp_path: Path) -> None:
    text, _ = imported(tmp_path, "rule.yml", COUNTED.split("---")[0].replace(
        "kms.amazonaws.com, eventName: Decrypt", "lambda.amazonaws.com, eventName: CreateFunction"))
    assert watches(text)["many-denials"]["on"] == "lambda:CreateFunction"
    assert "# line 7: CreateFunction: CloudTrail calls it CreateFunction20150331" in text


def test_names_are_those_that_watches_may_have_and_each_is_taken_once(tmp_path: Path) -> None:
    some = [TRAIL.replace('"trail"', f'"{name}"') for name in (
        "trail", "Trail", "a" * 80, "a" * 79 + "b")]
    (tmp_path / "x.tf").write_text("".join(some))
    names = [one.name for one in draft.named(files.drafts([tmp_path])[0])]
    assert len(set(names)) == 4
    assert all(len(name) <= 43 for name in names)


def test_the_command_writes_a_new_file_and_never_over_one(tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text(TRAIL)
    source, target = str(tmp_path / "main.tf"), tmp_path / "watches.yaml"
    assert run(source, "-o", str(target), "--home-region", "eu-west-1").exit_code == 0
    written = target.read_text()
    assert "home_region: eu-west-1" in written
    refused = run(source, "-o", str(target))
    assert refused.exit_code == 2
    assert "cannot be written" in refused.stderr
    assert target.read_text() == written
    checked = CliRunner().invoke(main, ["check", str(target), "--strict"])
    assert checked.exit_code == 0, checked.stderr


@pytest.mark.parametrize("arguments", [[], ["--account", "."], ["missing.tf"]])
def test_what_to_import_must_be_said_once(arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2


def test_a_folder_without_rules_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps({"a": 1}))
    assert "no rule was found" in run(str(tmp_path)).stderr


def test_where_nothing_can_be_imported_nothing_is_written_and_it_is_said_why(
        tmp_path: Path) -> None:
    (tmp_path / "rule.yml").write_text(COUNTED.replace("Decrypt", "Decrpyt").split("---")[0])
    result = run(str(tmp_path / "rule.yml"), "-o", str(tmp_path / "watches.yaml"))
    assert result.exit_code == 2
    assert "rule.yml:7: Decrpyt: no such call of kms.amazonaws.com (did you mean Decrypt?)" in (
        result.stderr)
    assert not (tmp_path / "watches.yaml").exists()


def test_a_pattern_alone_is_called_after_its_file(tmp_path: Path) -> None:
    for name in ("new-keys", "old_users"):
        (tmp_path / f"{name}.json").write_text(json.dumps({"source": ["aws.iam"], "detail": {
            "eventName": ["CreateAccessKey"]}}))
    found, _ = files.drafts([tmp_path])
    assert [one.name for one in draft.named(found)] == ["new-keys", "old-users"]
