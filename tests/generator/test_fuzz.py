"""Whatever a spec holds, the answer is findings, and what is rendered of it reads back the same."""

from __future__ import annotations

import io
import json
import subprocess
from copy import deepcopy
from pathlib import Path
from typing import Any

import hcl2
import yaml
from eventbridge_notifier.compiler.packing import Layout
from eventbridge_notifier.compiler.rule import Compiled
from eventbridge_notifier.deploy import terraform
from eventbridge_notifier.events import synthetic
from eventbridge_notifier.pipeline.generate import compile_texts, generate
from eventbridge_notifier.spec import files
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.generator.specs import FILE, spec

WORDS = ["version", "watches", "on", "where", "outcome", "record", "pattern", "examples", "match",
         "no_match", "source", "detail-type", "detail", "$or", "bus", "notify", "regions", "prefix",
         "anything-but", "numeric", "exists", "errorCode", "requestParameters", "eventName", "cidr",
         "requestParameters.runtime", "responseElements.ConsoleLogin", "wildcard", "home_region"]
VALUES = ["lambda:CreateFunction", "signin:ConsoleLogin", "signin:SwitchRole", "aws.ec2", "failed",
          "AWS API Call via CloudTrail", "any", "us-east-1", "*", "a*b*c", "10.0.0.0/8", ">", "="]
printable = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12)
keys = st.sampled_from(WORDS) | printable
scalars = (st.none() | st.booleans() | st.integers() | st.sampled_from(VALUES) | printable
           | st.floats(allow_nan=False, allow_infinity=False))
trees = st.recursive(scalars, lambda below: st.lists(below, max_size=4)
                     | st.dictionaries(keys, below, max_size=4), max_leaves=20)

SOUND: list[dict[str, Any]] = [
    {"on": ["lambda:CreateFunction", "signin:SwitchRole"], "outcome": "failed",
     "where": {"requestParameters.runtime": ["python3.13", {"prefix": "java"}]},
     "record": {"name": "requestParameters.functionName"}, "notify": ["ops"], "severity": "low",
     "examples": {"match": [{"errorCode": "x", "requestParameters": {"runtime": "java21"}}]}},
    {"on": {"source": "aws.ec2", "detail-type": "EBS Snapshot Notification"},
     "where": {"result": "failed"}},
    {"pattern": {"source": ["aws.ec2"], "detail-type": ["AWS API Call via CloudTrail"], "detail": {
        "eventName": ["RunInstances", {"prefix": "Stop"}], "$or": [
            {"errorCode": [{"exists": False}]}, {"requestParameters": {"force": [True]}}]}}},
]
fuzzed = settings(max_examples=80, deadline=None,
                  suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])


def compiled(value: Any) -> Compiled:
    """Compiles as far as it goes, checks the stack beside it, and makes up examples."""
    result = generate([(FILE, yaml.safe_dump(value, allow_unicode=True))],
                      {"main.tf": 'provider "aws" { region = "eu-west-1" }'}).compiled
    assert all(one.file in (FILE, "main.tf") and one.line >= 1 for one in result.findings)
    for rule in result.rules:
        if event := synthetic.match(rule):
            synthetic.near_misses(rule, event)
    return result


@fuzzed
@given(trees)
def test_any_tree_gives_findings(value: Any) -> None:
    compiled(value)


@fuzzed
@given(st.dictionaries(st.sampled_from(WORDS[:11] + WORDS[14:17]), trees, max_size=5))
def test_any_watch_gives_findings(watch: dict[str, Any]) -> None:
    compiled({"version": 1, "watches": {"w": watch}})


@fuzzed
@given(st.data())
def test_a_sound_watch_with_something_changed_gives_findings(data: st.DataObject) -> None:
    watch = deepcopy(data.draw(st.sampled_from(SOUND)))
    for _ in range(data.draw(st.integers(1, 3))):
        _change(data, watch)
    compiled({"version": 1, "home_region": "us-east-1", "watches": {"w": watch}})


def _change(data: st.DataObject, value: Any) -> None:
    """Puts something else, or another key, somewhere below `value`."""
    where = list(value) if isinstance(value, dict) else list(range(len(value)))
    if not where:
        return
    key = data.draw(st.sampled_from(where))
    below = value[key]
    if isinstance(below, dict | list) and below and data.draw(st.booleans()):
        _change(data, below)
    elif isinstance(value, dict) and data.draw(st.booleans()):
        value[data.draw(keys)] = below
    else:
        value[key] = data.draw(trees)


NASTY = ['"', "\\", "${x}", "$${x}", "$", "$$${", "%{ if x }", "%%{x}", "%{", "%%%{", "a\nb", "\ta",
         "# x", "// x", "é", "${", "*/", "<<EOT", "}", "\\u0041", "\\${x}", "日本", "\U0001f600"]
texts = st.sampled_from(NASTY) | st.text(
    st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=40)


@fuzzed
@given(texts, texts, st.sampled_from(["low", None]))
def test_what_is_rendered_reads_back_the_same(description: str, path: str, severity: str) -> None:
    both = f"{description} {path}"
    assume("%{" not in both and "${" not in both)  # python-hcl2 stumbles; Terraform does not
    watch = {"on": "lambda:CreateFunction", "description": description, "record": {"a": path},
             "notify": ["ops"], "severity": severity}
    result = compiled(yaml.safe_load(spec({key: value for key, value in watch.items() if value})))
    if not result.rules:
        return
    written = terraform.stack(Layout(result.rules), [FILE])
    value = _plain(hcl2.load(io.StringIO(written["watches.tf"])))["locals"][0]["watches"]["w0"]
    assert value["description"] == description
    assert value["record"] == {"a": path}
    assert (value["severity"], value["notify"]) == (severity, ["ops"])
    assert json.loads(written["patterns/w0.json"]) == result.rules[0].pattern


def _plain(value: Any) -> Any:
    """What Terraform makes of the parser's texts: escapes resolved."""
    if isinstance(value, dict):
        return {_plain(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if value == "null":
        return None
    if isinstance(value, str) and len(value) > 1 and value[0] == value[-1] == '"':
        text: str = json.loads(value)
        return text
    return value


def test_terraform_reads_back_what_is_nasty(tmp_path: Path) -> None:
    watches = [{"on": "lambda:CreateFunction", "description": text} for text in NASTY]
    rules = compiled(yaml.safe_load(spec(*watches))).rules
    files.write(tmp_path, terraform.stack(Layout(rules), [FILE]))
    asked = subprocess.run(["terraform", f"-chdir={tmp_path}", "console"], text=True, check=True,
                           input="jsonencode({for k, v in local.watches : k => v.description})\n",
                           capture_output=True).stdout
    assert json.loads(json.loads(asked)) == {f"w{n}": text for n, text in enumerate(NASTY)}


def test_a_file_name_cannot_leave_its_comment() -> None:
    result = compiled(yaml.safe_load(spec({"on": "lambda:CreateAlias"})))
    head, *rest = terraform.stack(Layout(result.rules), ["a\n}\nx.yaml"])["watches.tf"].splitlines()
    assert head.startswith("# Generated by ")
    assert rest[:2] == ["", "locals {"]


def test_the_same_spec_renders_to_the_same_bytes() -> None:
    text = spec(*SOUND[:2])
    first, second = (terraform.stack(Layout(compile_texts([(FILE, text)]).rules), [FILE])
                     for _ in range(2))
    assert first == second
    assert files.GENERATED in first
