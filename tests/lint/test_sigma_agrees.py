"""An imported Sigma rule and pySigma's own SQL find the same of the real records."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from eventbridge_notifier.events.envelope import event_of
from eventbridge_notifier.lint import run
from eventbridge_notifier.lint.importers import draft
from eventbridge_notifier.pipeline import imports
from sigma.backends.sqlite import sqliteBackend
from sigma.rule import SigmaRule

LOGS = Path(__file__).parents[3] / "shared" / "cloudtrail"
pytestmark = pytest.mark.skipif(not LOGS.is_dir(), reason="needs ../shared/cloudtrail")

# Name: (selections, condition, at least so many of the records). Every modifier that rules for
# CloudTrail use, and what they are combined with.
RULES: dict[str, tuple[str, str, int]] = {
    "equal": ("a: {eventSource: iam.amazonaws.com, eventName: CreateUser}", "a", 1),
    "other_case": ("a: {eventSource: IAM.amazonaws.com, eventName: createuser}", "a", 1),
    "list": ("a: {eventSource: iam.amazonaws.com, eventName: [CreateUser, CreateAccessKey]}", "a",
             2),
    "source_only": ("a: {eventSource: sts.amazonaws.com}", "a", 1),
    "name_only": ("a: {eventName: [StopLogging, GetCallerIdentity]}", "a", 1),
    "startswith": ("a: {eventSource: ec2.amazonaws.com, 'eventName|startswith': Create}", "a", 1),
    "startswith_other_case": ("a: {'userAgent|startswith': AWS-CLI}", "a", 1),
    "endswith": ("a: {'eventName|endswith': Policy}", "a", 1),
    "endswith_list": ("a: {'userIdentity.arn|endswith': [':root', '/x']}", "a", 0),
    "contains": ("a: {'userAgent|contains': microsoft}", "a", 1),
    "contains_list": ("a: {'userAgent|contains': [CloudShell, terraform, stratus-red]}", "a", 1),
    "contains_all": ("a: {'userAgent|contains|all': [python, install]}", "a", 1),
    "contains_all_of_a_known_service": ("a: {eventSource: secretsmanager.amazonaws.com, "
                                        "'eventName|contains|all': [Secret, etVal, Get]}", "a", 1),
    "wildcards": ("a: {eventName: 'Get*Value'}", "a", 1),
    "any": ("a: {errorCode: '*'}", "a", 1),
    "regex": ("a: {'eventName|re': '^(Create|Delete)(User|Role)$'}", "a", 1),
    "regex_inside": ("a: {'userAgent|re': 'boto3/.*botocore'}", "a", 0),
    "exists": ("a: {'errorCode|exists': true}", "a", 1),
    "not_exists": ("a: {'errorCode|exists': false}", "a", 1),
    "null": ("a: {eventSource: iam.amazonaws.com, errorCode: null}", "a", 1),
    "bool": ("a: {readOnly: true}", "a", 1),
    "bool_text": ("a: {readOnly: 'false', eventSource: s3.amazonaws.com}", "a", 1),
    "cidr": ("a: {'sourceIPAddress|cidr': [10.0.0.0/8, 192.168.0.0/16]}", "a", 0),
    "number": ("a: {requestParameters.maxResults: 1000}", "a", 0),
    "less_than": ("a: {'requestParameters.maxResults|lt': 5000}", "a", 0),
    "greater_or_equal": ("a: {eventSource: ec2.amazonaws.com, "
                         "'requestParameters.maxResults|gte': 5}", "a", 0),
    "cased": ("a: {'userIdentity.type|cased': Root}", "a", 0),
    "neq": ("a: {eventSource: iam.amazonaws.com, 'eventName|neq': CreateUser}", "a", 1),
    "not": ("a: {eventSource: iam.amazonaws.com}\n  f: {eventName: CreateUser}", "a and not f", 1),
    "not_absent": ("a: {eventSource: ec2.amazonaws.com}\n  f: {errorCode: AccessDenied}",
                   "a and not f", 1),
    "not_contains": ("a: {eventSource: ec2.amazonaws.com}\n"
                     "  f: {'userAgent|contains': [CloudShell, stratus]}", "a and not f", 1),
    "not_startswith": ("a: {eventSource: ssm.amazonaws.com}\n  f: {'eventName|startswith': Get}",
                       "a and not f", 1),
    "not_any_of": ("a: {eventSource: iam.amazonaws.com}\n  f_1: {userIdentity.type: Root}\n"
                   "  f_2: {eventName: [ListUsers, GetUser]}", "a and not 1 of f_*", 1),
    "not_both": ("a: {eventSource: iam.amazonaws.com}\n  f_1: {userIdentity.type: IAMUser}\n"
                 "  f_2: {eventName: CreateUser}", "a and not all of f_*", 1),
    "one_of": ("s_1: {eventSource: iam.amazonaws.com, eventName: CreateUser}\n"
               "  s_2: {eventSource: kms.amazonaws.com}", "1 of s_*", 1),
    "all_of": ("s_1: {eventSource: iam.amazonaws.com}\n  s_2: {errorCode: '*'}", "all of s_*", 0),
    "list_of_maps": ("a: [{eventName: CreateUser}, {eventSource: sts.amazonaws.com, "
                     "userIdentity.type: AssumedRole}]", "a", 1),
    "or_and": ("a: {eventName: CreateUser}\n  b: {eventName: GetSecretValue}\n"
               "  c: {userIdentity.type: [IAMUser, AssumedRole]}", "(a or b) and c", 1),
    "fields_of_requests": ("a: {eventSource: s3.amazonaws.com, "
                           "'requestParameters.bucketName|exists': true}", "a", 1),
    "two_conditions_of_a_field": ("a: {'eventName|startswith': Get}\n  b: {'eventName|endswith': "
                                  "Value}", "a and b", 1),
    "starts_but_is_not": ("a: {eventSource: secretsmanager.amazonaws.com, 'eventName|startswith': "
                          "Get}\n  f: {eventName: GetRandomPassword}", "a and not f", 1),
}


# What a pattern cannot say: the watch admits more, and says so.
WIDER = {
    "contains_all_too_complex": ("a: {'eventName|contains|all': [Secret, etVal]}", "a", 1),
    "contains_all_three": ("a: {'userAgent|contains|all': [python, install, linux]}", "a", 1),
    "words": ("a: {eventSource: iam.amazonaws.com}\n  k: [AccessDenied]", "a and k", 0),
    "another_field": ("a: {eventSource: iam.amazonaws.com, "
                      "'userIdentity.userName|fieldref': requestParameters.userName}", "a", 0),
    "any_regex": ("a: {eventSource: iam.amazonaws.com, 'userAgent|re': 'python/3[.][0-9]+'}", "a",
                  0),
}


def rule(name: str) -> str:
    selections, condition, _ = (RULES | WIDER)[name]
    return (f"title: the rule {name}\nlogsource: {{product: aws, service: cloudtrail}}\n"
            f"detection:\n  {selections}\n  condition: {condition}\n")


@cache
def records() -> list[dict[str, Any]]:
    found = [json.loads(line) for path in sorted(LOGS.glob("*.jsonl"))
             for line in path.read_text().splitlines()]
    return [one.get("record", one) for one in found]


def watched(name: str) -> set[int]:
    """The records that the imported watch matches."""
    found = list(run.candidates("rule.yml", rule(name)))
    drafts = draft.named(draft.of(one, "rule.yml") for one in found)
    text, compiled = imports.spec(drafts, "us-east-1")
    assert len(compiled.rules) == 1, text
    told = [note for one in drafts for note in one.notes if "ignores case" not in note.message]
    assert bool(told) == (name in WIDER), text
    pattern = compiled.rules[0].compiled
    return {index for index, one in enumerate(records()) if pattern.matches(event_of(one))}


def queried(name: str) -> set[int]:
    """The records that the SQL of pySigma's backend finds among the flattened ones."""
    parsed = SigmaRule.from_dict(yaml.safe_load(rule(name)))
    sql = sqliteBackend(collate_nocase=True).convert_rule(parsed)[0]
    fields = sorted({field for one in records() for field, _ in leaves(one, ())
                     if f'"{field}"' in sql or field in sql} | {"id"})
    base = sqlite3.connect(":memory:")
    base.create_function("REGEXP", 2, lambda regex, text: bool(
        text is not None and re.search(regex, str(text))))
    columns = ", ".join(f'"{field}"' for field in fields)
    base.execute(f"CREATE TABLE logs ({columns})")
    for index, one in enumerate(records()):
        for row in rows(one, fields):
            values = [index if field == "id" else row.get(field) for field in fields]
            base.execute(f"INSERT INTO logs VALUES ({', '.join('?' * len(fields))})", values)
    query = sql.replace("<TABLE_NAME>", "logs").replace("SELECT *", 'SELECT "id"')
    return {row[0] for row in base.execute(query)}


