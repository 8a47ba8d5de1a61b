"""A backtest whose logs Athena looks through first: only the files that hold something are read."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from eventbridge_notifier.events.athena import table
from eventbridge_notifier.events.athena.query import query
from eventbridge_notifier.events.athena.run import Athena
from eventbridge_notifier.events.backtest import Replay
from eventbridge_notifier.events.firing import Armed
from eventbridge_notifier.events.log_parts import Part
from eventbridge_notifier.events.trail_bucket import TrailBucket
from eventbridge_notifier.events.trail_layout import Layout

Places = Iterable[tuple[Layout, str, str]]


def table_of(database: str, layout: Layout) -> str:
    """The table of a trail's files: one for each bucket and prefix."""
    place = hashlib.sha256(f"{layout.bucket}/{layout.root}".encode()).hexdigest()[:8]
    return f"{database}.eventbridge_notifier_trail_{place}"


class Search:
    """What Athena finds. `others` is what is known of the files that need not be read."""

    def __init__(self, athena: Athena, database: str, bucket: TrailBucket) -> None:
        self._athena, self._database, self._bucket = athena, database, bucket
        self.others = Replay({})
        self.files = 0

    def prepare(self, places: Places, create: bool) -> None:
        """Creates the tables, if asked, and tells them of today's accounts and regions."""
        for layout, (accounts, regions) in _by_layout(places).items():
            name = table_of(self._database, layout)
            if create:
                list(self._athena.run(table.create(name, layout, accounts, regions)))
            list(self._athena.run(table.refresh(name, layout, accounts, regions)))

    def parts(self, places: Places, rules: Iterable[Armed], first: date, last: date
              ) -> Iterator[Part]:
        """The files in which a rule may have fired. Raises LogError, and what AWS's clients raise.
        """
        rules, keys = tuple(rules), []
        for layout, (accounts, regions) in _by_layout(places).items():
            sql = query(table_of(self._database, layout), rules, first, last, accounts, regions)
            for row in self._athena.run(sql):
                if path := row["path"]:
                    keys.append(path.removeprefix(f"s3://{layout.bucket}/"))
                else:
                    self.others.add(Replay({}, int(row["events"] or 0), row["earliest"] or "",
                                           row["latest"] or ""))
        self.files = len(keys)
        yield from self._bucket.objects(sorted(keys))


def _by_layout(places: Places) -> dict[Layout, tuple[set[str], set[str]]]:
    found: dict[Layout, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for layout, account, region in places:
        found[layout][0].add(account)
        found[layout][1].add(region)
    return dict(found)
