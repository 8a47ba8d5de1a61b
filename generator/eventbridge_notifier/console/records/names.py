"""Names that a reader asks for and the deployment does not know."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from botocore.exceptions import ClientError

from eventbridge_notifier.aws.suggest import meant
from eventbridge_notifier.console.recorded import Recorded
from eventbridge_notifier.console.records.table import Table

LISTED = 12


def unknown_name(watches: Sequence[str], shown: Sequence[str], recorded: Recorded, table: Table
                 ) -> str:
    """What is wrong with the first watch or recorded field that is not known; "" where all are.

    A watch that is gone may have records still. Where nobody may list rules nothing is checked.
    """
    try:
        known = recorded.watches() if watches or shown else []
        fields = recorded.fields(watches) if shown else []
    except ClientError:
        return ""
    gone = (unknown("watch", one, known) for one in watches
            if one not in known and table.last(one) is None)
    missing = (unknown("recorded field", one, fields) for one in shown
               if fields and one not in fields)
    return next(gone, "") or next(missing, "")


def unknown(kind: str, word: str, known: Iterable[str]) -> str:
    """That there is no such word, and which one was meant, or which there are."""
    listed = list(known)
    close = meant(word, listed)
    there = f"there are: {', '.join(listed[:LISTED]) or 'none'}"
    return f'there is no {kind} "{word}"; ' + (f"did you mean {close}?" if close else there)
