"""From a spec to a record, with real Terraform, the real AWS provider and the real runtime client.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest
from eventbridge_notifier.sandbox.app import Sandbox

from tests.chain import stacks
from tests.chain.stacks import Story

MADE = {
    "the example": ("111111111111", lambda folder: stacks.example(folder, "python38-lambda")),
    "the module from the registry": ("222222222222", stacks.from_registry),
}
Tell = Callable[[str], Story]

named = pytest.mark.parametrize("name", [
    "the example", pytest.param("the module from the registry", marks=pytest.mark.slow)])


@pytest.fixture(scope="module")
def story(running: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> Tell:
    """What becomes of a stack, by its name: each is applied when it is first asked for."""
    @cache
    def told(name: str) -> Story:
        account, make = MADE[name]
        root = make(tmp_path_factory.mktemp("stack"))
        return stacks.live(running, account, root, stacks.create_functions)

    return told


@named
def test_the_watched_call_is_recorded_and_no_other(story: Tell, name: str) -> None:
    (item,) = story(name).items
    assert item["functionName"] == {"S": "old"}
    assert item["eventName"] == {"S": "CreateFunction20150331"}
    assert item["eventSource"] == {"S": "lambda.amazonaws.com"}
    assert item["time"]["S"].startswith("20")
    event = item["event"]["M"]["detail"]["M"]
    assert event["requestParameters"]["M"]["runtime"] == {"S": "python3.8"}
    assert story(name).lost == []


def test_the_item_says_which_watch_and_what_it_promotes(story: Tell) -> None:
    (item,) = story("the example").items
    assert item["watch"] == {"S": "python38-functions"}
    assert item["runtime"] == {"S": "python3.8"}
    assert item["severity"] == {"S": "medium"}


@named
def test_a_second_plan_changes_nothing(story: Tell, name: str) -> None:
    assert story(name).changes == ""


@named
def test_destroy_leaves_nothing(story: Tell, name: str) -> None:
    assert story(name).left_over == []
