"""`cost`: what a spec would cost in a month."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import click

from eventbridge_notifier.cli.errors import refuse
from eventbridge_notifier.cli.load import sound
from eventbridge_notifier.cli.options import NonEmptyPath, spec_argument
from eventbridge_notifier.deploy.costs.assumptions import Assumptions

EVENTS = 1_000

# The most that is taken for a number and not for a slip. DynamoDB's items have 400 KB (developer
# guide, "quotas"); the rest is far beyond any account.
MOST_EVENTS, MOST_KB, MOST_MONTHS, MOST_PEOPLE = 10**12, 400, 1_200, 10**6

# The module's alarms, those of the queue that it has where watches notify, those of each forwarder,
# and what it has more where something is forwarded.
ALARMS, NOTIFYING, FORWARDING, RECEIVING = 13, 5, 3, 1


class Amount(click.FloatRange):
    """A number within bounds, which `nan` and `inf` are not."""

    def convert(self, value: Any, param: Any, ctx: Any) -> Any:
        found = super().convert(value, param, ctx)
        if not math.isfinite(found):
            self.fail(f"{value} is not a finite number", param, ctx)
        return found


@click.command()
@spec_argument
@click.option("--events-per-month", "events", type=Amount(0, MOST_EVENTS),
              help=f"Events that each watch records in a month.  [default: {EVENTS:,}]")
@click.option("--backtest", "logs", multiple=True, type=NonEmptyPath(),
              help="Measure that number on this log, as the command backtest does; may be "
                   "repeated.")
@click.option("--item-kb", type=Amount(0.1, MOST_KB), default=Assumptions.item_kb,
              show_default=True, help="The size of a stored event in KB.")
@click.option("--months-kept", type=click.IntRange(0, MOST_MONTHS),
              default=Assumptions.months_kept, show_default=True,
              help="How many months records are kept.")
@click.option("--trail-events", type=click.IntRange(0, MOST_EVENTS),
              help="Management events of the account in a month; 0 if it has a trail already.")
@click.option("--forwarded-events", "forwarded", type=Amount(0, MOST_EVENTS),
              help="Events a month that other regions and accounts send home, including those "
                   "that no watch matches.")
@click.option("--data-events", type=Amount(0, MOST_EVENTS),
              help="Data events a month that the trail logs.  [default: those that watches "
                   "record]")
@click.option("--people", type=click.IntRange(0, MOST_PEOPLE), default=0,
              help="How many people use the hosted page; 0 means that there is no such page.")
@click.option("--prices", type=NonEmptyPath(),
              help="A YAML or JSON file with your own prices, by name.")
@click.option("--json", "as_json", is_flag=True, help="Print the estimate as JSON.")
def cost(spec: Path, events: float | None, logs: tuple[Path, ...], item_kb: float,
         months_kept: int, trail_events: int | None, forwarded: float | None,
         data_events: float | None, people: int, prices: Path | None, as_json: bool) -> None:
    """Estimate what the stack of SPEC costs in a month, watch by watch.

    Prices are those of us-east-1 at the date of the price table; free tiers that expire are not
    counted.
    """
    if events is not None and logs:
        refuse("--events-per-month and --backtest both set the number of events; give only one")
    from eventbridge_notifier.cli import cost_report
    from eventbridge_notifier.deploy import placement
    from eventbridge_notifier.deploy.costs import estimate as money
    table = cost_report.prices_of(prices)
    result = sound(spec)
    where = placement.of(result.spec, result.rules)
    measured, seen = cost_report.measured(result, logs) if logs else (
        dict.fromkeys((rule.name for rule in result.rules), EVENTS if events is None else events),
        Assumptions.trail_events)
    volumes = cost_report.volumes(result, where, measured)
    assumed = Assumptions(
        item_kb=item_kb, months_kept=months_kept, regions=len(where.forward) + 1,
        alarms=ALARMS + (NOTIFYING if any(rule.notify for rule in result.rules) else 0)
        + FORWARDING * len(where.forward) + RECEIVING * bool(where.forwarded),
        trail_events=seen if trail_events is None else trail_events,
        vain_events=max(0.0, (forwarded or 0.0) - sum(one.paid_events for one in volumes)),
        forward_rules=max(map(len, where.sending.values()), default=0),
        all_reads=len(where.all_reads),
        data_events=cost_report.data_events(result, measured) if data_events is None else (
            data_events), people=people)
    found = money.estimate(volumes, assumed, table)
    click.echo(json.dumps(cost_report.as_dict(found, assumed, table), indent=2) if as_json
               else cost_report.as_text(found, assumed, table))
