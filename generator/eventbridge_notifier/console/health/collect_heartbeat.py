"""When each place's heartbeat came home last."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from botocore.exceptions import ClientError

from eventbridge_notifier.console.deployment import Clients, Deployment
from eventbridge_notifier.console.health.facts import NO_HEARTBEAT, HeartbeatFacts
from eventbridge_notifier.console.records.filters import Filters, Record
from eventbridge_notifier.console.records.table import find
from eventbridge_notifier.console.records.window import Window
from eventbridge_notifier.record_format.beats import WATCH, last_beats, place_of, silent

SECONDS = "seconds"  # lambda/recorder/record.py
MOST = 100  # places of whose last beat it is asked how long it took


def heartbeat(deployment: Deployment, clients: Clients) -> HeartbeatFacts:
    """Where the module has made none there is none."""
    try:
        function = clients("lambda").get_function_configuration(
            FunctionName=f"{deployment.name}-heartbeat")
    except ClientError as error:
        if error.response["Error"]["Code"] != "ResourceNotFoundException":
            raise
        return NO_HEARTBEAT
    environ, now = function["Environment"]["Variables"], datetime.now(UTC)
    period, table = float(environ["PERIOD"]), find(clients, deployment.name)
    window = Window(now - timedelta(seconds=float(environ["WINDOW"])), now)
    newest: dict[str, Record] = {}
    for record in table.records(Filters(watches=(WATCH,)), window):
        newest.setdefault(place_of(record), record)
    places = [one for one in environ["PLACES"].split(",") if one]
    took = [float(value) for one in table.with_fields(list(newest.values())[:MOST], (SECONDS,))
            if (value := one.get(SECONDS)) is not None]
    return HeartbeatFacts(
        max(1, round(period / 60)), len({*newest, *places}),
        tuple(silent(last_beats(newest.values()), places, now.timestamp(), period)),
        max(took, default=None))
