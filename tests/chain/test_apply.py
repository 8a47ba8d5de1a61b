"""From a spec to a record, with real Terraform, the real AWS provider and the real runtime client.

The stacks are applied side by side: Terraform's provider mostly waits.
"""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from eventbridge_notifier.sandbox.app import Sandbox

from tests.chain import stacks
from tests.chain.stacks import Story

MADE = {
    "the example": ("111111111111", lambda folder: stacks.example(folder, "python38-lambda")),
    "the module from the registry": ("222222222222", stacks.from_registry),
}
named = pytest.mark.parametrize("name", MADE)


@pytest.fixture(scope="module")
def stories(running: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Story]:
    def tell(name: str, root: Path) -> Story:
        account, make = MADE[name]
        return stacks.live(running, account, make(root), stacks.create_functions)

    roots = [tmp_path_factory.mktemp("stack") for _ in MADE]
    with ThreadPoolExecutor() as pool:
        return dict(zip(MADE, pool.map(tell, MADE, roots), strict=True))


@named
def test_the_watched_call_is_recorded_and_no_other(stories: Mapping[str, Story], name: str) -> None:
    (item,) = stories[name].items
    assert item["functionName"] == {"S": "old"}
    assert item["eventName"] == {"S": "CreateFunction20150331"}
    assert item["eventSource"] == {"S": "lambda.amazonaws.com"}
    assert item["time"]["S"].startswith("20")
    event = item["event"]["M"]["detail"]["M"]
    assert event["requestParameters"]["M"]["runtime"] == {"S": "python3.8"}
    assert stories[name].lost == []


def test_the_item_says_which_watch_and_what_it_promotes(stories: Mapping[str, Story]) -> None:
    (item,) = stories["the example"].items
    assert item["watch"] == {"S": "python38-functions"}
    assert item["runtime"] == {"S": "python3.8"}
    assert item["severity"] == {"S": "medium"}


@named
def test_a_second_plan_changes_nothing(stories: Mapping[str, Story], name: str) -> None:
    assert stories[name].changes == ""


@named
def test_destroy_leaves_nothing(stories: Mapping[str, Story], name: str) -> None:
    assert stories[name].left_over == []
