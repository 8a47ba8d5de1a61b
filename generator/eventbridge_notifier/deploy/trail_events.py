"""Network activity and Insights that rules need a trail to log: neither is logged by itself. Pure.

Sources: CloudTrail user guide, "Logging network activity events" and "Logging Insights events".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from eventbridge_notifier import aws
from eventbridge_notifier.compiler.alternatives import Alternative
from eventbridge_notifier.compiler.rule import Rule
from eventbridge_notifier.compiler.subject import DETAIL_TYPE, Subject

INSIGHT_TYPES = ("ApiCallRateInsight", "ApiErrorRateInsight")
_INSIGHT_TYPE = "detail.insightDetails.insightType"


def network_activity(rules: Iterable[Rule]) -> tuple[str, ...]:
    """The eventSources of which some alternative of a rule matches network activity alone."""
    return tuple(sorted({source for rule in rules for _, one in _of(rule, aws.NETWORK_ACTIVITY)
                         for source in one.sources}))


def insights(rules: Iterable[Rule]) -> tuple[str, ...]:
    """The types of Insights that some alternative of a rule matches; both where it names none."""
    return tuple(sorted({kind for rule in rules for one, _ in _of(rule, aws.INSIGHT)
                         for kind in _kinds(one)}))


def _of(rule: Rule, detail_type: str) -> Iterator[tuple[Alternative, Subject]]:
    """The alternatives that match events of this detail-type alone."""
    for one, what in rule.branches:
        constraint = one.get(DETAIL_TYPE)
        if constraint and constraint.exact() == (detail_type,):
            yield one, what


def _kinds(alternative: Alternative) -> tuple[str, ...]:
    constraint = alternative.get(_INSIGHT_TYPE)
    named = constraint.exact() if constraint else ()
    return tuple(one for one in INSIGHT_TYPES if not named or one in named)
