"""The resource types that an operation may act on, the likeliest first. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from eventbridge_notifier.aws.services import models
from eventbridge_notifier.aws.services.names import ALIASES
from eventbridge_notifier.aws.services.services import index, sources
from eventbridge_notifier.record_format.changes import words

from tools.resource_rules.names import flat, named, singular, singular_name
from tools.resource_rules.published import Action, Published, Type, shape

# CloudFormation's types of resources that the reference calls otherwise.
RENAMED = {
    ("events", "rule-on-custom-event-bus"): "AWS::Events::Rule",
    ("events", "rule-on-default-event-bus"): "AWS::Events::Rule",
    ("elasticloadbalancing", "listener/app"): "AWS::ElasticLoadBalancingV2::Listener",
    ("elasticloadbalancing", "listener/net"): "AWS::ElasticLoadBalancingV2::Listener",
    ("elasticloadbalancing", "listener/gwy"): "AWS::ElasticLoadBalancingV2::Listener",
    ("elasticloadbalancing", "listener-rule/app"): "AWS::ElasticLoadBalancingV2::ListenerRule",
    ("elasticloadbalancing", "listener-rule/net"): "AWS::ElasticLoadBalancingV2::ListenerRule",
    ("elasticloadbalancing", "loadbalancer/app/"): "AWS::ElasticLoadBalancingV2::LoadBalancer",
    ("elasticloadbalancing", "loadbalancer/net/"): "AWS::ElasticLoadBalancingV2::LoadBalancer",
    ("elasticloadbalancing", "loadbalancer/gwy/"): "AWS::ElasticLoadBalancingV2::LoadBalancer",
}


GUESSED = -1000
"""The score of a resource that nothing but a parameter of the call hints at."""


class Candidate(NamedTuple):
    """`names` are what parameters may call it;
    `own` tells that a bare `name` of the call is its, `named` that the operation is named after it,
    `told` that the action is authorized by it; `score` orders an operation's candidates."""

    type: str
    arn: str
    identifier: tuple[str, ...]
    names: frozenset[str]
    score: int
    own: bool
    told: bool
    named: bool


class Known(NamedTuple):
    """A resource of a service; `name` is the reference's, or its type where only that is known."""

    name: str
    type: Type
    arn: str
    names: frozenset[str]


class Catalogue:
    """Everything that AWS publishes, ready to be asked about one operation after the other."""

    def __init__(self, published: Published) -> None:
        self._published = published
        self._referred: dict[tuple[str, str], list[Known]] = {}
        self._typed: dict[tuple[str, str], list[Known]] = {}
        self._by_shape: dict[str, list[Type]] = {}
        for one in published.types.values():
            if one.arn:
                self._by_shape.setdefault(shape(one.arn), []).append(one)

    def candidates(self, service: str, operation: str) -> list[Candidate]:
        """Of the Service Authorization Reference first, of CloudFormation where that has none."""
        noun = flat("".join(words(operation)[1:]))
        found = [*self._authorized(service, operation, noun),
                 *self._by_handler(service, operation, noun), self._by_name(service, operation)]
        best: dict[str, Candidate] = {}
        for one in sorted(found, key=lambda one: -one.score):
            best.setdefault(one.arn or one.type, one)
        return list(best.values())

    def _authorized(self, service: str, operation: str, noun: str) -> Iterator[Candidate]:
        for prefix in prefixes(service):
            if prefix not in self._published.resources:
                continue
            action = self._published.actions[prefix].get(operation)
            for known in self._referred_to(service, prefix):
                if found := _authorized_by(known, noun, action):
                    yield found
            if action:
                return

    def _by_handler(self, service: str, operation: str, noun: str) -> Iterator[Candidate]:
        """Types whose handlers call the operation and whose name it holds."""
        for prefix in prefixes(service):
            told = self._published.handlers.get(f"{prefix}:{operation}", {})
            for known in self._of_namespaces(service, prefix):
                score = closeness(noun, known.names)
                if score >= (20 if known.name in told else 90):
                    own = _is_own(noun, known.names)
                    yield Candidate(known.name, known.arn, known.type.identifier, known.names,
                                    score - 90 + 10 * (known.name in told), own, False, own)

    def _by_name(self, service: str, operation: str) -> Candidate:
        """What the operation is named after, where no table has it."""
        noun = "".join(words(operation)[1:])
        spaces = [space for prefix in prefixes(service)
                  for space in namespaces(service, prefix, self._published)]
        space = spaces[0] if spaces else f"AWS::{_service_id(service)}"
        return Candidate(f"{space}::{singular_name(noun)}", "", ("Id",), frozenset({flat(noun)}),
                         GUESSED + 1, True, False, True)

    def _referred_to(self, service: str, prefix: str) -> list[Known]:
        if (service, prefix) not in self._referred:
            resources = self._published.resources[prefix]
            self._referred[service, prefix] = [
                self._known(service, prefix, name, _of_service(service, one.arn))
                for name, one in resources.items() if not _is_collection(name, resources)]
        return self._referred[service, prefix]

    def _known(self, service: str, prefix: str, name: str, arn: str) -> Known:
        kind = self._type(service, prefix, name, arn)
        return Known(name, kind, arn, frozenset({flat(name), flat(_last_part(kind)), *_last(arn)}))

    def _of_namespaces(self, service: str, prefix: str) -> list[Known]:
        if (service, prefix) not in self._typed:
            spaces = namespaces(service, prefix, self._published)
            self._typed[service, prefix] = [
                Known(one.name, one, one.arn, frozenset({flat(_last_part(one))}))
                for space in spaces for one in self._published.types.values()
                if _namespace(one.name) == space]
        return self._typed[service, prefix]

    def _type(self, service: str, prefix: str, name: str, arn: str) -> Type:
        """CloudFormation's type of a resource; for one that it lacks a name of the same form, as
        CloudTrail makes them (AWS::S3::Object)."""
        if (prefix, name) in RENAMED:
            return Type(RENAMED[prefix, name], (), arn)
        spaces = namespaces(service, prefix, self._published)
        same = self._by_shape.get(shape(arn), [])
        own = sorted((one for one in same if _namespace(one.name) in spaces),
                     key=lambda one: spaces.index(_namespace(one.name)))
        alike = [known.type for known in self._of_namespaces(service, prefix)
                 if flat(name) in known.names]
        space = spaces[0] if spaces else f"AWS::{_service_id(service)}"
        return next(iter((*own, *alike, *same)), Type(f"{space}::{pascal(name)}", (), arn))


