"""IAM's policy language, as its user guide has it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from eventbridge_notifier.sandbox.iam.policy import (
    MalformedPolicy,
    Policies,
    Principal,
    Request,
    Verdict,
    context_of,
    decide,
    parse,
)
from eventbridge_notifier.sandbox.iam.policy.operators import OPERATORS
from eventbridge_notifier.sandbox.iam.policy.wildcards import filled, like
from hypothesis import given
from hypothesis import strategies as st

ACCOUNT = "111122223333"
USER = Principal("IAMUser", f"arn:aws:iam::{ACCOUNT}:user/ann", ACCOUNT)
ROOT = Principal("Root", f"arn:aws:iam::{ACCOUNT}:root", ACCOUNT)
SESSION = Principal("AssumedRole", f"arn:aws:sts::{ACCOUNT}:assumed-role/r/s", ACCOUNT,
                    f"arn:aws:iam::{ACCOUNT}:role/path/r")
EVENTS = Principal("AWSService", "events.amazonaws.com")
TABLE = f"arn:aws:dynamodb:eu-west-1:{ACCOUNT}:table/records"


def statement(effect: str = "Allow", **more: Any) -> dict[str, Any]:
    actions = {} if "NotAction" in more else {"Action": "dynamodb:PutItem"}
    resources = {} if "NotResource" in more else {"Resource": "*"}
    return {"Effect": effect, **actions, **resources, **more}


def policy(*statements: dict[str, Any]) -> Any:
    return parse({"Version": "2012-10-17", "Statement": list(statements)})


def request(who: Principal = USER, resource: str = TABLE, **keys: object) -> Request:
    return Request(who, "dynamodb:PutItem", resource, context_of(keys))


def allowed(one: Any, **keys: object) -> bool:
    return decide(request(**keys), Policies((one,))).allowed


@pytest.mark.parametrize(("given_to", "passes"), [
    ({"Action": "dynamodb:PutItem"}, True), ({"Action": "dynamodb:put*"}, True),
    ({"Action": ["s3:*", "*"]}, True), ({"Action": "dynamodb:PutIte?"}, True),
    ({"Action": "dynamodb:GetItem"}, False), ({"Action": "dynamo*:GetItem"}, False),
    ({"NotAction": "s3:*"}, True), ({"NotAction": ["s3:*", "dynamodb:Put*"]}, False),
    ({"Resource": TABLE}, True), ({"Resource": TABLE + "/*"}, False),
    ({"Resource": ["x", "arn:aws:dynamodb:*:*:table/rec?rds"]}, True),
    ({"Resource": TABLE.upper()}, False), ({"NotResource": TABLE}, False),
    ({"NotResource": "arn:aws:s3:::*"}, True),
])
def test_actions_and_resources_are_matched_as_written(given_to: dict[str, Any], passes: bool
                                                      ) -> None:
    assert allowed(policy(statement(**given_to))) is passes


@pytest.mark.parametrize(("condition", "value", "passes"), [
    ({"StringEquals": {"k": "a"}}, "a", True), ({"StringEquals": {"k": "a"}}, "A", False),
    ({"StringEquals": {"k": ["b", "a"]}}, "a", True), ({"StringEquals": {"k": "a"}}, None, False),
    ({"StringEquals": {"k": "a*"}}, "ab", False), ({"StringLike": {"k": "a*"}}, "ab", True),
    ({"StringEqualsIgnoreCase": {"k": "A"}}, "a", True),
    ({"StringNotEquals": {"k": ["a", "b"]}}, "b", False),
    ({"StringNotEquals": {"k": "a"}}, None, True), ({"StringNotLike": {"k": "a*"}}, "b", True),
    ({"StringEqualsIfExists": {"k": "a"}}, None, True),
    ({"StringEqualsIfExists": {"k": "a"}}, "b", False),
    ({"Null": {"k": "true"}}, None, True), ({"Null": {"k": True}}, "x", False),
    ({"Null": {"k": "false"}}, "x", True), ({"Bool": {"k": "true"}}, True, True),
    ({"Bool": {"k": False}}, "true", False), ({"BoolIfExists": {"k": "true"}}, None, True),
    ({"NumericLessThan": {"k": "10"}}, "9.5", True),
    ({"NumericGreaterThanEquals": {"k": 10}}, "10", True),
    ({"NumericEquals": {"k": "10"}}, "ten", False),
    ({"DateGreaterThan": {"k": "2026-01-01T00:00:00Z"}}, "2026-01-01T00:00:01Z", True),
    ({"DateLessThan": {"k": "2026-01-01"}}, "1767225599", True),
    ({"IpAddress": {"k": "10.0.0.0/8"}}, "10.1.2.3", True),
    ({"IpAddress": {"k": ["1.1.1.1", "::1/128"]}}, "::1", True),
    ({"NotIpAddress": {"k": "10.0.0.0/8"}}, "10.1.2.3", False),
    ({"ArnLike": {"k": "arn:aws:events:*:1:rule/x-*"}}, "arn:aws:events:eu:1:rule/x-1", True),
    ({"ArnEquals": {"k": "arn:aws:events:*:rule/x"}}, "arn:aws:events:eu:1:rule/x", False),
    ({"ArnNotLike": {"k": "arn:aws:s3:::b*"}}, "arn:aws:s3:::c", True),
    ({"ForAllValues:StringEquals": {"k": ["a", "b"]}}, ["a", "b", "a"], True),
    ({"ForAllValues:StringEquals": {"k": ["a", "b"]}}, ["a", "c"], False),
    ({"ForAllValues:StringEquals": {"k": "a"}}, None, True),
    ({"ForAnyValue:StringLike": {"k": "a*"}}, ["b", "ab"], True),
    ({"ForAnyValue:StringEquals": {"k": "a"}}, None, False),
    ({"ForAnyValue:StringNotEquals": {"k": "a"}}, ["a", "b"], True),
    ({"StringEquals": {"k": "a"}, "Bool": {"other": "true"}}, "a", False),
])
def test_conditions_hold_as_the_user_guide_says(condition: Any, value: object, passes: bool
                                                ) -> None:
    assert allowed(policy(statement(Condition=condition)), k=value) is passes


def test_condition_keys_have_no_case_and_operators_neither() -> None:
    one = policy(statement(Condition={"stringequals": {"AWS:SourceAccount": "1"}}))
    assert allowed(one, **{"aws:sourceaccount": "1"})


@pytest.mark.parametrize(("resource", "keys", "passes"), [
    ("arn:x/${aws:username}/*", {"aws:username": "ann"}, True),
    ("arn:x/${aws:username}/*", {"aws:username": "*"}, False),
    ("arn:x/${aws:username}/*", {}, False),
    ("arn:x/${aws:PrincipalTag/who, 'ann'}/*", {}, True),
    ("arn:x/ann/${*}", {}, False), ("arn:x/ann/[a-z]", {}, False),
])
def test_variables_are_filled_in_literally(resource: str, keys: dict[str, object], passes: bool
                                           ) -> None:
    asked = Request(USER, "dynamodb:PutItem", "arn:x/ann/f", context_of(keys))
    assert decide(asked, Policies((policy(statement(Resource=resource)),))).allowed is passes


def test_a_condition_can_compare_with_a_variable() -> None:
    one = policy(statement(Condition={
        "StringEquals": {"aws:ResourceOrgID": "${aws:PrincipalOrgID}"}}))
    org = {"aws:ResourceOrgID": "o-1"}
    assert allowed(one, **org, **{"aws:PrincipalOrgID": "o-1"})
    assert not allowed(one, **org, **{"aws:PrincipalOrgID": "o-2"})


def test_variables_are_plain_text_in_policies_of_2008() -> None:
    old = parse({"Version": "2008-10-17", "Statement": statement(Resource="${aws:username}")})
    asked = Request(USER, "dynamodb:PutItem", "ann", context_of({"aws:username": "ann"}))
    assert not decide(asked, Policies((old,))).allowed


ALLOW, DENY = policy(statement()), policy(statement("Deny"))


def by(principal: Any, effect: str = "Allow", **more: Any) -> Any:
    return policy(statement(effect, Principal=principal, **more))


@pytest.mark.parametrize(("who", "policies", "why"), [
    (USER, Policies(), "because no identity-based policy allows the dynamodb:PutItem action"),
    (USER, Policies((ALLOW,)), ""),
    (USER, Policies((ALLOW, DENY)), "with an explicit deny in an identity-based policy"),
    (USER, Policies((ALLOW,), resource=by("*", "Deny")),
     "with an explicit deny in a resource-based policy"),
    (USER, Policies((ALLOW,), boundary=policy()),
     "because no permissions boundary allows the dynamodb:PutItem action"),
    (USER, Policies((ALLOW,), boundary=DENY), "with an explicit deny in a permissions boundary"),
    (USER, Policies((ALLOW,), boundary=ALLOW), ""),
    (SESSION, Policies((ALLOW,), session=(policy(),)),
     "because no session policy allows the dynamodb:PutItem action"),
    # In the same account a resource's policy is enough, if it names somebody ...
    (USER, Policies(resource=by({"AWS": USER.arn}), owner=ACCOUNT), ""),
    (SESSION, Policies(resource=by({"AWS": SESSION.role_arn}), owner=ACCOUNT), ""),
    # ... and an account's name lets it give the permission itself.
    (USER, Policies(resource=by({"AWS": ACCOUNT}), owner=ACCOUNT),
     "because no identity-based policy allows the dynamodb:PutItem action"),
    # A role in a resource's policy is limited by its boundary, a session or user is not.
    (SESSION, Policies(boundary=policy(), resource=by({"AWS": SESSION.role_arn}), owner=ACCOUNT),
     "because no permissions boundary allows the dynamodb:PutItem action"),
    (SESSION, Policies(boundary=policy(), resource=by({"AWS": SESSION.arn}), owner=ACCOUNT), ""),
    # Across accounts both must agree.
    (USER, Policies((ALLOW,), owner="9"),
     "because no resource-based policy allows the dynamodb:PutItem action"),
    (USER, Policies(resource=by({"AWS": USER.arn}), owner="9"),
     "because no identity-based policy allows the dynamodb:PutItem action"),
    (USER, Policies((ALLOW,), resource=by({"AWS": ACCOUNT}), owner="9"), ""),
    (ROOT, Policies(owner=ACCOUNT), ""),
    (ROOT, Policies(resource=by("*", "Deny"), owner=ACCOUNT),
     "with an explicit deny in a resource-based policy"),
    # Keys: IAM counts only if the key's policy says so.
    (USER, Policies((ALLOW,), resource=policy(), owner=ACCOUNT, resource_must_allow=True),
     "because no resource-based policy allows the dynamodb:PutItem action"),
    (USER, Policies((ALLOW,), resource=by({"AWS": ROOT.arn}), owner=ACCOUNT,
                    resource_must_allow=True), ""),
    (ROOT, Policies(resource=policy(), owner=ACCOUNT, resource_must_allow=True),
     "because no resource-based policy allows the dynamodb:PutItem action"),
    (EVENTS, Policies((ALLOW,)),
     "because no resource-based policy allows the dynamodb:PutItem action"),
    (EVENTS, Policies(resource=by({"Service": "events.amazonaws.com"})), ""),
    (EVENTS, Policies(resource=by({"Service": "sns.amazonaws.com"})),
     "because no resource-based policy allows the dynamodb:PutItem action"),
    (USER, Policies((ALLOW,), resource=policy(
        {"Effect": "Deny", "NotPrincipal": {"AWS": USER.arn}, "Action": "*", "Resource": "*"})),
     ""),
    (SESSION, Policies((ALLOW,), resource=policy(
        {"Effect": "Deny", "NotPrincipal": {"AWS": USER.arn}, "Action": "*", "Resource": "*"})),
     "with an explicit deny in a resource-based policy"),
])
def test_decisions_follow_the_evaluation_logic(who: Principal, policies: Policies, why: str
                                               ) -> None:
    decision = decide(request(who), policies)
    assert decision.reason == why
    assert decision.allowed is not bool(why)


@pytest.mark.parametrize("document", [
    "", "[]", "{", "null", '{"Statement": 1}', '{"Version": "2020-01-01", "Statement": []}',
    '{"Statement": [{"Effect": "Maybe", "Action": "*"}]}', '{"Statement": [{"Effect": "Allow"}]}',
    '{"Statement": [{"Effect": "Allow", "Action": "*", "NotAction": "*"}]}',
    '{"Statement": [{"Effect": "Allow", "Action": 1}]}',
    '{"Statement": [{"Effect": "Allow", "Action": "*", "Condition": {"StringIs": {"k": "v"}}}]}',
    '{"Statement": [{"Effect": "Allow", "Action": "*", "Principal": "ann"}]}', "[" * 100_000,
])
def test_a_malformed_policy_is_refused_in_words(document: str) -> None:
    with pytest.raises(MalformedPolicy, match=r"\w"):
        parse(document)


TEXT = st.text(alphabet="ab*?[]${}:/-!\\", max_size=12)


def _by_hand(text: str, pattern: str) -> bool:
    """Glob matching by definition."""
    reach = {0}
    for letter in pattern:
        if letter == "*":
            reach = set(range(min(reach), len(text) + 1)) if reach else set()
        else:
            reach = {at + 1 for at in reach
                     if at < len(text) and letter in ("?", text[at])}
    return len(text) in reach


@given(text=TEXT, pattern=TEXT)
def test_wildcards_match_by_their_definition(text: str, pattern: str) -> None:
    assert like(text, filled(pattern, {}, variables=False) or "") is _by_hand(text, pattern)


@given(value=TEXT, around=st.text(alphabet="ab/", max_size=4))
def test_a_variables_value_matches_itself_alone(value: str, around: str) -> None:
    context = context_of({"aws:username": value})
    made = filled(around + "${aws:username}", context)
    assert made is not None
    assert like(around + value, made)
    assert not like(around + value + "x", made)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([
        "Version", "Statement", "Effect", "Action", "NotAction", "Resource", "NotResource",
        "Principal", "NotPrincipal", "Condition", "AWS", "Service", "Sid", "StringLike", "Null",
        "ForAllValues:ArnLikeIfExists", "k"]), inner, max_size=5), max_leaves=20)
WORD = st.sampled_from(["*", "dynamodb:*", TABLE, "arn:aws:*", "${aws:username}", "", "[", "${"])
CONDITIONS = st.dictionaries(
    st.sampled_from([one + suffix for one in OPERATORS for suffix in ("", "IfExists")]),
    st.dictionaries(st.sampled_from(["k", "aws:username"]), WORD | st.lists(WORD, max_size=2),
                    max_size=2), max_size=2)
STATEMENTS = st.fixed_dictionaries(
    {"Effect": st.sampled_from(["Allow", "Deny"]), "Action": WORD},
    optional={"Resource": WORD, "Principal": st.just("*"), "Condition": CONDITIONS})


@given(document=JSON | st.fixed_dictionaries({"Statement": JSON}) | st.fixed_dictionaries(
    {"Statement": st.lists(STATEMENTS, max_size=3), "Version": st.just("2012-10-17")}))
def test_any_document_is_read_or_refused(document: Any) -> None:
    try:
        read = parse(json.dumps(document))
    except MalformedPolicy:
        return
    asked = request(k="x", **{"aws:username": "ann"})
    assert decide(asked, Policies((read,), resource=read, owner=ACCOUNT)).verdict in Verdict


@given(statements=st.lists(STATEMENTS, max_size=4))
def test_a_denial_is_never_outweighed(statements: list[Any]) -> None:
    """Adding a deny of everything to any policy refuses everything."""
    one = policy(*statements, {"Effect": "Deny", "Action": "*", "Resource": "*"})
    assert not allowed(one)
