"""`backtest --athena`: of a trail's bucket, only the files that Athena names are read."""

from __future__ import annotations

from typing import Any

from eventbridge_notifier.alerts.arrival import Arrival
from eventbridge_notifier.cli.athena import Asked, Looked, hint
from eventbridge_notifier.cli.backtest.reading import S3, Wanted, replayed
from eventbridge_notifier.cli.clients import connect
from eventbridge_notifier.cli.errors import aws_errors, refuse, refuse_without
from eventbridge_notifier.events import logs, parallel
from eventbridge_notifier.events.backtest import Replay
from eventbridge_notifier.events.trail_bucket import of_url

Result = tuple[Replay, list[Arrival]]


def searched(rules: tuple[Any, ...], wanted: Wanted, profile: str | None, tell: bool,
             processes: int | None, asked: Asked) -> Result:
    """What was seen of the logs. Ends the command where Athena or S3 refuse, or nobody agrees."""
    if len(wanted.places) != 1 or not wanted.places[0].startswith(S3):
        refuse("--athena takes one LOG, a trail's bucket: s3://bucket/prefix")
    try:
        with aws_errors():
            return search_with(rules, wanted, connect(None, profile), asked, tell,
                               processes or parallel.processes())
    except logs.LogError as error:
        refuse(f"{error}{hint(str(error))}")
    except ImportError as missing:
        refuse_without("athena", missing)


def search_with(rules: tuple[Any, ...], wanted: Wanted, clients: Any, asked: Asked, tell: bool,
                processes: int) -> Result:
    """The same, with an account's clients. Raises LogError, and what these raise."""
    place = wanted.places[0]
    bucket = of_url(clients("s3"), place, wanted.accounts, wanted.regions)
    looked = Looked(bucket, place, wanted.first, wanted.last, clients, asked)
    replay, arrivals = replayed(rules, lambda _: looked.parts(rules), "", tell, processes, None)
    replay.add(looked.search.others)
    looked.tell()
    return replay, arrivals
