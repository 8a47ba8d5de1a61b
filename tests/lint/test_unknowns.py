"""What is computed elsewhere is unknown: it never makes a finding, however deep it is nested."""

from __future__ import annotations

import json
from typing import Any

from eventbridge_notifier.lint import run, verdict
from eventbridge_notifier.lint.candidate import Candidate
from eventbridge_notifier.lint.nodes import HOLE, UNKNOWN, Node, Position, plain
from hypothesis import given, settings
from hypothesis import strategies as st

# No two of their conditions contradict each other: a contradiction takes the place of what would be
# found in either of them.
PATTERNS: list[dict[str, Any]] = [
    {"source": ["aws.iam"], "detail-type": ["AWS API Call via CloudTrail"],
     "detail": {"eventSource": ["iam.amazonaws.com"], "eventName": ["CreateUser", "CreatUser"],
                "errorCode": [{"exists": False}]}},
    {"source": ["aws.lambda"], "detail-type": ["AWS API Call via CloudTrail"], "account": [123],
     "detail": {"eventSource": ["lambda.amazonaws.com"], "eventName": ["CreateFunction"],
                "requestParameters": {"runtime": ["python3.8", {"prefix": "java"}],
                                      "functionName": [{"anything-but": ["a", "b"]}]}}},
    {"source": ["aws.kms"], "detail-type": ["AWS API Call via CloudTrail"],
     "detail": {"eventSource": ["kms.amazonaws.com"], "eventName": ["DescribeKey"],
                "responseElements": {"x": ["y"]}, "userIdentity": {"type": ["root"]}}},
    {"source": ["aws.ec2"], "detail-type": ["EC2 Instance State-change Notification"],
     "detail": {"state": ["terminatd"], "instance-id": [{"wildcard": "i-*"}]}},
    {"detail-type": ["GuardDuty Finding"], "detail": {"severity": ["8", {"numeric": [">", 5]}]}},
    {"source": ["aws.partner/example.com/a"], "eventName": ["x"]},
    {"source": ["aws.s3"], "detail": {"$or": [{"eventName": ["PutObject"]},
                                              {"errorCode": ["AccessDenied*"]}]}},
    {"source": [{"prefix": "aws."}], "detail": {"eventName": [{"anything-but": "a"},
                                                            {"anything-but": "b"}]}},
    {"source": ["aws.iam"], "region": ["eu-west-1"], "resources": ["arn:aws:iam::1:user/a"],
     "detail-type": ["AWS API Call via CloudTrail"],
     "detail": {"eventSource": ["iam.amazonaws.com"], "eventName": ["CreateUser"]}},
    {"source": ["aws.ec2"], "detail-type": ["AWS API Call via CloudTrail"],
     "detail": {"eventSource": ["ec2.amazonaws.com"], "eventName": ["RunInstances"],
                "requestParameters": {"instanceType": [{"prefix": "p4"}]}}},
]

EXPRESSIONS = st.recursive(
    st.sampled_from(["var.x", "local.a[0]", 'lookup(var.m, "k}")', "each.value", "!var.y",
                     "data.aws_caller_identity.current.account_id", "module.m.names[*].id"]),
    lambda inner: st.one_of(
        inner.map(lambda one: f'"a${{{one}}}b"'), inner.map(lambda one: f"jsonencode({one})"),
        st.tuples(inner, inner, inner).map(lambda some: "{} ? {} : {}".format(*some)),
        inner.map(lambda one: f"[for x in {one} : x]"), inner.map(lambda one: f"{{ k = {one} }}"),
        st.tuples(inner, inner).map(lambda some: "merge({}, {})".format(*some)),
        inner.map(lambda one: f'format("%s}}", {one})')),
    max_leaves=6)


