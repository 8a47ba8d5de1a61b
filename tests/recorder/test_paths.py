"""Paths into an event: names, an index, all elements."""

from typing import Any

import pytest
from eventbridge_notifier.record_format.paths import find, without_elements

EVENT: dict[str, Any] = {"account": "1", "detail": {"set": {"items": [
    {"id": "a", "tags": [{"key": "x"}, {"key": "y"}]}, {"id": "b"}, {"other": 1}]}}}


@pytest.mark.parametrize(("path", "value"), [
    ("set.items.0.id", "a"), ("set.items.1.id", "b"), ("set.items.9.id", None),
    ("set.items.*.id", ["a", "b"]), ("set.items.*.tags.*.key", ["x", "y"]),
    ("set.items.*.tags.1.key", ["y"]), ("set.items.*.none", None), ("set.*", None),
    ("$.account", "1"), ("$.detail.set.items.*.id", ["a", "b"]),
])
def test_a_path_finds_what_it_names(path: str, value: Any) -> None:
    assert find(EVENT, path) == value


def test_the_field_that_a_path_is_about_has_neither_index_nor_star() -> None:
    assert without_elements("set.items.0.tags.*.key") == "set.items.tags.key"
