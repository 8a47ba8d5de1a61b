"""When each place's heartbeat came home last."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from botocore.exceptions import ClientError

from eventbridge_notifier.console.deployment import Clients, Deployment
from eventbridge_notifier.console.health.facts import NO_HEARTBEAT, HeartbeatFacts
from eventbridge_notifier.console.records.filters import Filters, Record
from eventbridge_notifier.console.records.table import Table, find
from eventbridge_notifier.console.records.window import Window
from eventbridge_notifier.record_format.beats import WATCH, last_beats, place_of, silent

SECONDS = "seconds"  # lambda/recorder/record.py
MOST = 100  # places of whose last beat it is asked how long it took


class Beat(NamedTuple):
    """`place` is account/region; `last` is ISO 8601 or "", `seconds` how long that beat took to
    come home, or None; `silent` is whether two have not come."""

    place: str
    last: str
    seconds: float | None
    silent: bool


class Beats(NamedTuple):
    """`minutes` are between two beats of a place."""

    minutes: int
    places: tuple[Beat, ...]


def heartbeat(deployment: Deployment, clients: Clients) -> HeartbeatFacts:
    """Where the module has made none there is none."""
    found = beats(deployment.name, clients)
    if found is None:
        return NO_HEARTBEAT
    return HeartbeatFacts(
        found.minutes, len(found.places), tuple(one.place for one in found.places if one.silent),
        max((one.seconds for one in found.places if one.seconds is not None), default=None))


def beats(name: str, clients: Clients) -> Beats | None:
    """The last beat of each place of the deployment `name`; None where there is no heartbeat."""
    try:
        function = clients("lambda").get_function_configuration(FunctionName=f"{name}-heartbeat")
    except ClientError as error:
        if error.response["Error"]["Code"] != "ResourceNotFoundException":
            raise
        return None
    environ, now = function["Environment"]["Variables"], datetime.now(UTC)
    period, table = float(environ["PERIOD"]), find(clients, name)
    window = Window(now - timedelta(seconds=float(environ["WINDOW"])), now)
    newest: dict[str, Record] = {}
    for record in table.records(Filters(watches=(WATCH,)), window):
        newest.setdefault(place_of(record), record)
    expected = [one for one in environ["PLACES"].split(",") if one]
    quiet = silent(last_beats(newest.values()), expected, now.timestamp(), period)
    took = dict(zip(newest, _seconds(table, list(newest.values())), strict=False))
    return Beats(max(1, round(period / 60)), tuple(
        Beat(place, str(newest.get(place, {}).get("time", "")), took.get(place), place in quiet)
        for place in sorted({*newest, *expected})))


def _seconds(table: Table, records: Sequence[Record]) -> list[float | None]:
    """How long the first MOST of these beats took to come home."""
    found = table.with_fields(records[:MOST], (SECONDS,))
    return [None if one.get(SECONDS) is None else float(one[SECONDS]) for one in found]
