"""docs/architecture.md is true: the rooms, the pipeline's entries, the files of the drills."""

from __future__ import annotations

import re

from eventbridge_notifier.pipeline import generate

from tests.house.repository import ROOT
from tests.house.test_layers import layers

PAGE = (ROOT / "docs" / "architecture.md").read_text()
BESIDE = ("", "generator/eventbridge_notifier/", "modules/eventbridge_notifier/",
          "generator/eventbridge_notifier/sandbox/", "generator/eventbridge_notifier/sandbox/sqs/",
          "lambda/recorder/")


def test_the_list_of_rooms_is_that_of_the_layers() -> None:
    listed = re.search(r"```\n(cli.*?)```", PAGE, re.S)
    assert listed
    drawn = re.findall(r"^(\w+)", listed[1], re.M)
    assert drawn == [name for layer in layers() for name in sorted(layer, key=drawn.index)]


def test_the_pipeline_has_the_entries_that_generate_calls() -> None:
    told = re.findall(r"^\| `(\w+\.\w+)` \|", PAGE, re.M)
    written = re.findall(r"^    (\w+\.\w+) ", generate.__doc__ or "", re.M)
    assert told
    assert told == written


def test_every_file_that_the_page_names_is_there() -> None:
    named = set(re.findall(r"`((?:[\w.]+/)*[\w.]+\.(?:py|tf|md|jsonl)|(?:[\w.]+/)+)`", PAGE))
    assert len(named) > 15
    assert [name for name in sorted(named)
            if not any((ROOT / beside / name).exists() for beside in BESIDE)] == []
