"""What is in the account: credentials, region, clock, trails and the stack. Nothing is changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from eventbridge_notifier import aws
from eventbridge_notifier.console.aws_errors import ERRORS, explain_error
from eventbridge_notifier.console.deployment import Clients, NotFound, discover
from eventbridge_notifier.console.health.collect_trails import trails
from eventbridge_notifier.console.health.facts import BAD, OK, WARNING, Finding

# Seconds. AWS refuses what is signed five minutes off (IAM user guide, "Signature Version 4").
TOLERATED = 240


def findings(connect: Callable[[], Clients], name: str) -> Iterator[Finding]:
    """A line for each part; only the first where there are no credentials or no region."""
    try:
        clients = connect()
        identity = clients("sts").get_caller_identity()
    except ERRORS as error:
        yield Finding("credentials", WARNING, f"{explain_error(error)} (the sandbox needs none)")
        return
    yield _credentials(identity)
    yield _region(str(clients("sts").meta.region_name))
    yield _clock(identity)
    yield _looked("trails", lambda: _trails(clients))
    yield _looked("stack", lambda: _stack(name, clients))


def _credentials(identity: dict[str, Any]) -> Finding:
    arn = identity["Arn"]
    if arn.endswith(":root"):
        return Finding("credentials", WARNING, f"{arn}: the root user; use a role")
    return Finding("credentials", OK, arn)


def _region(name: str) -> Finding:
    try:
        aws.region(name)
    except aws.Unknown as unknown:
        return Finding("region", BAD, f"AWS has no region {name}; did you mean "
                       f"{unknown.suggestions[0]}?")
    return Finding("region", OK, name)


def _clock(identity: dict[str, Any]) -> Finding:
    """By the Date of AWS's answer."""
    try:
        theirs = parsedate_to_datetime(identity["ResponseMetadata"]["HTTPHeaders"]["date"])
    except (KeyError, ValueError):
        return Finding("clock", WARNING, "AWS's answer has no date to compare it with")
    off = abs((datetime.now(UTC) - theirs).total_seconds())
    if off > TOLERATED:
        return Finding("clock", BAD, f"{off:.0f} seconds off; AWS refuses requests at 300")
    return Finding("clock", OK, "agrees with AWS's")


def _trails(clients: Clients) -> Finding:
    """The module makes a trail unless it is told not to: none yet is no fault."""
    found = trails(clients("cloudtrail"))
    logging = [one.name for one in found if one.logging]
    if logging:
        return Finding("trails", OK, f"logging here: {', '.join(logging)}; the module's `trail` "
                       "says whether it makes another")
    silent = f"; stopped: {', '.join(one.name for one in found)}" if found else ""
    return Finding("trails", WARNING, f"no trail logs here{silent}: no API call becomes an event "
                   "until one does; the module makes one")


def _stack(name: str, clients: Clients) -> Finding:
    try:
        found = discover(name, clients)
    except NotFound as missing:
        return Finding("stack", WARNING, f"{missing}; `eventbridge-notifier init` makes a new one")
    return Finding("stack", OK, f"{found.name}: table {found.table}; `eventbridge-notifier health` "
                   "looks further")


def _looked(check: str, look: Callable[[], Finding]) -> Finding:
    try:
        return look()
    except ERRORS as error:
        return Finding(check, WARNING, str(explain_error(error)))
