"""Targets that AWS refuses are refused first, with the reason; those that it takes are taken."""

from __future__ import annotations

from typing import Any

import pytest
from eventbridge_notifier.diagnostics.finding import errors

from tests.generator.specs import findings

HOME, ROLE = "us-east-1", "arn:aws:iam::123456789012:role/events"


def said(*targets: Any, home: str | None = HOME) -> list[tuple[str, str]]:
    """(code, message) of the errors of a watch with `targets`, whose rule stands in `home`."""
    named = {f"t{number}": one for number, one in enumerate(targets)}
    watch = {"on": "lambda:CreateAlias", "targets": named}
    return [(one.code, one.message) for one in errors(findings(watch, home_region=home))]


def arn(service: str, end: str, region: str = HOME, partition: str = "aws") -> str:
    return f"arn:{partition}:{service}:{region}:123456789012:{end}"


@pytest.mark.parametrize("target", [
    arn("sqs", "audit"), arn("sns", "ops_1"), arn("lambda", "function:f"),
    arn("lambda", "function:f:live"), arn("logs", "log-group:/aws/events/x"),
    arn("logs", "log-group:/aws/events/x:*"),
    {"arn": arn("events", "event-bus/security"), "role_arn": ROLE},
    {"arn": arn("events", "event-bus/security", "eu-west-1"), "role_arn": ROLE},
    {"arn": arn("events", "api-destination/hook/0a1b"), "role_arn": ROLE},
    {"arn": arn("sqs", "audit"), "role_arn": ROLE},
])
def test_what_aws_delivers_to_is_taken(target: Any) -> None:
    assert said(target) == []


@pytest.mark.parametrize(("partition", "region"), [
    ("aws-cn", "cn-north-1"), ("aws-us-gov", "us-gov-west-1")])
def test_other_partitions_are_taken(partition: str, region: str) -> None:
    assert said(arn("sqs", "audit", region, partition), home=region) == []


@pytest.mark.parametrize(("target", "words"), [
    (arn("events", "rule/x"), "a rule, which cannot be a target"),
    (arn("events", "rule/bus/x"), "a rule, which cannot be a target"),
    (arn("events", "archive/x"), "must be a bus or an API destination"),
    (arn("events", "event-bus/x"), "needs a role"),
    (arn("events", "api-destination/x/1"), "needs a role"),
    (arn("sns", "ops:8f0c"), "that is a subscription"),
    (arn("sns", "ops.fifo"), "FIFO topics"), (arn("sqs", "audit.fifo"), "a FIFO queue needs"),
    (arn("lambda", "layer:x:1"), "must be a function"),
    (arn("logs", "destination:x"), "must be a log group"),
    *((arn(service, end, "eu-west-1"), "it is in eu-west-1, and the rule is in us-east-1")
      for service, end in (("sqs", "audit"), ("sns", "ops"), ("lambda", "function:f"),
                           ("logs", "log-group:x"))),
])
def test_what_aws_refuses_is_an_error_with_the_reason(target: str, words: str) -> None:
    ((code, message),) = said(target)
    assert (code, words in message) == ("targets", True), message


def test_where_no_home_is_said_a_region_is_nobodys_guess() -> None:
    assert said(arn("sqs", "audit", "eu-west-1"), home=None) == []
