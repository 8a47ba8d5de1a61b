"""Modules, examples and templates fit every version of the AWS provider that versions.tf allows,
and OpenTofu.

5.100 is applied to the sandbox by other tests. Here the oldest and newer ones are held against
schemas that `python -m tools.providerschemas` took from public bindings: types, arguments, blocks,
what is required, and the attributes that expressions refer to.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import hcl2
import pytest
from eventbridge_notifier.checks.stack.stack_files import AWS_PROVIDER
from eventbridge_notifier.pipeline import scaffold
from eventbridge_notifier.spec.packs import PACKS

from tools.providerschemas import TARGET, WHEELS
from tools.tfdocs import plain

ROOT = Path(__file__).resolve().parents[2]
META = {"count", "for_each", "provider", "depends_on", "lifecycle", "dynamic"}
REFERENCE = re.compile(r"\b((?:data\.)?aws_\w+)\.\w+(?:\[[^]]*\])?\.([a-z]\w*)")


@cache
def schemas(version: str) -> dict[str, Any]:
    read = json.loads(gzip.decompress((TARGET / f"aws-{version}.json.gz").read_bytes()))
    assert read["source"] == WHEELS[version], "run python -m tools.providerschemas"
    types: dict[str, Any] = read["types"]
    return types


@cache
def parsed(text: str) -> dict[str, Any]:
    read: dict[str, Any] = hcl2.loads(text)
    return read


@cache
def sources() -> dict[str, str]:
    """Path to text of every Terraform file that a user's stack may hold."""
    files = [*ROOT.glob("*.tf"), *ROOT.glob("modules/**/*.tf"), *ROOT.glob("examples/**/*.tf")]
    written = scaffold.stack("eu-west-1", "./modules", list(PACKS), "me@example.com")
    return {**{str(file.relative_to(ROOT)): file.read_text() for file in files
               if ".terraform" not in file.parts},
            **{f"init writes {name}": text for name, text in written.items()
               if name.endswith(".tf")}}


def wrong(text: str, types: dict[str, Any]) -> Iterator[str]:
    """What of a file the provider would refuse."""
    for kind, prefix in (("resource", ""), ("data", "data.")):
        for block in parsed(text).get(kind, ()):
            for label, named in pairs(block):
                for name, body in pairs(named):
                    yield from wrong_block(prefix + label, f"{prefix}{label}.{name}", body, types)
    for type_, attribute in REFERENCE.findall(text):
        if camel(attribute) not in types.get(type_, {"attributes": ()})["attributes"]:
            yield f"{type_} has no attribute {attribute}"


def wrong_block(type_: str, where: str, body: Any, types: dict[str, Any]) -> Iterator[str]:
    if type_ == "terraform_data":  # built into Terraform
        return
    if type_ not in types:
        yield f"{where}: no type {type_}"
        return
    yield from wrong_body(types[type_], where, body)


def wrong_body(schema: dict[str, Any], where: str, body: dict[str, Any]) -> Iterator[str]:
    given = dict(pairs(body))
    blocks = {label: content for one in given.get("dynamic", ()) for label, content in pairs(one)}
    known = {*schema.get("required", ()), *schema.get("optional", ())}
    yield from (f"{where}: no argument {name}" for name in {*given, *blocks} - known - META)
    yield from (f"{where}: {name} is required" for name in schema.get("required", ())
                if name not in {*given, *blocks})
    for name, below in schema.get("blocks", {}).items():
        inside = blocks[name]["content"] if name in blocks else given.get(name, ())
        for one in inside if isinstance(inside, list) else ():
            yield from wrong_body(below, f"{where}.{name}", one)


def pairs(body: Any) -> Iterator[tuple[str, Any]]:
    return ((plain(name), value) for name, value in body.items() if not name.startswith("__"))


def camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(one.capitalize() for one in others)


@pytest.mark.parametrize("version", WHEELS)
def test_every_type_argument_block_and_attribute_is_known(version: str) -> None:
    assert len(sources()) > 50
    found = [f"{file}: {what}" for file, text in sources().items()
             for what in wrong(text, schemas(version))]
    assert found == []


@pytest.mark.parametrize("version", WHEELS)
@pytest.mark.parametrize(("text", "what"), [
    ('resource "aws_sqs_queues" "a" {}', "aws_sqs_queues.a: no type aws_sqs_queues"),
    ('resource "aws_sqs_queue" "a" {\n  nam = "a"\n}', "aws_sqs_queue.a: no argument nam"),
    ('resource "aws_cloudtrail" "a" {\n  name = "a"\n}', "aws_cloudtrail.a: s3_bucket_name is "
     "required"),
    ('resource "aws_lambda_function" "a" {\n  function_name = "a"\n  role = "r"\n'
     '  logging_config {\n    log_format = "JSON"\n    group = "g"\n  }\n}',
     "aws_lambda_function.a.logging_config: no argument group"),
    ('resource "aws_cloudtrail" "a" {\n  name = "a"\n  s3_bucket_name = "b"\n'
     '  dynamic "event_selector" {\n    for_each = []\n    content {\n      reads = true\n'
     "    }\n  }\n}", "aws_cloudtrail.a.event_selector: no argument reads"),
    ("locals {\n  a = aws_sqs_queue.b[0].urn\n}", "aws_sqs_queue has no attribute urn"),
    ("locals {\n  a = data.aws_region.b.place\n}", "data.aws_region has no attribute place")])
def test_what_a_provider_refuses_is_found(version: str, text: str, what: str) -> None:
    assert list(wrong(text + "\n", schemas(version))) == [what]


def test_the_oldest_version_that_is_checked_is_the_floor() -> None:
    floor = re.match(r">= ([\d.]+),", AWS_PROVIDER)
    assert floor
    assert min(WHEELS, key=lambda version: [int(part) for part in version.split(".")]) == (
        f"{floor[1]}.0")


# What OpenTofu 1.9 knows at the top of a file; Terraform alone has `ephemeral` (OpenTofu since
# 1.11), `action`, `list` and the like. https://opentofu.org/docs/language/
IN_OPENTOFU = {"terraform", "provider", "variable", "locals", "data", "resource", "module",
               "output", "moved", "import", "removed", "check"}
# Functions of Terraform that OpenTofu 1.9 lacks. https://opentofu.org/docs/language/functions/
NOT_IN_OPENTOFU = re.compile(r"\b(ephemeralasnull|terraform\.applying|provider::terraform::\w+)\b")


def test_nothing_is_written_that_opentofu_lacks() -> None:
    blocks = {kind for text in sources().values() for kind in parsed(text)
              if not kind.startswith("__")}
    assert {"resource", "variable"} <= blocks <= IN_OPENTOFU
    assert [file for file, text in sources().items() if NOT_IN_OPENTOFU.search(text)] == []


def test_conditions_of_variables_refer_to_variables_alone() -> None:
    """OpenTofu refuses a condition on a local that derives from the variable (its issue 4050)."""
    conditions = [(file, json.dumps(rule["condition"])) for file, text in sources().items()
                  for block in parsed(text).get("variable", ()) for _, body in pairs(block)
                  for rule in body.get("validation", ())]
    assert len(conditions) > 50
    assert [one for one in conditions if re.search(r"\b(local|data|module)\.", one[1])] == []
