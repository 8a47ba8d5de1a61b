"""What a watch compiles to: plain frozen data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from eventbridge_notifier import aws, patterns
from eventbridge_notifier.compiler import source_map, subject
from eventbridge_notifier.compiler.alternatives import Alternative, alternatives
from eventbridge_notifier.diagnostics.finding import Finding
from eventbridge_notifier.spec.durations import seconds
from eventbridge_notifier.spec.model import Spec, Watch


@dataclass(frozen=True)
class Rule:
    """What the module needs to know of one watch. `compiled` decides what matches."""

    watch: Watch
    operations: tuple[aws.Operation, ...]
    pattern: dict[str, Any]
    compiled: patterns.Pattern
    state: str

    @property
    def name(self) -> str:
        return self.watch.name

    @cached_property
    def compact(self) -> str:
        """The pattern as AWS counts its characters."""
        return patterns.compact(self.pattern)

    @cached_property
    def alternatives(self) -> tuple[Alternative, ...]:
        """Those of the pattern."""
        return tuple(alternatives(self.pattern))

    @cached_property
    def subjects(self) -> tuple[subject.Subject, ...]:
        """What the events of each alternative are."""
        return tuple(subject.of(self.operations, one) for one in self.alternatives)

    @property
    def branches(self) -> tuple[tuple[Alternative, subject.Subject], ...]:
        """Each alternative with its subject."""
        return tuple(zip(self.alternatives, self.subjects, strict=True))

    @property
    def description(self) -> str | None:
        return self.watch.description or None

    @property
    def bus(self) -> str:
        return self.watch.bus

    @property
    def severity(self) -> str | None:
        return self.watch.severity

    @property
    def record(self) -> dict[str, str]:
        return dict(sorted(self.watch.record.items()))

    @property
    def notify(self) -> tuple[str, ...]:
        return self.watch.notify

    @property
    def alert(self) -> dict[str, Any]:
        """How the watch is told, as the module takes it; {} where each event is told at once,
        or nobody is."""
        if not self.notify:
            return {}
        alerting = self.watch.alerting
        when = dict(alerting.when or {})
        if when:
            when["within"] = seconds(when["within"])
        given = {"every": alerting.every, "group_by": list(alerting.group_by),
                 "runbook": alerting.runbook, "stage": alerting.stage, "when": when}
        return {name: value for name, value in given.items() if value}

    @property
    def targets(self) -> dict[str, dict[str, str]]:
        return {name: dict(sorted(one.items()))
                for name, one in sorted(self.watch.targets.items())}

    def path(self, place: Iterable[Any]) -> tuple[Any, ...]:
        """The keys of the spec that say what stands at `place` of the pattern."""
        return ("watches", self.name, *source_map.path(self.watch, tuple(place)))

    def text(self, place: Iterable[Any], value: Any) -> str:
        """`value`, which stands at `place` of the pattern, as the spec's file writes it."""
        return self.watch.file.text(self.path(place), value)

    def finding(self, place: Iterable[Any], code: str, message: str, *,
                suggestion: str = "") -> Finding:
        """A finding for what stands at `place` of the pattern, where the spec says it."""
        return self.watch.file.finding(self.path(place), code, message, suggestion=suggestion)


@dataclass(frozen=True)
class Compiled:
    """`rules` of the watches without errors, and every finding, in the files' order."""

    spec: Spec
    rules: tuple[Rule, ...]
    findings: tuple[Finding, ...]
