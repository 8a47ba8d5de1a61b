"""What the rollout to an organization would fail at is said before anything is deployed."""

from __future__ import annotations

import pytest
from eventbridge_notifier.diagnostics.finding import Finding
from eventbridge_notifier.pipeline.generate import generate

from tests.generator.specs import FILE, findings, spec

ALIAS = {"on": "lambda:CreateAlias"}
ORGANIZATION = {"home_region": "eu-west-1", "organization": "o-exampleorgid",
                "forward": "exact"}


def of(code: str, found: tuple[Finding, ...]) -> list[Finding]:
    return [one for one in found if one.code == code]


def accounts(count: int) -> list[str]:
    return [f"{number:012}" for number in range(111111111111, 111111111111 + count)]


def with_accounts(count: int, module_name: str = "") -> list[Finding]:
    body = f'module "notifier" {{\n  source = "../modules/eventbridge_notifier"\n{module_name}}}\n'
    text = spec(ALIAS, home_region="eu-west-1", accounts=accounts(count))
    made = generate([(FILE, text)], {"main.tf": body})
    return of("bus-policy", made.compiled.findings)


def test_accounts_whose_policy_the_bus_would_refuse_are_too_many() -> None:
    (found,) = with_accounts(60)
    assert found.level == "error"
    assert "60 accounts" in found.message
    assert "10,240" in found.message
    assert with_accounts(40) == []


def test_a_shorter_name_of_the_module_leaves_room_for_more() -> None:
    assert with_accounts(51)
    assert with_accounts(51, '  name = "a"\n') == []


def test_a_template_of_more_resources_than_cloudformation_takes_is_refused() -> None:
    few, many = ([ALIAS] * count for count in (491, 492))
    assert of("template-limit", findings(*few, **ORGANIZATION)) == []
    (found,) = of("template-limit", findings(*many, **ORGANIZATION))
    assert found.level == "error"
    assert "501 resources" in found.message


def test_a_template_larger_than_cloudformation_takes_is_refused() -> None:
    long = {"on": "lambda:CreateFunction", "where": {
        "requestParameters.functionName": [f"{number:03}-{'f' * 50}" for number in range(60)]}}
    (found,) = of("template-limit", findings(*[long] * 300, **ORGANIZATION))
    assert "bytes" in found.message
    assert "1,048,576" in found.message


def test_without_members_there_is_no_template() -> None:
    assert of("template-limit", findings(*[ALIAS] * 600, home_region="eu-west-1")) == []


@pytest.mark.parametrize("region", ["eu-south-1", "af-south-1"])
def test_quotas_of_forwarded_regions_and_of_members_are_their_own(region: str) -> None:
    watches = [ALIAS] * 101
    told = {"home_region": "eu-west-1", "regions": ["eu-west-1", region], "forward": "exact"}
    (here,) = of("quota", findings(*watches, **told))
    assert f"101 rules of the forwarder here on the default bus of {region}" in here.message
    assert "quota is 100" in here.message
    members = of("quota", findings(*watches, **told, organization="o-exampleorgid"))
    assert any(f"in each member on the default bus of {region}" in one.message for one in members)
    assert of("quota", findings(*watches, home_region="eu-west-1")) == []


@pytest.mark.parametrize("watch", [
    {**ALIAS, "description": "see {{resolve:secretsmanager:prod/db}}"},
    {**ALIAS, "where": {"requestParameters.name": "{{resolve:ssm:name}}"}},
    {"pattern": {"source": ["aws.lambda"], "detail": {"eventName": [
        {"prefix": "{{resolve:ssm:name}}"}]}}}])
def test_a_reference_that_cloudformation_would_resolve_is_refused(watch: dict[str, object]) -> None:
    (found,) = of("dynamic-reference", findings(watch))
    assert found.level == "error"


def test_other_braces_are_text() -> None:
    watch = {**ALIAS, "description": "the template {{name}} and resolve: nothing"}
    assert of("dynamic-reference", findings(watch)) == []
