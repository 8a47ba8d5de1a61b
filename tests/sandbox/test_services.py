"""The tables of services: each row speaks of what there is, and none is forgotten."""

from __future__ import annotations

import importlib
import pkgutil

import pytest
from botocore.session import Session
from eventbridge_notifier import sandbox
from eventbridge_notifier.sandbox.core.service_facts import ServiceFacts
from eventbridge_notifier.sandbox.services import SERVICES

BOTOCORE = Session()
PERMISSIONS_ALONE = {("events", "InvokeApiDestination")}  # no call has this name


@pytest.mark.parametrize("facts", SERVICES, ids=lambda one: one.name)
def test_rows_name_operations_of_the_service(facts: ServiceFacts) -> None:
    known = set(BOTOCORE.get_service_model(facts.name).operation_names)
    named = {*facts.arns_of, *facts.condition_keys_of, *facts.repeated,
             *facts.actions.split()[::2]}
    named |= {name for row in facts.kept for name in (*row.writes, *row.reads, row.delete)}
    named |= {name for row in facts.limits for name in row.operations.split()}
    if facts.resources:
        named |= facts.resources.changed_by
    assert {(facts.name, one) for one in named - known} <= PERMISSIONS_ALONE


@pytest.mark.parametrize("facts", SERVICES, ids=lambda one: one.name)
def test_keys_are_used_by_actions_of_the_service(facts: ServiceFacts) -> None:
    for row in facts.key_uses:
        assert {action.partition(":")[0] for action in row.on.split()} == {facts.name}
        assert set(row.actions.split()) <= {
            "Decrypt", "Encrypt", "GenerateDataKey", "DescribeKey", "CreateGrant",
            "ReEncryptFrom", "ReEncryptTo"}


def test_each_folder_with_facts_is_listed() -> None:
    found = []
    for module in pkgutil.walk_packages(sandbox.__path__, f"{sandbox.__name__}."):
        if module.name.endswith(".facts"):
            found += [one for one in vars(importlib.import_module(module.name)).values()
                      if isinstance(one, ServiceFacts)]
    assert len(found) >= 10
    assert {one.name for one in found} <= {one.name for one in SERVICES}
    assert len({one.name for one in SERVICES}) == len(SERVICES)
