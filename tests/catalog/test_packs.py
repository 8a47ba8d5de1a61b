"""Every pack holds its promises: sound, small, armed as its calls need, true to its examples."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest
import yaml
from eventbridge_notifier import aws, patterns
from eventbridge_notifier.aws.services import retiring
from eventbridge_notifier.checks import examples
from eventbridge_notifier.compiler.compile import compile_watch
from eventbridge_notifier.compiler.rule import Compiled, Rule
from eventbridge_notifier.pipeline.generate import compile_texts
from eventbridge_notifier.spec import packs
from eventbridge_notifier.spec.packs import PACKS
from eventbridge_notifier.spec.schema import schema as json_schema

HERE = Path(__file__).parent
DOCUMENTED = {path.stem: json.loads(path.read_text("utf-8"))["event"]
              for path in (HERE.parent / "aws" / "events").glob("*.json")}
EXPECTED = yaml.safe_load((HERE / "documented.yaml").read_text("utf-8"))

# The only fields for which no list would do: topics have names that their owners choose.
WILD = {"tamper-notifier-topics", "tamper-notifier-subscriptions"}


@cache
def whole() -> Compiled:
    """A spec with every pack, as a user has it."""
    return compile_texts([("w.yaml", "version: 1\nhome_region: us-east-1\n"
                           f"packs: [{', '.join(PACKS)}]\n")])


@cache
def by_name() -> dict[str, Rule]:
    return {rule.name: rule for rule in whole().rules}


ALL = sorted(rule.name for rule in whole().rules)
every_watch = pytest.mark.parametrize("name", ALL)


def test_all_packs_together_compile_without_a_finding() -> None:
    assert [str(one) for one in whole().findings] == []
    assert len(whole().rules) == sum(len(packs.watches(pack)) for pack in PACKS.values()) > 80


@pytest.mark.parametrize("name", PACKS)
def test_a_pack_is_an_ordinary_spec_that_compiles_by_itself(name: str) -> None:
    folder = files("eventbridge_notifier.spec").joinpath("pack_files")
    text = folder.joinpath(f"{name}.yaml").read_text("utf-8")
    result = compile_texts([(name, text)])
    codes = {one.code for one in result.findings}
    assert codes <= {"region", *packs.EXPECTED}
    assert len(result.rules) == len(packs.watches(PACKS[name]))


def test_schema_table_and_files_name_the_same_packs() -> None:
    folder = files("eventbridge_notifier.spec").joinpath("pack_files")
    schema = json_schema()
    assert {path.name.removesuffix(".yaml") for path in folder.iterdir()} == set(PACKS)
    assert schema["properties"]["packs"]["items"]["enum"] == list(PACKS)
    assert list(schema["$defs"]["packs"]["properties"]) == list(PACKS)
    assert len({pack.prefix for pack in PACKS.values()}) == len(PACKS)


@every_watch
def test_a_watch_says_what_it_is_for_and_fits_aws(name: str) -> None:
    rule = by_name()[name]
    assert rule.description
    assert rule.severity
    assert len(f"eventbridge-notifier-{name}") <= aws.LIMITS["rule name"].value
    assert patterns.compact_size(rule.pattern) <= aws.LIMITS["event pattern quota"].value
    assert patterns.uses_wildcard(rule.compiled) == (name in WILD)
    assert '"source"' in json.dumps(rule.pattern)


@every_watch
def test_a_watch_has_events_that_it_matches_and_events_that_it_does_not(name: str) -> None:
    rule = by_name()[name]
    assert rule.watch.match
    assert rule.watch.no_match
    for part in rule.watch.match:
        event = examples.whole(rule, part)
        assert rule.compiled.matches(event)
        assert {"source", "detail-type", "account", "region", "time", "id"} <= event.keys()
    for part in rule.watch.no_match:
        assert not rule.compiled.matches(examples.whole(rule, part))


@every_watch
def test_a_watch_is_armed_for_reads_where_its_calls_read_and_only_there(name: str) -> None:
    rule = by_name()[name]
    source = rule.watch.source
    any_call = source is not None and aws.API_CALL in str(source.detail_type)
    reads = any_call or any(aws.is_read_only(source, event) for one in rule.operations
                            for source in one.sources for event in one.event_names)
    assert rule.state == (aws.ALL_MANAGEMENT_EVENTS if reads else aws.ENABLED)


@pytest.mark.parametrize("name", sorted(DOCUMENTED))
def test_an_event_of_awss_documentation_sets_off_the_watches_for_it_and_no_others(
        name: str) -> None:
    """The events were written from the documentation, and know nothing of the packs."""
    fired = sorted(one for one, rule in by_name().items()
                   if rule.compiled.matches(DOCUMENTED[name]))
    assert fired == sorted(EXPECTED.get(name, []))


def test_the_lists_of_runtimes_are_those_of_the_table() -> None:
    path = "requestParameters.runtime"
    by_watch = {watch.name: watch.where.get(path)
                for watch in packs.watches(PACKS["runtime-deprecations"])}
    assert by_watch["runtime-retired-runtime"] == sorted(retiring.RETIRED_RUNTIMES)
    assert by_watch["runtime-retiring-runtime"] == sorted(retiring.SUPPORTED_RUNTIMES)


def test_creating_and_changing_a_function_are_both_seen() -> None:
    names = by_name()["runtime-retired-runtime"].pattern["detail"]["eventName"]
    assert {"CreateFunction20150331", "UpdateFunctionConfiguration20150331v2"} <= set(names)


def test_a_stack_of_another_name_is_watched_by_that_name() -> None:
    def asked(stack: str) -> str:
        rules = [compile_watch(one).rule for one in
                 packs.watches(PACKS["tamper-evidence"], stack)]
        return json.dumps([rule.pattern for rule in rules if rule])

    assert "audit-recorder" in asked("audit")
    assert "eventbridge-notifier" not in asked("audit")
    assert asked("audit").replace("audit", "eventbridge-notifier") == asked("eventbridge-notifier")


def test_the_notifier_is_watched_under_the_names_that_the_module_gives() -> None:
    """A resource that is called otherwise in the module would go unwatched."""
    module = Path("modules/eventbridge_notifier")
    text = "".join(path.read_text("utf-8") for path in module.glob("*.tf"))
    for name in ("${var.name}-recorder", "${var.name}-dead-letter", "${var.name}-undelivered",
                 "${var.name}-dead-letter-recorder", "${local.sqs_arn}-events",
                 "${var.name}-trail-", "${var.name}-spill-", "${var.name}_trail"):
        assert name in text, name
