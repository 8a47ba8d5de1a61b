"""Other tools' files to drafts: what `lint` finds, and what those tools count over time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from eventbridge_notifier.diagnostics.finding import Finding
from eventbridge_notifier.lint import documents, walk
from eventbridge_notifier.lint.importers import draft, targets, thresholds
from eventbridge_notifier.lint.importers.draft import Draft
from eventbridge_notifier.lint.nodes import Unreadable


def drafts(paths: Iterable[Path], advance: Callable[[int], None] = lambda count: None
           ) -> tuple[list[Draft], list[Finding]]:
    """A draft for each rule that is found, and what is said of files that cannot be read."""
    found: list[Draft] = []
    unread: list[Finding] = []
    counted: list[thresholds.Count] = []
    for path in walk.files(paths):
        text, finding = documents.text_of(str(path))
        if finding:
            unread.append(finding)
        if text is not None:
            try:
                for root, finders in documents.roots(str(path), text):
                    some = [draft.of(one, str(path)) for find in finders for one in find(root)]
                    found += targets.noted(some, root)
                    counted += thresholds.of(root)
            except Unreadable as error:
                unread.append(documents.unread(str(path), error.position, error.message))
        advance(1)
    return thresholds.applied(found, counted), unread
