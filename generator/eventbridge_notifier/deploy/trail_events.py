"""Network activity and Insights that rules need a trail to log: neither is logged by itself. Pure.

Sources: CloudTrail user guide, "Logging network activity events" and "Logging Insights events".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from eventbridge_notifier import aws
from eventbridge_notifier.compiler import subject
from eventbridge_notifier.compiler.alternatives import Alternative, alternatives
from eventbridge_notifier.compiler.rule import Rule

INSIGHT_TYPES = ("ApiCallRateInsight", "ApiErrorRateInsight")
_INSIGHT_TYPE = "detail.insightDetails.insightType"


def network_activity(rules: Iterable[Rule]) -> tuple[str, ...]:
    """The eventSources of which some alternative of a rule matches network activity alone."""
    return tuple(sorted({source for rule in rules for one, what in _of(rule)
                         if what.detail_types == (aws.NETWORK_ACTIVITY,)
                         for source in what.sources}))


def insights(rules: Iterable[Rule]) -> tuple[str, ...]:
    """The types of Insights that some alternative of a rule matches; both where it names none."""
    return tuple(sorted({kind for rule in rules for one, what in _of(rule)
                         if what.detail_types == (aws.INSIGHT,) for kind in _kinds(one)}))


def _of(rule: Rule) -> Iterator[tuple[Alternative, subject.Subject]]:
    yield from ((one, subject.of(rule, one)) for one in alternatives(rule.pattern))


def _kinds(alternative: Alternative) -> tuple[str, ...]:
    constraint = alternative.get(_INSIGHT_TYPE)
    named = constraint.exact() if constraint else ()
    return tuple(one for one in INSIGHT_TYPES if not named or one in named)
