"""What a reconciliation found, in numbers. Pure."""

from __future__ import annotations

from eventbridge_notifier.console.reconcile.run import Reconcile
from eventbridge_notifier.console.reconcile.span import Span
from eventbridge_notifier.console.reconcile.watches import Matcher


def is_bad(run: Reconcile) -> bool:
    """Whether something is still missing, or could not be read."""
    return bool(run.unread) or any(one.missing > one.recorded for one in run.tallies.values())


def counts(run: Reconcile, matched: Matcher, span: Span) -> dict[str, object]:
    """The numbers as JSON takes them."""
    return {"since": span.bounds[0], "until": span.bounds[1], "files": run.parts,
            "records": run.read, "expired": run.expired, "unread": run.unread,
            "not_reconcilable": sorted(matched.others),
            "watches": [{"watch": name, **tally.__dict__} for name, tally in run.tallies.items()]}
