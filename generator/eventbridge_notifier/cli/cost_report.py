"""What `cost` reads beside the spec, and what it prints."""

from __future__ import annotations

import textwrap
from dataclasses import asdict
from pathlib import Path
from typing import Any

from eventbridge_notifier.aws.services.prices import AS_OF, PRICES, REGION
from eventbridge_notifier.aws.suggest import meant
from eventbridge_notifier.cli.backtest.reading import of_paths, played
from eventbridge_notifier.cli.errors import refuse, stop
from eventbridge_notifier.compiler.rule import Compiled
from eventbridge_notifier.deploy import data_events as needed
from eventbridge_notifier.deploy import placement
from eventbridge_notifier.deploy.costs import estimate as money
from eventbridge_notifier.deploy.costs import heartbeat, reconcile
from eventbridge_notifier.deploy.costs.assumptions import Assumptions
from eventbridge_notifier.diagnostics.finding import Finding, SpecError
from eventbridge_notifier.spec import files, yaml

MOST_USD = 10**6  # of a price; more is a slip


def volumes(result: Compiled, where: placement.Plan, monthly: dict[str, float]) -> tuple[
        money.Volume, ...]:
    """EventBridge charges for events that another bus, region or account sends on."""
    paid = {rule.name for rule in result.rules
            if rule.bus != placement.DEFAULT_BUS or rule.name in where.forwarded}
    return tuple(money.Volume(rule.name, monthly[rule.name],
                              monthly[rule.name] if rule.name in paid else 0.0)
                 for rule in result.rules)


def data_events(result: Compiled, monthly: dict[str, float]) -> float:
    """Events of watches for which a trail must log data events: it logs those at least."""
    return sum(monthly[rule.name] for rule in result.rules
               if any(needed.of_rule(rule, (), "aws")))


def measured(result: Compiled, logs: tuple[Path, ...]) -> tuple[dict[str, float], int]:
    """Events a month of each watch, and of the account. Ends the command at too short a log."""
    replay, _ = played(result.rules, of_paths(logs))
    monthly = {name: replay.monthly(tally) for name, tally in replay.tallies.items()}
    if not monthly or None in monthly.values():
        refuse("the log is too short to tell what happens in a month: it must span an hour")
    scale = replay.events / replay.days() * 365.25 / 12
    return {name: value or 0.0 for name, value in monthly.items()}, round(scale)


def prices_of(path: Path | None) -> money.Prices:
    """The table, with what the file at `path` says otherwise. Ends the command where it is bad."""
    if path is None:
        return PRICES
    try:
        given = yaml.parse(files.read(path), str(path), "kms-keys: 1.00")
    except SpecError as error:
        stop(error.findings)
    if not isinstance(given.value, dict):
        refuse(f"{path}: must be a mapping of names of prices to USD")
    if wrong := list(_wrong(given)):
        stop(wrong)
    return money.overridden(given.value)


def _wrong(given: yaml.Tree) -> list[Finding]:
    found = []
    for name, usd in given.value.items():
        if name not in PRICES:
            found.append(given.file.finding(
                (name,), "unknown-key", f'"{name}" is no price here; allowed are '
                f"{', '.join(PRICES)}", suggestion=meant(name, PRICES)))
        elif isinstance(usd, bool) or not isinstance(usd, int | float) or not (
                0 <= usd <= MOST_USD):
            one = PRICES[name]
            found.append(given.file.finding(
                (name,), "wrong-type", f'"{name}" must be a number from 0 to {MOST_USD:,}: '
                f"USD for {one.per:,} of {one.unit}"))
    return found


def as_dict(found: money.Estimate, assumed: Assumptions, table: money.Prices) -> dict[
        str, Any]:
    return {
        "currency": "USD", "region": REGION, "prices_as_of": AS_OF,
        "total": round(found.total, 4),
        "watches": [{"watch": one.watch, "events": round(one.events, 1),
                     "eventbridge": round(one.eventbridge, 4), "lambda": round(one.function, 4),
                     "dynamodb": round(one.table, 4), "logs": round(one.logs, 4),
                     "total": round(one.total, 4)} for one in found.shares],
        "heartbeat": {words: round(usd, 4) for words, usd in heartbeats(assumed, table).items()},
        "reconcile": {words: {name: round(usd, 4) for name, usd in parts.items()}
                      for words, parts in reconciles(found, assumed, table).items()},
        "fixed": {name: round(usd, 4) for name, usd in found.fixed.items()},
        "assumptions": asdict(assumed),
        "prices": {name: {"usd": one.usd, "per": one.per, "unit": one.unit, "free": one.free,
                          "source": one.source} for name, one in table.items()},
    }


