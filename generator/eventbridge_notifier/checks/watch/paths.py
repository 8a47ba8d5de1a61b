"""Paths in `where`: they begin below `detail` and name fields. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from eventbridge_notifier import aws
from eventbridge_notifier.diagnostics.finding import Finding
from eventbridge_notifier.spec.model import Watch


def where(watch: Watch, _: tuple[aws.Operation, ...]) -> Iterator[Finding]:
    """Paths of `where` that no pattern can hold."""
    for path in watch.where:
        if path.split(".")[0] == "detail":
            yield watch.finding(("where", path), "path", "paths begin below `detail`",
                                suggestion=path.removeprefix("detail."))
        if "$or" in path.split("."):
            yield watch.finding(("where", path), "path", "`$or` is not a field; write a `pattern`")