def rows(record: dict[str, Any], fields: list[str]) -> Iterator[dict[str, Any]]:
    """The record flattened: a row more for each further element of a list."""
    values: dict[str, list[Any]] = {}
    for field, value in leaves(record, ()):
        if field in fields:
            values.setdefault(field, []).append(value)
    first = {field: some[0] for field, some in values.items()}
    yield first
    for field, some in values.items():
        for value in some[1:]:
            yield {**first, field: value}


def leaves(value: Any, path: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for key, one in value.items():
            yield from leaves(one, (*path, key))
    elif isinstance(value, list):
        for one in value:
            yield from leaves(one, path)
    else:
        yield ".".join(path), str(value).lower() if isinstance(value, bool) else value


@pytest.mark.parametrize("name", RULES)
def test_the_watch_and_the_query_find_the_same(name: str) -> None:
    found = queried(name)
    assert watched(name) == found
    assert len(found) >= RULES[name][2]
    assert len(found) < len(records())


@pytest.mark.parametrize("name", [name for name in WIDER if name != "words"])
def test_what_cannot_be_said_is_told_and_nothing_is_missed(name: str) -> None:
    assert watched(name) >= queried(name)


def test_words_without_a_field_are_left_out_and_told() -> None:
    assert watched("words") == watched_of_source("iam.amazonaws.com")


def watched_of_source(source: str) -> set[int]:
    return {index for index, one in enumerate(records()) if one.get("eventSource") == source}
