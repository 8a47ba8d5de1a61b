"""One watch to its rule. The room's entry. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from eventbridge_notifier import aws, patterns
from eventbridge_notifier.compiler import event_pattern, operations, rule_state
from eventbridge_notifier.compiler.rule import Rule
from eventbridge_notifier.spec.model import Watch


@dataclass(frozen=True)
class Attempt:
    """`operations` are those that `on` names. `rule` is None where there is no pattern: a name is
    unknown, paths clash, or EventBridge would refuse it, as `refusal` says."""

    watch: Watch
    operations: tuple[aws.Operation, ...]
    rule: Rule | None = None
    refusal: patterns.PatternError | None = None


def compile_watch(watch: Watch) -> Attempt:
    """Resolves the operations, builds the event pattern, compiles it, finds the rule's state."""
    named = operations.resolve(watch)
    if len(named) < len(watch.operations) or not (named or watch.source or watch.pattern):
        return Attempt(watch, named)
    try:
        pattern = event_pattern.build(watch, named)
        compiled = patterns.compile(pattern)
    except event_pattern.Clash:
        return Attempt(watch, named)
    except patterns.PatternError as refusal:
        return Attempt(watch, named, refusal=refusal)
    rule = Rule(watch, named, pattern, compiled, rule_state.of(watch, named, pattern))
    return Attempt(watch, named, rule)
