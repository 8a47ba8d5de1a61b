"""Each switch of `exclude` leaves out exactly what it says, and events without the field stay."""

from __future__ import annotations

import fnmatch
import itertools
from typing import Any

import pytest
from eventbridge_notifier import aws, patterns
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.generator.specs import compiled, findings, rule

ALICE = "arn:aws:iam::123456789012:user/alice"
SESSION = "arn:aws:sts::123456789012:assumed-role/deploy/build-1"
OTHER_SESSION = "arn:aws:sts::123456789012:assumed-role/deployer/x"
ROLE = "arn:aws:iam::123456789012:role/ci/deploy"
FEDERATED = "arn:aws:sts::123456789012:federated-user/bob"


def issued(arn: str, kind: str, name: str) -> dict[str, Any]:
    return {"sessionContext": {"sessionIssuer": {"arn": arn, "type": kind, "userName": name}}}


IDENTITIES: list[dict[str, Any] | None] = [
    None, {}, {"type": "Root"}, {"type": "IAMUser", "arn": ALICE, "userName": "alice"},
    {"type": "IAMUser", "arn": ALICE + "2"},
    {"type": "AssumedRole", "arn": SESSION, **issued(ROLE, "Role", "deploy")},
    {"type": "AssumedRole", "arn": OTHER_SESSION, **issued(ROLE + "er", "Role", "deployer")},
    {"type": "FederatedUser", "arn": FEDERATED, **issued(ALICE, "IAMUser", "deploy")},
    {"type": "AssumedRole", "arn": SESSION, "invokedBy": "cloudformation.amazonaws.com",
     **issued(ROLE, "Role", "deploy")},
    {"type": "IAMUser", "arn": ALICE, "invokedBy": "AWS Internal"},
    {"type": "AWSService", "invokedBy": "autoscaling.amazonaws.com"}, {"type": "AWSService"},
    {"type": "AssumedRole", "sessionContext": {}},
]
AGENTS = [None, "aws-cli/2.31.0", "Boto3/1.40 Terraform/1.11", "Terraform", "console.amazonaws.com"]
CALLS = [
    ("aws.iam", "AWS API Call via CloudTrail",
     {"eventSource": "iam.amazonaws.com", "eventName": "CreateUser"}),
    ("aws.iam", "AWS API Call via CloudTrail",
     {"eventSource": "iam.amazonaws.com", "eventName": "CreateUser", "errorCode": "AccessDenied"}),
    ("aws.signin", "AWS Console Sign In via CloudTrail",
     {"eventSource": "signin.amazonaws.com", "eventName": "ConsoleLogin",
      "responseElements": {"ConsoleLogin": "Success"}}),
    ("aws.signin", "AWS Console Signin via CloudTrail",
     {"eventSource": "signin.amazonaws.com", "eventName": "ConsoleLogin",
      "responseElements": {"ConsoleLogin": "Failure"}}),
]


def event(call: tuple[str, str, dict[str, Any]], identity: dict[str, Any] | None,
          agent: str | None) -> dict[str, Any]:
    source, kind, detail = call
    who = {} if identity is None else {"userIdentity": identity}
    how = {} if agent is None else {"userAgent": agent}
    return {"source": source, "detail-type": kind, "detail": {**detail, **who, **how}}


EVENTS = [event(*one) for one in itertools.product(CALLS, IDENTITIES, AGENTS)]

# `on` with one eventSource, with branches of `$or` whose outcomes differ, and with no service.
WATCHES: list[dict[str, Any]] = [
    {"on": "iam:CreateUser"},
    {"on": ["iam:CreateUser", "signin:ConsoleLogin"]},
    {"on": ["iam:CreateUser", "signin:ConsoleLogin"], "outcome": "failed"},
    {"on": {"source": {"prefix": "aws."},
            "detail-type": ["AWS API Call via CloudTrail", *aws.SIGN_IN]}},
]


