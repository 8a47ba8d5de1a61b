"""Where watched reads take too many rules, services that are mostly watched send all reads."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from eventbridge_notifier import aws, patterns
from eventbridge_notifier.cli.main import main
from eventbridge_notifier.compiler.rule import Compiled
from eventbridge_notifier.deploy import cloudformation, coarse, placement, reads
from eventbridge_notifier.deploy.sending import ForwardRule
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.generator.specs import compiled, spec

ORGANIZATION = {"home_region": "eu-west-1", "organization": "o-exampleorgid"}
MOST, HALF, FEW = 1.0, 0.6, 0.3
# Which part of each service's reads is watched: together some 20 rules of names.
SHARES = {"ec2": MOST, "iam": MOST, "rds": HALF, "sagemaker": HALF, "glue": FEW, "redshift": FEW}


def names(service: str, share: float) -> list[str]:
    """So much of a service's reads, by name."""
    every = sorted(min(one) for one in aws.reads_of(f"{service}.amazonaws.com"))
    return every[:int(len(every) * share)]


def watch(service: str, names: list[str]) -> dict[str, Any]:
    return {"pattern": {"source": [f"aws.{service}"], "detail-type": [aws.API_CALL],
                        "detail": {"eventName": names}}}


def watches(**shares: float) -> list[dict[str, Any]]:
    return [watch(service, every[start:start + 40]) for service, share in shares.items()
            for every in (names(service, share),) for start in range(0, len(every), 40)]


@cache
def many() -> Compiled:
    return compiled(*watches(**SHARES), {"on": "s3:CreateBucket"}, **ORGANIZATION)


@cache
def sending() -> tuple[ForwardRule, ...]:
    return coarse.of(many().rules)


def test_as_few_services_as_are_needed_send_all_reads_those_most_watched_first() -> None:
    assert len(sending()) <= reads.MOST_RULES
    unlisted = coarse.unlisted_reads(sending())
    assert {"aws.ec2"} <= unlisted < {f"aws.{one}" for one, share in SHARES.items()
                                      if share >= reads.LEAST_SHARE}
    assert placement.of(many().spec, many().rules).all_reads == tuple(sorted(unlisted))
    assert {rule.name: rule.pattern for rule in coarse.of(reversed(many().rules))} == {
        rule.name: rule.pattern for rule in sending()}


def test_reads_that_fit_are_listed_whatever_their_share() -> None:
    one_read = next(source for source in ("macie", "freetier", "pricing", "firehose")
                    if len(aws.reads_of(f"{source}.amazonaws.com")) <= 5)
    found = coarse.of(compiled(*watches(iam=MOST, **{one_read: MOST})).rules)
    assert not coarse.unlisted_reads(found)
    assert len(found) > 2


def test_services_of_which_little_is_watched_keep_their_names_in_more_rules() -> None:
    rules = compiled(*watches(ec2=FEW, rds=FEW, sagemaker=FEW, iam=FEW, glue=FEW, redshift=FEW,
                              chime=FEW, quicksight=FEW, connect=FEW, bedrock=FEW)).rules
    found = coarse.of(rules)
    assert len(found) > reads.MOST_RULES
    assert not coarse.unlisted_reads(found)


@pytest.mark.parametrize("other", [
    {"pattern": {"detail": {"eventName": ["GetUser", "DescribeInstances"]}}},
    {"pattern": {"detail-type": [aws.API_CALL], "detail": {"errorCode": ["AccessDenied"]}}},
    {"pattern": {"source": ["aws.ec2"], "detail-type": [aws.API_CALL],
                 "detail": {"eventName": [{"prefix": "Describe"}]}}}])
def test_what_else_is_watched_hides_no_service(other: dict[str, Any]) -> None:
    result = compiled(*watches(**SHARES), other, **ORGANIZATION)
    plan = placement.of(result.spec, result.rules)
    assert "aws.ec2" in plan.all_reads
    assert all(len(rules) <= reads.MOST_RULES for rules in plan.sending.values())
    assert "forwards-all-reads" in [one.code for one in result.findings]


CALLS = st.sampled_from([(service, name) for service in SHARES for name in (
    *names(service, 1.0), "CreateAnything", "DescribeNothingOfTheKind")])


@settings(max_examples=300, deadline=None)
@given(CALLS, st.booleans(), st.booleans(), st.booleans())
def test_each_watched_read_is_sent_by_one_rule_and_nothing_by_two(
        call: tuple[str, str], reading: bool, management: bool, says: bool) -> None:
    service, name = call
    kind = {"readOnly": reading, "managementEvent": management} if says else {}
    event = {"source": f"aws.{service}", "detail-type": aws.API_CALL,
             "detail": {"eventSource": f"{service}.amazonaws.com", "eventName": name, **kind}}
    senders = [rule for rule, pattern in compiled_rules() if pattern.matches(event)]
    assert len(senders) <= 1
    if reading and management and says and any(
            rule.compiled.matches(event) for rule in many().rules):
        assert [rule.state for rule in senders] == [aws.ALL_MANAGEMENT_EVENTS]


@cache
def compiled_rules() -> tuple[tuple[ForwardRule, patterns.Pattern], ...]:
    return tuple((rule, patterns.compile(dict(rule.pattern))) for rule in sending())


def template(*more: dict[str, Any]) -> dict[str, Any]:
    result = compiled(*watches(**SHARES), {"on": "s3:CreateBucket"}, *more, **ORGANIZATION)
    made: dict[str, Any] = json.loads(cloudformation.template(
        placement.of(result.spec, result.rules)))
    return made


@pytest.mark.parametrize("new", [{"on": "ec2:RunInstances"}, {"on": "iam:DeleteUser"},
                                 {"on": "ec2:DescribeInstances"}])
def test_a_new_watch_on_a_service_that_sends_all_reads_changes_nothing_in_members(
        new: dict[str, Any]) -> None:
    assert template(new) == template()
    assert len(template()["Resources"]) <= 30


def test_what_goes_from_one_rule_to_another_comes_with_a_new_one() -> None:
    """So nothing falls between two rules that change one after the other."""
    before, after = template(), template(watch("redshift", names("redshift", 0.45)))
    both = before["Resources"].keys() & after["Resources"].keys()
    changed = [one for one in both if before["Resources"][one] != after["Resources"][one]]
    assert changed == []
    assert before != after


def test_it_is_said(tmp_path: Path) -> None:
    path = tmp_path / "watches.yaml"
    path.write_text(spec(*watches(**SHARES), **ORGANIZATION), encoding="utf-8")
    checked = CliRunner().invoke(main, ["check", str(path)])
    assert checked.exit_code == 0
    assert "[forwards-all-reads]" in checked.stderr
    listed = CliRunner().invoke(main, ["watches", str(path)]).stdout
    assert "sent home with all their reads: aws.ec2" in listed
    assert max(map(len, listed.splitlines())) <= 80
    priced = " ".join(CliRunner().invoke(main, ["cost", str(path)]).stdout.split())
    assert "rules in each region, among them all reads of" in priced
    exact = spec(*watches(**SHARES), **ORGANIZATION, forward="exact")
    path.write_text(exact, encoding="utf-8")
    assert "forwards-all-reads" not in CliRunner().invoke(main, ["check", str(path)]).stderr
