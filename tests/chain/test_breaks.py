"""A chain that is broken anywhere is noticed: each break, applied for real, loses the record."""

from __future__ import annotations

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from eventbridge_notifier.sandbox.app import Sandbox

from tests.chain import stacks
from tests.chain.stacks import Story
from tools.package import package

MODULE = "modules/eventbridge_notifier"


def change(path: str, pattern: str, replacement: str) -> Callable[[Path], None]:
    """A break that rewrites one file of the copied checkout."""
    def apply(root: Path) -> None:
        file = root / path
        text, count = re.subn(pattern, replacement, file.read_text(), flags=re.S)
        assert count, f"{path} has no {pattern}"
        file.write_text(text)
    return apply


def without_permission(root: Path) -> None:
    change(f"{MODULE}/recorder.tf", r'resource "aws_lambda_permission".*?\n}\n', "")(root)
    for file in ("heartbeat.tf", "packed.tf"):
        change(f"{MODULE}/{file}", r"    aws_lambda_permission\.rules,\n", "")(root)
    awaited = r"concat\(values\(aws_lambda_permission\.rules\)\[\*\]\.id, (.*?\])\)"
    change(f"{MODULE}/rules.tf", awaited, r"\1")(root)


def raise_in_handler(root: Path) -> None:
    for folder in ("lambda", "generator/eventbridge_notifier"):
        stacks.shutil.copytree(stacks.ROOT / folder, root / folder)
    change("lambda/recorder/handler.py", r"    return _recorder\.handle",
           "    raise RuntimeError\n    return _recorder.handle")(root)
    (root / MODULE / "recorder.zip").write_bytes(package(root))


BREAKS: dict[str, Callable[[Path], None]] = {
    "no Lambda permission": without_permission,
    "another runtime in the pattern": change(
        "examples/python38-lambda/patterns/python38-functions.json", r"python3\.8", "python3.9"),
    "no PutItem for the role": change(
        f"{MODULE}/recorder_role.tf", r"dynamodb:PutItem", "dynamodb:GetItem"),
    "an error in the handler": raise_in_handler,
}


@pytest.fixture(scope="module")
def stories(running: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Story]:
    def tell(name: str, account: int, root: Path) -> Story:
        folder = stacks.example(root, "python38-lambda")
        BREAKS[name](root)
        return stacks.live(running, str(account), folder, stacks.create_functions)

    accounts = range(300000000000, 300000000000 + len(BREAKS))
    roots = [tmp_path_factory.mktemp("stack") for _ in BREAKS]
    with ThreadPoolExecutor() as pool:
        return dict(zip(BREAKS, pool.map(tell, BREAKS, accounts, roots), strict=True))


@pytest.mark.slow
@pytest.mark.parametrize("name", BREAKS)
def test_a_broken_chain_records_nothing(stories: dict[str, Story], name: str) -> None:
    assert stories[name].items == []


@pytest.mark.slow
@pytest.mark.parametrize("name", [one for one in BREAKS if one != "another runtime in the pattern"])
def test_the_event_that_is_not_recorded_is_missed(stories: dict[str, Story], name: str) -> None:
    assert len(stories[name].lost) == 1