def left_out(detail: dict[str, Any], switches: dict[str, Any]) -> bool:
    """What the documentation says, in plain Python."""
    who = detail.get("userIdentity") or {}
    issuer = who.get("sessionContext", {}).get("sessionIssuer", {})
    services = switches.get("services", [])
    by_service = "invokedBy" in who or who.get("type") == "AWSService" if services is True else (
        who.get("invokedBy", "").removesuffix(".amazonaws.com") in services)
    return by_service or (
        any(fnmatch.fnmatchcase(who.get("arn", ""), one) for one in switches.get("principals", []))
        or any(_is_role(issuer, one) for one in switches.get("roles", []))
        or any(fnmatch.fnmatchcase(detail["userAgent"], one)
               for one in switches.get("user_agents", []) if "userAgent" in detail))


def _is_role(issuer: dict[str, str], asked: str) -> bool:
    if ":" in asked:
        return fnmatch.fnmatchcase(issuer.get("arn", ""), asked)
    return issuer.get("type") == "Role" and fnmatch.fnmatchcase(issuer["userName"], asked)


def check(watch: dict[str, Any], switches: dict[str, Any], **more: Any) -> None:
    plain = rule(watch).compiled
    narrowed = rule({**watch, "exclude": switches} if switches else watch, **more).compiled
    everything = {**switches}
    for name, value in more.get("exclude", {}).items():
        everything[name] = [*everything.get(name, []), *value]
    for one in EVENTS:
        wanted = plain.matches(one) and not left_out(one["detail"], everything)
        assert narrowed.matches(one) == wanted, (one, everything)


SWITCHES: list[dict[str, Any]] = [
    {"principals": [ALICE]}, {"principals": [ALICE, SESSION]},
    {"principals": ["arn:aws:sts::123456789012:assumed-role/deploy/*"]},
    {"principals": ["*/alice"]},
    {"principals": [ALICE, "arn:aws:sts::*:assumed-role/deploy/*"]},
    {"roles": ["deploy"]}, {"roles": [ROLE]}, {"roles": ["deploy*"]}, {"roles": [ROLE, "x"]},
    {"roles": ["arn:aws:iam::123456789012:role/ci/*"]}, {"roles": ["deploy", ROLE + "er"]},
    {"services": True}, {"services": ["cloudformation"]}, {"services": ["autoscaling", "x"]},
    {"services": ["AWS Internal"]},
    {"user_agents": ["aws-cli/2.31.0"]}, {"user_agents": ["*Terraform*"]},
    {"user_agents": ["aws-cli/*", "Terraform"]},
    {"principals": [ALICE], "roles": ["deploy"], "services": True, "user_agents": ["Terraform"]},
    {"services": ["cloudformation"], "roles": [ROLE], "principals": [FEDERATED]},
]


@pytest.mark.parametrize("watch", WATCHES, ids=["one", "branches", "failed", "any-service"])
@pytest.mark.parametrize("switches", SWITCHES, ids=[str(one) for one in SWITCHES])
def test_a_switch_leaves_out_what_it_says_and_nothing_else(
        watch: dict[str, Any], switches: dict[str, Any]) -> None:
    check(watch, switches)


several = st.fixed_dictionaries({}, optional={
    "principals": st.lists(st.sampled_from([ALICE, SESSION, "arn:aws:sts::*", "*/x", FEDERATED]),
                           min_size=1, unique=True),
    "roles": st.lists(st.sampled_from(["deploy", "dep*", ROLE, "arn:*:role/ci/*", "x"]),
                      min_size=1, unique=True),
    "services": st.just(True) | st.lists(st.sampled_from(["cloudformation", "autoscaling"]),
                                         min_size=1, unique=True),
    "user_agents": st.lists(st.sampled_from(["aws-cli/*", "*Terraform*", "Terraform", "*.com"]),
                            min_size=1, unique=True),
})


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(WATCHES), several)
def test_any_switches_together_leave_out_what_one_of_them_does(
        watch: dict[str, Any], switches: dict[str, Any]) -> None:
    check(watch, switches)


def test_what_the_spec_excludes_is_left_out_of_every_watch_beside_its_own() -> None:
    check(WATCHES[1], {"principals": [ALICE]}, exclude={"principals": [SESSION], "roles": ["x"]})
    check(WATCHES[1], {}, exclude={"user_agents": ["*Terraform*"]})


