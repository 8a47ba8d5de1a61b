"""What AWS accepts in a pattern and hardly anybody means. Each function yields traps. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from eventbridge_notifier.patterns.operators import UNDOCUMENTED

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Trap:
    """One trap. `code` is one of the registry of diagnostics, which gives its level."""

    path: Path
    code: str
    message: str
    suggestion: str = ""


# The fields of every event (EventBridge user guide, "Event structure").
ENVELOPE = ("version", "id", "detail-type", "source", "account", "time", "region", "resources",
            "detail", "replay-name")

# The fields by their letters alone: `detailType`, `detail_type` and the like.
_SPELT = {name.replace("-", ""): name for name in ENVELOPE}

# Fields that stand in `detail` and are often put beside it (CloudTrail user guide, "CloudTrail
# record contents").
IN_DETAIL = frozenset({
    "eventName", "eventSource", "eventType", "eventTime", "eventID", "eventVersion", "awsRegion",
    "errorCode", "errorMessage", "requestParameters", "responseElements", "userIdentity",
    "userAgent", "sourceIPAddress", "readOnly", "managementEvent", "eventCategory",
    "recipientAccountId", "additionalEventData", "serviceEventDetails",
})

# Words that look right and that no event holds (seen in public rule sets): the right one.
WRONG_WORDS = {
    "eventbridge.amazonaws.com": "events.amazonaws.com",
    "cloudwatch.amazonaws.com": "monitoring.amazonaws.com",
    "stepfunctions.amazonaws.com": "states.amazonaws.com",
    "cloudwatchlogs.amazonaws.com": "logs.amazonaws.com",
    "aws.eventbridge": "aws.events",
    "aws.stepfunctions": "aws.states",
}
# Without those that a few published records have.
NEVER = frozenset(WRONG_WORDS) - {"cloudwatch.amazonaws.com"}

# Fields, in small letters, in which an asterisk alone is a value that callers give: what policies
# and permissions open to everybody (Lambda API reference, "AddPermission"; IAM user guide, "policy
# elements"), and what CORS allows (S3 user guide, "CORS configuration").
STARS = frozenset({
    "principal", "notprincipal", "aws", "resource", "notresource", "resources", "action",
    "notaction", "actions", "alloworigins", "allowedorigins", "allowedorigin", "allowheaders",
    "allowedheaders", "allowedheader", "allowmethods", "allowedmethods", "exposeheaders",
})
_WORD_FIELDS = ("source", "eventSource")


def lint(pattern: Mapping[str, Any]) -> list[Trap]:
    """The traps of a pattern that compiles, in the order written."""
    overrides = _overrides(pattern, (), frozenset()) if _has_or(pattern) else ()
    return [*_top_level(pattern), *_no_source(pattern), *overrides, *_conditions(pattern, ())]


def _has_or(pattern: Mapping[str, Any]) -> bool:
    return "$or" in pattern or any(
        isinstance(below, Mapping) and _has_or(below) for below in pattern.values())


def _top_level(pattern: Mapping[str, Any]) -> Iterator[Trap]:
    for name in _names(pattern):
        first = name.split(".")[0]
        if first in IN_DETAIL:
            yield Trap((name,), "top-level-detail-field", f"{name} stands in `detail`; no event "
                       "has it at the top level", f"detail.{name}")
        elif first not in ENVELOPE:
            yield Trap((name,), "unknown-envelope-key", f"no event has a field {name} at "
                       f"the top level; there are {', '.join(ENVELOPE)}",
                       _SPELT.get(_letters(first), ""))


def _letters(name: str) -> str:
    return name.replace("-", "").replace("_", "").lower()


def _names(pattern: Mapping[str, Any]) -> Iterator[str]:
    for name, value in pattern.items():
        if name == "$or":
            for branch in value:
                yield from _names(branch)
        else:
            yield name


def _no_source(pattern: Mapping[str, Any]) -> Iterator[Trap]:
    if "source" not in _names(pattern):
        yield Trap((), "no-source", "the pattern names no source, so that anybody who "
                   "may send events to the bus can forge a match", '"source": [{"prefix": "aws."}]')


def _overrides(pattern: Mapping[str, Any], path: Path, above: frozenset[str]) -> Iterator[Trap]:
    """A field beside `$or` and inside it: the later one replaces the other."""
    beside = above | {".".join(one) for one in _paths(pattern)}
    for index, branch in enumerate(pattern.get("$or", ())):
        for inner in _paths(branch):
            if ".".join(inner) in beside:
                yield Trap((*path, "$or", index, *inner), "or-overrides",
                           f"{'.'.join(inner)} stands beside $or, too: one replaces the other, "
                           "they are not both asked for")
        yield from _overrides(branch, (*path, "$or", index), beside)
    for name, value in pattern.items():
        if isinstance(value, Mapping):
            below = frozenset(one.removeprefix(name + ".") for one in above
                              if one.startswith(name + "."))
            yield from _overrides(value, (*path, name), below)


def _paths(pattern: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    for name, value in pattern.items():
        if isinstance(value, Mapping):
            yield from ((name, *rest) for rest in _paths(value))
        elif name != "$or":
            yield (name,)


def _conditions(pattern: Mapping[str, Any], path: Path) -> Iterator[Trap]:
    for name, value in pattern.items():
        if isinstance(value, Mapping):
            yield from _conditions(value, (*path, name))
        elif name == "$or":
            for index, branch in enumerate(value):
                yield from _conditions(branch, (*path, name, index))
        else:
            yield from _twice(value, (*path, name))
            hopeless = all(isinstance(one, str) and one in NEVER for one in value)
            for index, one in enumerate(value):
                if isinstance(one, dict):
                    yield from _operator(one, (*path, name, index))
                elif isinstance(one, str):
                    yield from _word(name, one, (*path, name, index), hopeless)


def _twice(conditions: list[Any], path: Path) -> Iterator[Trap]:
    negative = [one for one in conditions if isinstance(one, dict) and "anything-but" in one]
    if len(negative) > 1:
        yield Trap(path, "anything-but-twice", "conditions of one list are "
                   "alternatives: of two anything-but one is always met; put the values into one "
                   "anything-but")


# Values that hold an asterisk: ARNs of log groups, schedules, policies as text, actions of IAM.
_WITH_STAR = re.compile(
    r"arn:[^*]*:log-group:[^*]*:\*|cron\(.*\)|\s*[{\[].*[}\]]\s*|(?!arn:)[a-z0-9-]+:\*", re.S)


def _word(name: str, word: str, path: Path, hopeless: bool) -> Iterator[Trap]:
    if "*" in word and word != "*" and not _WITH_STAR.fullmatch(word):
        yield Trap(path, "literal-star", f"`*` in {word!r} is a plain character here",
                   f'{{"wildcard": "{word}"}}')
    elif word == "*" and name.split(".")[-1].lower() not in STARS:
        yield Trap(path, "literal-star", "'*' matches an asterisk, not anything",
                   '{"exists": true}')
    if name.split(".")[-1] in _WORD_FIELDS and word in WRONG_WORDS:
        yield Trap(path, "wrong-event-source" if hopeless else "unverified-source",
                   f"{'no' if word in NEVER else 'hardly any'} event has the source {word}",
                   WRONG_WORDS[word])


def _operator(condition: dict[str, Any], path: Path) -> Iterator[Trap]:
    for name, operand in condition.items():
        if name in UNDOCUMENTED:
            yield Trap(path, "undocumented-operator", f"AWS documents {name} nowhere "
                       "and may drop it; a plain string says the same", json.dumps(operand))
        elif name == "equals-ignore-case":
            words = operand if isinstance(operand, list) else [operand]
            if any(ord(character) > 0xFFFF for word in words for character in word):
                yield Trap(path, "case-beyond-bmp", "AWS reads a character beyond U+FFFF as two "
                           "question marks here, so that this does not match it")
        elif isinstance(operand, dict):
            yield from _operator(operand, path)
