"""`accept`: errors that a watch lifts with a reason, for tables may be older than AWS. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from eventbridge_notifier.aws.suggest import meant
from eventbridge_notifier.diagnostics.diagnostic import ERROR
from eventbridge_notifier.diagnostics.finding import Finding
from eventbridge_notifier.diagnostics.registry import REGISTRY
from eventbridge_notifier.spec.model import Watch


def lifted(watch: Watch, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """`findings` without the errors that `watch` accepts."""
    return tuple(one for one in findings if not _is_accepted(watch, one))


def _is_accepted(watch: Watch, finding: Finding) -> bool:
    return (finding.level == ERROR and finding.code in watch.accept
            and REGISTRY[finding.code].liftable)


def explained(findings: Iterable[Finding]) -> Iterator[Finding]:
    """`findings`; those that may be lifted say how."""
    for one in findings:
        if one.level == ERROR and one.watch and REGISTRY[one.code].liftable:
            hint = f"if AWS has it, add `accept: {{{one.code}: <reason>}}`"
            yield replace(one, message=f"{one.message}; {hint}")
        else:
            yield one


def unused(watch: Watch, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Entries of `accept` that lift nothing, or nothing that may be lifted."""
    if not watch.accept:
        return
    found = {one.code for one in findings if one.level == ERROR}
    liftable = [code for code, row in REGISTRY.items() if row.liftable]
    for code in watch.accept:
        if code not in liftable:
            yield watch.finding(("accept", code), "accept",
                                f"{code} cannot be accepted; allowed are "
                                f"{', '.join(sorted(liftable))}", suggestion=meant(code, liftable))
        elif code not in found and code not in OF_STACK:
            yield watch.finding(("accept", code), "unused-accept", f"the watch has no error {code}")


OF_STACK = frozenset({"data-event"})
"""Codes that only the checks of the whole stack report."""