@pytest.mark.parametrize("switches", SWITCHES[:4])
def test_no_wildcard_is_spent_where_exact_texts_or_ends_will_do(switches: dict[str, Any]) -> None:
    made = rule({"on": "iam:CreateUser", "exclude": switches})
    assert not patterns.uses_wildcard(made.compiled)


def test_values_that_where_lists_are_taken_from_the_list() -> None:
    made = rule({"on": "iam:CreateUser", "where": {"userIdentity.arn": [ALICE, FEDERATED]},
                 "exclude": {"principals": [ALICE]}})
    assert made.pattern["detail"]["userIdentity"]["arn"] == [FEDERATED]


def test_a_native_event_in_a_spec_that_excludes_is_left_as_it_is() -> None:
    native = {"on": {"source": "aws.ec2", "detail-type": "EBS Snapshot Notification"}}
    assert rule(native, exclude={"services": True}).pattern == rule(native).pattern


NATIVE = {"on": {"source": "aws.ec2", "detail-type": "EBS Snapshot Notification"}}
RAW = {"pattern": {"source": ["aws.ec2"], "detail-type": ["EBS Snapshot Notification"]}}
OWN = {"on": {"source": "my.shop", "detail-type": "Order placed"}}
CALL = {"on": "iam:CreateUser"}
ASKS = {**CALL, "where": {"userIdentity.arn": {"prefix": "arn:"}}}


@pytest.mark.parametrize(("watch", "level", "words"), [
    ({**NATIVE, "exclude": {"services": True}}, "error", "do not name a caller"),
    ({**OWN, "exclude": {"roles": ["x"]}}, "error", "do not name a caller"),
    ({**RAW, "exclude": {"roles": ["x"]}}, "error", "does not apply to a `pattern`"),
    ({**ASKS, "exclude": {"principals": [ALICE]}}, "error", "has one condition on a field"),
    ({**CALL, "where": {"userIdentity.arn": ALICE}, "exclude": {"principals": [ALICE]}}, "error",
     "every value that `where` allows for userIdentity.arn"),
    ({**CALL, "where": {"userIdentity.sessionContext.sessionIssuer.type": "Role"},
      "exclude": {"roles": ["x"]}}, "error", "has one condition on a field"),
    ({**CALL, "exclude": {"user_agents": ["**"]}}, "error", "excludes everybody"),
])
def test_what_cannot_be_excluded_is_refused(watch: dict[str, Any], level: str, words: str) -> None:
    (one,) = [one for one in findings(watch) if one.code == "exclude"]
    assert one.level == level
    assert words in one.message
    assert not compiled(watch).rules


def test_what_the_spec_excludes_refuses_no_watch() -> None:
    for watch in (ASKS, RAW, {**CALL, "where": {"userIdentity.arn": ALICE}}):
        result = compiled(watch, exclude={"principals": [ALICE]})
        found = [(one.code, one.level) for one in result.findings]
        assert found == [("unverified-exclude", "warning")]
        assert result.rules[0].pattern == rule(watch).pattern


@pytest.mark.parametrize(("switches", "code", "suggestion"), [
    ({"principals": [ROLE]}, "unverified-exclude", "roles"),
    ({"roles": [SESSION]}, "unverified-exclude", "principals"),
    ({"services": ["cloudformaton"]}, "unverified-service", "cloudformation"),
    ({"principals": ["alice"]}, "wrong-form", ""),
    ({"roles": ["my role"]}, "wrong-form", ""),
    ({"services": False}, "wrong-value", ""),
    ({"principal": [ALICE]}, "unknown-key", "principals"),
])
def test_slips_are_found_wherever_they_are_written(
        switches: dict[str, Any], code: str, suggestion: str) -> None:
    for found in (findings({**CALL, "exclude": switches}), findings(CALL, exclude=switches),
                  findings(CALL, packs={"operations": {"exclude": switches}})):
        (one,) = [one for one in found if one.code == code]
        assert one.suggestion == suggestion