def heartbeats(assumed: Assumptions, table: money.Prices) -> dict[str, float]:
    """What a heartbeat would cost: here, and in an organization."""
    regions = assumed.regions
    return {f"{regions} region{'s' if regions > 1 else ''}": heartbeat.cost(
                regions, assumed, table),
            "500 accounts of 5 regions": heartbeat.cost(2500, assumed, table)}


def as_text(found: money.Estimate, assumed: Assumptions, table: money.Prices) -> str:
    from eventbridge_notifier.cli.tables import table as shown
    head = ["watch", "events a month", "EventBridge", "Lambda", "DynamoDB", "logs", "USD"]
    rows = [[one.watch, f"{one.events:,.0f}", *map(_usd, (
        one.eventbridge, one.function, one.table, one.logs, one.total))] for one in found.shares]
    rows += [[name, "", "", "", "", "", _usd(usd)] for name, usd in found.fixed.items()]
    rows.append(["total", f"{sum(one.events for one in found.shares):,.0f}", "", "", "", "",
                 _usd(found.total)])
    return shown(head, rows, right=(1, 2, 3, 4, 5, 6)) + "\n\n" + words(
        assumed) + "\n\n" + beating(assumed, table) + "\n\n" + reconciling(
        found, assumed, table)


def beating(assumed: Assumptions, table: money.Prices) -> str:
    """What the heartbeat would cost."""
    said = "; ".join(f"{_usd(usd)} in {words}"
                     for words, usd in heartbeats(assumed, table).items())
    return textwrap.fill(f"A heartbeat every {heartbeat.MINUTES} minutes would cost in addition: "
                         f"{said}.", 100)


def reconciles(found: money.Estimate, assumed: Assumptions, table: money.Prices
               ) -> dict[str, dict[str, float]]:
    """What a scheduled reconcile would cost, part by part, by what it reads."""
    events = sum(one.events for one in found.shares)
    return {"the trail's files": reconcile.of_files(events, assumed, table),
            "Event history": reconcile.of_history(events, assumed, table)}


def reconciling(found: money.Estimate, assumed: Assumptions, table: money.Prices) -> str:
    """What a scheduled reconcile would cost."""
    said = "; ".join(
        f"{_usd(sum(parts.values()))} from {words} ("
        + ", ".join(f"{name} {_usd(usd)}" for name, usd in parts.items()) + ")"
        for words, parts in reconciles(found, assumed, table).items())
    return textwrap.fill(f"A reconcile every {reconcile.HOURS} hours would cost in addition: "
                         f"{said}.",
                         100)


def words(assumed: Assumptions) -> str:
    """What the estimate takes for granted."""
    return textwrap.fill(
        f"USD a month in {REGION}, prices of {AS_OF}. Assumed: a stored event of "
        f"{assumed.item_kb:g} KB, kept for {assumed.months_kept} months, and "
        f"{assumed.index_kb:g} KB of it in each of {assumed.indexes} indexes; a recorder of "
        f"{assumed.memory_mb} MB (arm64) that takes {assumed.duration_ms:g} ms and logs "
        f"{assumed.log_kb:g} KB; {assumed.trail_events:,} events of {assumed.trail_event_kb:g} KB "
        f"in the trail, kept for {assumed.trail_months_kept} months; {assumed.alarms} alarms; "
        f"{assumed.kms_requests:,} requests to the key; {assumed.data_events:,.0f} data events; "
        f"{assumed.vain_events:,.0f} events that forwarders send home and no watch matches "
        f"(--forwarded-events){_forwarders(assumed)}. A watch that stands in other regions, in "
        "other accounts or on another bus counts as if all of its events came from there. Not "
        "counted: notifications, an archive, warm throughput, taxes, and the parts of AWS's free "
        "tier that expire.", 100)


def _forwarders(assumed: Assumptions) -> str:
    """What sends them."""
    if not assumed.forward_rules:
        return ""
    of_all = (f", among them all reads of {assumed.all_reads} services, which `watches` names"
              if assumed.all_reads else "")
    several = "s" * (assumed.forward_rules != 1)
    return f", by {assumed.forward_rules} rule{several} in each region{of_all}"


def _usd(value: float) -> str:
    return f"{value:,.3f}" if value >= 0.0005 or value == 0 else "<0.001"