def _authorized_by(known: Known, noun: str, action: Action | None) -> Candidate | None:
    """A resource of the reference as a candidate, where the action names it or the noun does."""
    told = (*action.required, *action.optional) if action else ()
    score = closeness(noun, known.names)
    own = _is_own(noun, known.names)
    if known.name in told or score >= (100 if told else 40):
        required = action.required if action else ()
        score += 30 * (known.name in required) + (known.name in told)
        return Candidate(known.type.name, known.arn, known.type.identifier, known.names, score,
                         own or required == (known.name,), known.name in told, own)
    return None if told else Candidate(known.type.name, known.arn, known.type.identifier,
                                       known.names, GUESSED, False, False, False)


def _last_part(kind: Type) -> str:
    return kind.name.rpartition("::")[2]


@cache
def prefixes(service: str) -> tuple[str, ...]:
    """IAM's prefixes of boto3's `service`, the likeliest first."""
    entry = index().get(service, {"prefix": "", "signing": ""})
    other = [alias for alias, name in ALIASES.items() if name == service]
    return tuple(dict.fromkeys((entry["signing"], service, *other, entry["prefix"],
                                *sources(service))))


def _is_collection(name: str, resources: Iterable[str]) -> bool:
    """API Gateway has `Stages` beside `Stage`: no resource, but a place for it."""
    return name.endswith("s") and singular(name) != name and singular(name) in resources


def _of_service(service: str, arn: str) -> str:
    """Two services share API Gateway's formats, and the reference keeps one of those that differ in
    nothing but this."""
    return arn.replace("/apis/${ApiId}/", "/restapis/${RestApiId}/") if service == (
        "apigateway") else arn


def closeness(noun: str, names: Iterable[str]) -> int:
    """How well the noun of an operation fits one of the names: 0 is not at all."""
    return max((_closeness(noun, one) for one in names if len(one) > 1), default=0)


def _closeness(noun: str, name: str) -> int:
    if noun == name:
        return 100
    if noun.startswith(name) or noun.endswith(name):
        return (50 if noun.startswith(name) else 40) + min(len(name), 30)
    return 20 + min(len(name), 15) if name in noun else 0


def _is_own(noun: str, names: Iterable[str]) -> bool:
    return any(noun == one or (len(one) > 2 and noun.endswith(one)) for one in names)


def _last(arn: str) -> set[str]:
    """What the last placeholder of a template names."""
    hole = arn.rpartition("${")[2].removesuffix("}")
    base = named(hole).base
    plain = arn.endswith("}") and hole not in ("Account", "Region")
    return {base} if plain and len(base) > 2 else set()


def namespaces(service: str, prefix: str, published: Published) -> tuple[str, ...]:
    """CloudFormation's namespaces of a service: the one that is called like it first."""
    called = {flat(one) for one in (service, _service_id(service))}
    found = [space for space, home in published.home.items() if home == prefix]
    return tuple(sorted(found, key=lambda one: (flat(one.split("::")[1]) not in called, len(one))))


def _namespace(kind: str) -> str:
    return kind.rpartition("::")[0]


@cache
def _service_id(service: str) -> str:
    said = models.load(service)["metadata"].get("serviceId", service)
    return "".join(part[:1].upper() + part[1:] for part in said.replace("-", " ").split())


def pascal(name: str) -> str:
    parts = name.replace("/", "-").replace("_", "-").replace(" ", "-").split("-")
    return "".join(part[:1].upper() + part[1:] for part in parts)
