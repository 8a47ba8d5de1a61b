"""Whose calls a watch leaves out: by its own switches, its pack's and the spec's. Pure.

What a switch leaves out is a condition "not this, or absent": an event that lacks the field is not
left out. The conditions of several switches must all be met.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from eventbridge_notifier import aws, patterns
from eventbridge_notifier.compiler.unless import unless
from eventbridge_notifier.diagnostics.finding import Finding
from eventbridge_notifier.spec.model import Watch
from eventbridge_notifier.spec.yaml import Tree

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
    """The conditions that leave out what is excluded; {} where the events say not who they are of.

    Where `where` lists values of a field, those that are excluded are taken from the list; where it
    asks for the field otherwise, it has the last word.
    """
    if not applies(watch):
        return {}
    wanted = {path: condition for path, condition in _conditions(_merged(watch)).items()
              if not list(_clashes(watch.where, path, condition))}
    return {path: _narrowed(watch.where[path], condition) or [] if path in watch.where
            else condition for path, condition in wanted.items()}


def applies(watch: Watch) -> bool:
    """Do its events say who caused them, and is its pattern not its owner's?"""
    if watch.pattern is not None or watch.source is None:
        return watch.pattern is None
    sources, kinds = _exact(watch.source.source), _exact(watch.source.detail_type)
    is_foreign = sources and not any(aws.is_native(one) for one in sources)
    return not is_foreign and not (kinds and not set(kinds) & _WITH_IDENTITY)


def check(watch: Watch) -> Iterator[Finding]:
    """Findings for exclusions that cannot be had."""
    if watch.exclude and not applies(watch):
        yield watch.finding(("exclude",), "exclude", "its events do not say who caused them: "
                            "`exclude` is for API calls and sign-ins" if watch.pattern is None else
                            "`exclude` cannot stand beside `pattern`; put the condition into the "
                            'pattern: [{"anything-but": [...]}, {"exists": false}]')
    elif watch.pattern is not None and any(watch.inherited):
        yield watch.finding(("pattern",), "exclude", "what the spec excludes is not taken from a "
                            "pattern; put the condition into it", level="warning")
    own = _conditions(watch.exclude)
    for path, condition in _conditions(_merged(watch)).items() if applies(watch) else ():
        for other, message in _clashes(watch.where, path, condition):
            yield watch.finding(("where", other), "exclude", message,
                                level="error" if path in own else "warning")


def named(trees: Iterable[Tree]) -> Iterator[Finding]:
    """Findings for what the files exclude that excludes nothing, or everybody."""
    for tree in trees:
        for path, given in _written(tree.value):
            for below, code, message, suggestion in _doubts(given):
                yield tree.place.finding((*path, *below), code, message, suggestion=suggestion,
                                         level="error" if code == "exclude" else "warning")


def _written(value: Any) -> Iterator[tuple[tuple[Any, ...], Mapping[str, Any]]]:
    """(path, switches) wherever a file has them; its shape may yet be wrong."""
    whole = value if isinstance(value, dict) else {}
    below = [((key, name), one) for key in ("packs", "watches") if isinstance(whole.get(key), dict)
             for name, one in whole[key].items()]
    for path, one in [((), whole), *below]:
        if isinstance(one, dict) and isinstance(one.get("exclude"), dict):
            yield (*path, "exclude"), one["exclude"]


def _doubts(given: Mapping[str, Any]) -> Iterator[tuple[tuple[Any, ...], str, str, str]]:
    """(path, code, message, suggestion) for each text of the switches that is not as meant."""
    for switch, texts in given.items():
        for index, text in enumerate(texts if isinstance(texts, list) else ()):
            path = (switch, index)
            if not isinstance(text, str):
                continue
            if not text.strip("*"):
                yield path, "exclude", f"{text!r} excludes everybody", ""
            elif switch == "principals" and ":role/" in text:
                yield path, "unverified-exclude", ("a role acts in sessions, whose ARN is another; "
                                                   "name it under `roles`"), "roles"
            elif switch == "roles" and ":assumed-role/" in text:
                yield path, "unverified-exclude", ("a session is a principal; name it under "
                                                   "`principals`"), "principals"
            elif switch == "services" and (near := _unknown_service(text)):
                yield path, "unverified-service", f"no service is called {text}", near


def _unknown_service(name: str) -> str:
    """The service that was likely meant, where `name` is surely a slip."""
    try:
        aws.service(name.removesuffix(aws.SUFFIX))
    except aws.Unknown as unknown:
        return next(iter(unknown.suggestions), "")
    return ""


def _clashes(where: Mapping[str, Any], path: str, excluded: list[Any]) -> Iterator[tuple[str, str]]:
    """(path of `where`, message) where a pattern cannot ask for that and for the exclusion both."""
    said = path.removesuffix(".$or")
    for other, asked in where.items():
        left = _narrowed(asked, excluded) if other == path else None
        if other == path and left == []:
            yield other, f"all that `where` asks of {other} is excluded"
        elif (other == path and left is None) or other.startswith(said + ".") or (
                path.startswith(other + ".")):
            yield other, (f"{said} tells who is excluded, and `where` asks for {other}: a pattern "
                          "cannot ask for both; say in `where` whom it leaves out")


def _narrowed(asked: Any, excluded: list[Any]) -> list[Any] | None:
    """The values of `asked` that meet `excluded`, too; None where it asks with operators."""
    asked = asked if isinstance(asked, list) else [asked]
    if not all(isinstance(one, str) or one == {"exists": False} for one in asked):
        return None
    pattern = patterns.compile({"value": excluded})
    return [one for one in asked
            if pattern.matches({"value": one} if isinstance(one, str) else {})]


def _merged(watch: Watch) -> dict[str, Any]:
    """All switches together: lists joined, `services: true` for all of them."""
    found: dict[str, Any] = {}
    for given in (watch.exclude, *watch.inherited):
        for switch, value in given.items():
            before = found.get(switch, [])
            found[switch] = True if before is True or value is True else list(
                dict.fromkeys([*before, *value]))
    return found


def _conditions(switches: Mapping[str, Any]) -> Conditions:
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
