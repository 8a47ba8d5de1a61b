"""`exclude` as conditions of a pattern: the watch's own, its pack's and the spec's. Pure.

Each exclusion is a condition "not this, or absent": an event that lacks the field is kept. All
conditions must be met.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from eventbridge_notifier import aws, patterns
from eventbridge_notifier.spec.model import Watch

Conditions = dict[str, list[Any]]
"""Paths below `detail`, each with its conditions; all must be met."""

ARN = "userIdentity.arn"
ISSUER = "userIdentity.sessionContext.sessionIssuer"
INVOKED_BY = "userIdentity.invokedBy"
TYPE = "userIdentity.type"
USER_AGENT = "userAgent"

# detail-types whose events say who caused them: all of CloudTrail's but insights (CloudTrail user
# guide, "Insights events").
_WITH_IDENTITY = frozenset(aws.VIA_CLOUDTRAIL) - {aws.INSIGHT}


def of(watch: Watch) -> Conditions:
    """The conditions that leave out what is excluded; {} where the events do not say who acted.

    Where `where` lists values of a field, the excluded ones are taken off the list; where it asks
    for the field with an operator, `where` wins.
    """
    if not applies(watch):
        return {}
    wanted = {path: condition for path, condition in conditions_of(merged(watch)).items()
              if not list(clashes(watch.where, path, condition))}
    return {path: _narrowed(watch.where[path], condition) or [] if path in watch.where
            else condition for path, condition in wanted.items()}


def applies(watch: Watch) -> bool:
    """Whether its events say who caused them, and its pattern is ours to extend."""
    if watch.pattern is not None or watch.source is None:
        return watch.pattern is None
    sources, detail_types = _exact(watch.source.source), _exact(watch.source.detail_type)
    is_foreign = sources and not any(aws.is_native(one) for one in sources)
    return not is_foreign and not (detail_types and not set(detail_types) & _WITH_IDENTITY)


def clashes(where: Mapping[str, Any], path: str, excluded: list[Any]) -> Iterator[tuple[str, str]]:
    """(path of `where`, message) where a pattern cannot hold both that and the exclusion."""
    field = path.removesuffix(".$or")
    for other, condition in where.items():
        left = _narrowed(condition, excluded) if other == path else None
        if other == path and left == []:
            yield other, f"`exclude` leaves out every value that `where` allows for {other}"
        elif (other == path and left is None) or other.startswith(field + ".") or (
                path.startswith(other + ".")):
            yield other, (f"`exclude` needs a condition on {field}, and `where` has one on "
                          f"{other}: a pattern has one condition on a field; write the exclusion "
                          "into `where`")


def _narrowed(condition: Any, excluded: list[Any]) -> list[Any] | None:
    """The values of `condition` that meet `excluded`, too; None where it has operators."""
    values = condition if isinstance(condition, list) else [condition]
    if not all(isinstance(one, str) or one == {"exists": False} for one in values):
        return None
    pattern = patterns.compile({"value": excluded})
    return [one for one in values
            if pattern.matches({"value": one} if isinstance(one, str) else {})]


def merged(watch: Watch) -> dict[str, Any]:
    """All switches together: lists joined, `services: true` for all of them."""
    found: dict[str, Any] = {}
    for given in (watch.exclude, *watch.inherited):
        for switch, value in given.items():
            before = found.get(switch, [])
            found[switch] = True if before is True or value is True else list(
                dict.fromkeys([*before, *value]))
    return found


def conditions_of(switches: Mapping[str, Any]) -> Conditions:
    found: Conditions = {}
    if principals := switches.get("principals"):
        found[ARN] = unless(principals)
    found |= _roles(switches.get("roles", []))
    services = switches.get("services", [])
    if services is True:
        found |= {INVOKED_BY: [{"exists": False}], TYPE: unless(["AWSService"])}
    elif services:
        found[INVOKED_BY] = unless([_caller(one) for one in services])
    if agents := switches.get("user_agents"):
        found[USER_AGENT] = unless(agents)
    return found


def _roles(roles: list[str]) -> Conditions:
    """A role's sessions, by its ARN or its name; a user of that name may issue sessions, too."""
    arns = [one for one in roles if ":" in one]
    names = [one for one in roles if ":" not in one]
    found: Conditions = {f"{ISSUER}.arn": unless(arns)} if arns else {}
    if names:
        found[f"{ISSUER}.$or"] = [{"userName": unless(names)}, {"type": unless(["Role"])}]
    return found


def _caller(service: str) -> str:
    """What `invokedBy` says of a service (CloudTrail user guide, "userIdentity element")."""
    return service if "." in service or " " in service else service + aws.SUFFIX


def _exact(condition: Any) -> tuple[str, ...]:
    """The texts of a condition that asks for nothing else."""
    texts = condition if isinstance(condition, list) else [condition]
    return tuple(texts) if all(isinstance(one, str) for one in texts) else ()


def unless(texts: Iterable[str]) -> list[Any]:
    """The condition for none of `texts`, in which `*` stands for anything; or the field absent."""
    return [{"anything-but": _operand([_one_star(one) for one in texts])}, {"exists": False}]


def _operand(texts: list[str]) -> Any:
    """Exact texts, prefixes or suffixes where all are of one kind; only a mixture needs wildcards.

    Two conditions of one field are alternatives, so exact texts and prefixes cannot be combined.
    """
    if not any("*" in one for one in texts):
        return texts
    if all(one.endswith("*") and one.count("*") == 1 for one in texts):
        return {"prefix": [one[:-1] for one in texts]}
    if all(one.startswith("*") and one.count("*") == 1 for one in texts):
        return {"suffix": [one[1:] for one in texts]}
    return {"wildcard": [one.replace("\\", "\\\\") for one in texts]}


def _one_star(text: str) -> str:
    """EventBridge refuses two stars side by side."""
    while "**" in text:
        text = text.replace("**", "*")
    return text
