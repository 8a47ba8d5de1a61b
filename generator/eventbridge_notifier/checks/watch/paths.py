"""Paths in `where`: they begin below `detail` and name fields. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from eventbridge_notifier import aws
from eventbridge_notifier.diagnostics.finding import Finding
from eventbridge_notifier.record_format.paths import ALL, without_elements
from eventbridge_notifier.spec.model import Watch


def where(watch: Watch, _: tuple[aws.Operation, ...]) -> Iterator[Finding]:
    """Paths of `where` that no pattern can hold."""
    for path in watch.where:
        if path.split(".")[0] == "detail":
            yield watch.finding(("where", path), "path", "paths begin below `detail`",
                                suggestion=path.removeprefix("detail."))
        elements = [one for one in path.split(".") if one == ALL or one.isdecimal()]
        if elements and watch.operations:
            yield watch.finding(("where", path), "path", "a pattern asks for any element of a list,"
                                f" and cannot name one; leave {' and '.join(elements)} out",
                                suggestion=without_elements(path))
        if "$or" in path.split("."):
            yield watch.finding(("where", path), "path", "`$or` is not a field; write a `pattern`")
