"""A typo anywhere in a watch is an error or a warning, and the right word is at hand."""

import random

import pytest
from eventbridge_notifier import aws
from eventbridge_notifier.aws.cloudtrail import operations, parameters
from eventbridge_notifier.aws.services import services

from tests.aws.typos import slips
from tests.generator.specs import findings

SEED = 20261124
CALLS = 40


@pytest.fixture(scope="module")
def calls() -> list[tuple[str, str]]:
    chance = random.Random(SEED)
    names = chance.sample(sorted(services.index()), CALLS)
    return [(name, chance.choice(services.index()[name]["operations"])) for name in names]


def check(cases: list[tuple[dict[str, object], str]]) -> None:
    """All are found; nine of ten with the word that was meant."""
    answers = [(watch, right, [one.suggestion for one in findings(watch)
                               if one.code.startswith(("unknown-", "unverified-"))])
               for watch, right in cases]
    assert len(cases) >= 200
    assert [(watch, right) for watch, right, words in answers if not words] == []
    wrong = [(watch, right, words) for watch, right, words in answers if right not in words]
    assert len(wrong) <= len(cases) // 10, wrong[:10]


def test_in_an_operation(calls: list[tuple[str, str]]) -> None:
    check([({"on": f"{service}:{typo}"}, name) for service, name in calls
           for typo in slips(name) if typo not in operations.known(service)])


def test_in_a_parameter(calls: list[tuple[str, str]]) -> None:
    cases = []
    for service, name in calls:
        known = parameters.paths(service, name)
        for path in known[:6]:
            above, _, last = path.rpartition(".")
            cases += [({"on": f"{service}:{name}", "where": {f"{above}.{typo}": "x"}}, path)
                      for typo in (slips(last) if len(last) > 4 else ())
                      if f"{above}.{typo}" not in known]
    check(cases)


def test_in_a_value_of_a_closed_list() -> None:
    cases = []
    for service, name in (("lambda", "CreateFunction"), ("kms", "CreateKey"),
                          ("eks", "CreateCluster"),
                          ("ecs", "CreateService"), ("guardduty", "CreateDetector"),
                          ("cloudtrail", "PutEventSelectors"), ("wafv2", "CreateWebACL"),
                          ("sagemaker", "CreateEndpointConfig"), ("dynamodb", "CreateTable"),
                          ("route53", "ChangeResourceRecordSets"), ("config", "PutConfigRule")):
        for path in parameters.paths(service, name, depth=3):
            enum = aws.parameter(service, name, path).enum
            cases += [({"on": f"{service}:{name}", "where": {path: typo}}, value)
                      for value in enum[:2] if len(value) > 4
                      for typo in slips(value) if typo not in enum]
    check(cases[::3])


def test_the_wrong_service_of_an_operation(calls: list[tuple[str, str]]) -> None:
    others = ("lambda", "ec2", "iam", "s3", "kms", "sts")
    cases = [({"on": f"{other}:{name}"}, name) for service, name in calls for other in others
             if other != service and name not in operations.known(other)]
    answers = [[one.suggestion.rpartition(":")[2] for one in findings(watch)] for watch, _ in cases]
    assert len(cases) >= 200
    assert all(right in words for (_, right), words in zip(cases, answers, strict=True))
