"""Least privilege: what the recorder's role may do, against what it has done."""

from __future__ import annotations

import json
from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import Any

from tools.faults.stage import Stage

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


def excess(stage: Stage) -> list[Permission]:
    """What is allowed and was never needed."""
    arn = stage.client("iam").get_role(RoleName=stage.role)["Role"]["Arn"]
    used = stage.sandbox.used_permissions.of(arn)
    return sorted(one for one in set(allowed(stage))
                  if not any(_covers(one, done) for done in used))


def _covers(permission: Permission, done: Permission) -> bool:
    return all(fnmatchcase(asked, given) for asked, given in zip(done, permission, strict=True))


def _listed(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value]
