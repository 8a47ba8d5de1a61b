"""The documentation of the language says what the program does."""

import re
from pathlib import Path

import yaml
from eventbridge_notifier.diagnostics.finding import errors
from eventbridge_notifier.pipeline.generate import compile_texts
from eventbridge_notifier.spec import schema

DOC = Path("docs/spec.md").read_text("utf-8")
README = Path("README.md").read_text("utf-8")
DEFS = schema.schema()["$defs"]
KEYS = {*schema.schema()["properties"], *DEFS["watch"]["properties"],
        *DEFS["exclusion"]["properties"]}


def examples(text: str) -> list[str]:
    return re.findall(r"^```yaml\n(.*?)^```", text, re.M | re.S)


def test_every_whole_example_compiles() -> None:
    whole = [one for one in (*examples(DOC), *examples(README)) if one.startswith("version:")]
    assert len(whole) >= 2
    for text in whole:
        assert [str(one) for one in errors(compile_texts([("doc.yaml", text)]).findings)] == []


def test_every_part_of_a_watch_that_is_shown_compiles() -> None:
    parts = [one for one in examples(DOC) if one.startswith("where:")]
    for part in parts:
        watch = {"on": "lambda:CreateFunction", **yaml.safe_load(part)}
        text = yaml.safe_dump({"version": 1, "watches": {"w": watch}})
        assert [str(one) for one in errors(compile_texts([("doc.yaml", text)]).findings)] == []


def test_the_tables_list_keys_that_the_schema_has() -> None:
    listed = set(re.findall(r"^\| `([a-z_]+)` \|", DOC, re.M))
    assert listed
    assert listed <= KEYS
