"""`alerts snooze`: what is kept quiet is there, and is heard again when somebody says so."""

from __future__ import annotations

import json
import time

import pytest

from tests.console.conftest import Deployed
from tests.console.events import WATCHES

WATCH = next(iter(WATCHES))


@pytest.fixture
def notified(empty: Deployed) -> Deployed:
    empty.client("dynamodb").create_table(
        TableName=f"{empty.name}-alert-state", BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": "key", "AttributeType": "S"}],
        KeySchema=[{"AttributeName": "key", "KeyType": "HASH"}])
    return empty


def snoozed(of: Deployed) -> list[str]:
    shown = of.run("alerts", "list", "--json", "--name", of.name)
    return [one["name"] for one in json.loads(shown.stdout)["snoozes"]]


def test_a_watch_that_is_not_there_is_refused_with_the_one_that_is_meant(notified: Deployed
                                                                         ) -> None:
    result = notified.run("alerts", "snooze", "--watch", WATCH[:-1], "--for", "4h",
                          "--name", notified.name)
    assert result.exit_code == 2
    assert f'there is no watch "{WATCH[:-1]}"; did you mean {WATCH}?' in result.stderr
    assert snoozed(notified) == []


def test_the_same_again_with_a_shorter_span_ends_it(notified: Deployed) -> None:
    for span, left in (("4h", 1), ("1s", 0)):
        result = notified.run("alerts", "snooze", "--watch", WATCH, "--watch", "any-*", "--for",
                              span, "--name", notified.name)
        assert result.exit_code == 0, result.stderr
        time.sleep(1)
        assert len(snoozed(notified)) == left
