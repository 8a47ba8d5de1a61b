"""Least privilege: what the recorder's role may do, against what it has done."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from typing import Any

from tools.faults.stage import Stage

_KEY = re.compile(r"key/[0-9a-f-]{36}")

Permission = tuple[str, str]
"""An action and a resource, as a policy writes them."""


def allowed(stage: Stage) -> Iterator[Permission]:
    """Everything that the role's policies allow."""
    iam = stage.client("iam")
    for name in iam.list_role_policies(RoleName=stage.role)["PolicyNames"]:
        document = iam.get_role_policy(RoleName=stage.role, PolicyName=name)["PolicyDocument"]
        read = json.loads(document) if isinstance(document, str) else document
        for one in read["Statement"]:
            if one["Effect"] == "Allow":
                yield from ((action, resource) for action in _listed(one["Action"])
                            for resource in _listed(one["Resource"]))


def used(stage: Stage) -> set[Permission]:
    """What the role has done."""
    arn = stage.client("iam").get_role(RoleName=stage.role)["Role"]["Arn"]
    return set(stage.sandbox.used_permissions.of(arn))


def excess(given: Iterable[Permission], done: Iterable[Permission]) -> list[Permission]:
    """What is allowed and was never needed. Each stack has a key of its own: it counts as one."""
    given, needed = map(_of_one_key, given), [*map(_of_one_key, done)]
    return sorted(one for one in set(given) if not any(_covers(one, each) for each in needed))


def _of_one_key(permission: Permission) -> Permission:
    action, resource = permission
    return action, _KEY.sub("key/*", resource)


def _covers(permission: Permission, done: Permission) -> bool:
    return all(fnmatchcase(asked, given) for asked, given in zip(done, permission, strict=True))


def _listed(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value]
