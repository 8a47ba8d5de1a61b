"""A reconciliation of a deployment: what is looked up before the first record is read."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from eventbridge_notifier.console.deployment import Clients, Deployment, NotFound
from eventbridge_notifier.console.reconcile import event_history, timeline, trail
from eventbridge_notifier.console.reconcile.event_history import EventHistory, Pace
from eventbridge_notifier.console.reconcile.reasons import Home, Reasons
from eventbridge_notifier.console.reconcile.recorded import Recorded
from eventbridge_notifier.console.reconcile.run import Hand, Reconcile
from eventbridge_notifier.console.reconcile.span import TIME, Span
from eventbridge_notifier.console.reconcile.watches import Matcher, Watched, deployed
from eventbridge_notifier.events.log_parts import Part, local
from eventbridge_notifier.events.trail_bucket import TrailBucket, of_url

if TYPE_CHECKING:
    from eventbridge_notifier.events.firing import Text

S3 = "s3://"
Look = Callable[[TrailBucket, str, "list[Text]"], Iterator[Part]]
"""A trail's bucket, its address and the rules -> the files in which one of them may have fired."""


@dataclass(frozen=True)
class Account:
    """A deployment and how to look around it: `at` gives clients of a region of its account,
    `others` those of other accounts by account and region. `rate` is how many requests of Event
    history are made in a second and region."""

    deployment: Deployment
    clients: Clients
    at: Callable[[str], Clients]
    others: Mapping[tuple[str, str], Clients] = field(default_factory=dict)
    rate: float = event_history.RATE

    @property
    def home(self) -> Home:
        region, account = self.deployment.function_arn.split(":")[3:5]
        return Home(account, region)

    def there(self, account: str, region: str) -> Clients | None:
        """Clients of a place from which events may be sent home; None where nobody can look."""
        if account == self.home.account:
            return self.at(region)
        return self.others.get((account, region))


@dataclass(frozen=True)
class Wanted:
    """Which logs to read: `places` are files, folders and `s3://` addresses, the trail's own bucket
    where there is none; `history` is Event history instead. Accounts and regions narrow both."""

    places: tuple[str, ...] = ()
    history: bool = False
    accounts: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()

    def counts(self, account: str, region: str) -> bool:
        """Whether events of an account and region are asked for."""
        return (not self.accounts or account in self.accounts) and (
            not self.regions or region in self.regions)


def matcher(account: Account, names: Collection[str] = ()) -> Matcher:
    """Of the deployed watches, or of those with these names. Raises KeyError for an unknown one."""
    found = deployed(account.deployment, account.clients)
    known = {one.watch for one in found}
    for name in names:
        if name not in known:
            raise KeyError(name)
    return Matcher(one for one in found if not names or one.watch in names)


def reconcile(account: Account, matched: Matcher, span: Span, now: datetime, wanted: Wanted,
              hand: Hand | None = None) -> Reconcile:
    """With `hand`, what is missing is recorded."""
    deployment, clients = account.deployment, account.clients
    recorder = clients("lambda").get_function_configuration(FunctionName=deployment.function)
    days = int(recorder.get("Environment", {}).get("Variables", {}).get("RETENTION_DAYS") or 0)
    kept_since = (now - timedelta(days=days)).strftime(TIME) if days else ""
    return Reconcile(matched, Recorded(clients("dynamodb"), deployment.table),
                     _reasons(account, wanted.history), span.bounds, kept_since, hand,
                     wanted.counts)


def _reasons(account: Account, history: bool) -> Reasons:
    """Nobody needs to find a trail to know the other reasons, and what it has logged it logged."""
    deployment, clients = account.deployment, account.clients
    name, home = deployment.name, account.home.region
    try:
        own = trail.find(clients("cloudtrail"), name, home)
        name, home = own.name, own.home
    except NotFound:
        pass
    return Reasons(account.home, name if history else "", lambda: timeline.read(
        clients("cloudtrail"), account.at(home)("cloudtrail"), Pace(account.rate)),
        deployment.rule_prefix, account.there)


def parts(account: Account, watches: list[Watched], span: Span, wanted: Wanted,
          look: Look | None = None) -> Iterator[Part]:
    """`look` is asked for the files of a trail's bucket, where not all of them are to be read.

    Raises NotFound, LogError, and what AWS's clients raise.
    """
    if wanted.history:
        home = account.home.region
        regions = wanted.regions or event_history.regions(account.clients, home)
        yield from EventHistory({one: account.at(one) for one in regions},
                                event_history.lookups(watches), account.rate).parts(span)
        return
    for place in wanted.places or (_own(account),):
        if not place.startswith(S3):
            yield from local([Path(place)])
            continue
        bucket = of_url(account.clients("s3"), place, wanted.accounts, wanted.regions)
        if look is None:
            yield from bucket.parts(*span.delivered, since=span.since)
        else:
            yield from look(bucket, place, _rules(watches))


def _own(account: Account) -> str:
    """Where the files of the deployment's trail are. Raises NotFound."""
    own = trail.find(account.clients("cloudtrail"), account.deployment.name, account.home.region)
    return f"{S3}{own.bucket}/{own.prefix}"


def _rules(watches: Iterable[Watched]) -> list[Text]:
    """A watch may have rules on several buses, and a rule that is off now was on once."""
    from eventbridge_notifier.events.firing import Text  # the function does without
    return [Text(str(number), one.pattern, one.state) for number, one in enumerate(watches)]
