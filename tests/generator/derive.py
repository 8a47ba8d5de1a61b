"""A watch derived from a real CloudTrail record: its call, one of its parameters, its outcome."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import yaml
from eventbridge_notifier import aws
from eventbridge_notifier.compiler.rule import Compiled
from eventbridge_notifier.pipeline.generate import compile_texts

FILE = "derived.yaml"
MOST = 1_500  # characters of a value; a longer one makes a pattern that EventBridge refuses


def leaves(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    """(dotted path, value) of every scalar; lists are looked through, as a pattern does."""
    if isinstance(value, Mapping):
        for key, below in value.items():
            yield from leaves(below, f"{path}.{key}")
    elif isinstance(value, list):
        for one in value:
            yield from leaves(one, path)
    else:
        yield path, value


def parameters(record: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters of the record's request that a condition can ask for."""
    request = record.get("requestParameters")
    found = dict(leaves(request, "requestParameters")) if isinstance(request, Mapping) else {}
    return {path: value for path, value in found.items()
            if len(str(value)) < MOST and len(path) < 1_000 and all(path.split("."))}


def services(record: Mapping[str, Any]) -> Iterator[str]:
    """The names under which people know the service: the source, its first word, boto3's."""
    source = record["eventSource"]
    yield source
    yield source.removesuffix(".amazonaws.com")
    if source in aws.service(name := aws.service(source).name).sources:
        yield name


def compiled(record: Mapping[str, Any], service: str, where: Mapping[str, Any]) -> Compiled:
    """The spec with the one watch that the record gives."""
    watch: dict[str, Any] = {"on": f"{service}:{record['eventName']}"}
    if where:
        watch["where"] = dict(where)
    if record.get("errorCode"):
        watch["outcome"] = "failed"
    spec = {"version": 1, "home_region": "eu-west-1", "watches": {"derived": watch}}
    return compile_texts([(FILE, yaml.safe_dump(spec, allow_unicode=True, width=10_000))])