class Hidden:
    """A pattern of which some parts are hidden; both have the same positions."""

    def __init__(self, pattern: Any, data: st.DataObject | None) -> None:
        self.data, self.count = data, 0
        self.node = self.visit(pattern, True)

    def visit(self, value: Any, may_hide: bool = False) -> Node:
        self.count += 1
        position: Position = (self.count, 1)
        hide = self.data.draw(st.sampled_from(["no", "no", "whole", "part"])) if self.data else "no"
        if isinstance(value, dict):
            keys = {key: (self.count + index + 1000, 1) for index, key in enumerate(value)}
            node = Node({key: self.visit(one) for key, one in value.items()}, position, keys)
        elif isinstance(value, list):
            node = Node([self.visit(one) for one in value], position)
        else:
            node = Node(value, position)
        if hide == "whole" and not may_hide:
            return Node(UNKNOWN, position)
        if hide == "part" and isinstance(value, str):
            return Node(value[:2] + HOLE, position)
        return node

    def __repr__(self) -> str:
        return json.dumps(plain(self.node), default=repr)


def found(node: Node) -> set[tuple[str, Position]]:
    candidate = Candidate("rule", node, state="ENABLED")
    return {(one.code.removeprefix("unknown-").removeprefix("unverified-"), (one.line, one.column))
            for one in verdict.check(candidate, "file")}


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(PATTERNS), st.data())
def test_hiding_parts_of_a_pattern_never_adds_a_finding(pattern: dict[str, Any],
                                                        data: st.DataObject) -> None:
    hidden = Hidden(pattern, data)
    assert found(hidden.node) - found(Hidden(pattern, None).node) == set(), hidden


def test_the_patterns_have_findings_that_could_be_lost() -> None:
    assert sum(1 for one in PATTERNS if found(Hidden(one, None).node)) >= len(PATTERNS) - 1


@settings(max_examples=100, deadline=None)
@given(st.lists(EXPRESSIONS, min_size=4, max_size=4))
def test_expressions_in_jsonencode_are_no_findings(some: list[str]) -> None:
    text = """resource "aws_cloudwatch_event_rule" "r" {{
  event_pattern = jsonencode({{
    source        = [{}]
    "detail-type" = {}
    detail        = {{ eventName = ["a${{{}}}"], ({}) = ["b"] }}
  }})
}}
""".format(*some)
    assert run.of_text("x.tf", text).findings == ()


@settings(max_examples=100, deadline=None)
@given(st.lists(EXPRESSIONS, min_size=3, max_size=3), st.sampled_from(["<<EOF", "<<-EOF"]))
def test_expressions_in_heredocs_are_no_findings(some: list[str], mark: str) -> None:
    pattern = ('{{"source": ["${{{}}}"], "detail-type": ${{{}}}, '
               '"detail": {{"eventName": ["a${{{}}}"]}}}}')
    text = ('resource "aws_cloudwatch_event_rule" "r" {\n  event_pattern = ' + mark + "\n  "
            + pattern.format(*some) + "\nEOF\n}\n")
    assert run.of_text("x.tf", text).findings == ()


@settings(max_examples=100, deadline=None)
@given(st.recursive(st.sampled_from([{"Ref": "X"}, {"Fn::GetAtt": ["A", "B"]}]),
                    lambda inner: st.one_of(
                        inner.map(lambda one: {"Fn::Join": ["", ["a", one]]}),
                        inner.map(lambda one: {"Fn::If": ["C", one, {"Ref": "AWS::NoValue"}]}),
                        inner.map(lambda one: {"Fn::Sub": ["${A}", {"A": one}]}),
                        inner.map(lambda one: {"Fn::Select": [0, {"Fn::Split": [",", one]}]})),
                    max_leaves=4))
def test_intrinsic_functions_are_no_findings(value: Any) -> None:
    pattern = {"source": [value], "detail-type": value, "detail": {"eventName": [value]}}
    template = {"Resources": {"R": {"Type": "AWS::Events::Rule",
                                    "Properties": {"EventPattern": pattern, "EventBusName": value,
                                                   "State": value}}}}
    assert run.of_text("x.json", json.dumps(template)).findings == ()
    assert run.of_text("x.yaml", json.dumps(template)).findings == ()


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(["x.tf", "x.tf.json", "x.json", "x.yaml", "x.toml", "x.template"]),
       st.text(st.sampled_from('{}[]":,$%\\\n\t -#=<>!&|EOFaws.cloudtrailPattern'), max_size=80))
def test_no_text_makes_it_fail(name: str, text: str) -> None:
    run.of_text(name, text)
