"""The operators of the event pattern language, one file each: what it takes, what it matches.

Each function here makes the condition for an operand and raises Refusal for what AWS refuses.
Where several values may stand, any one of them suffices. Behaviour after aws/event-ruler 2.0.1
and the EventBridge user guide.
"""

from collections.abc import Callable
from typing import Any

from eventbridge_notifier.patterns.operators.anything_but import anything_but
from eventbridge_notifier.patterns.operators.base import Leaf, Refusal, only, shown
from eventbridge_notifier.patterns.operators.cidr import cidr
from eventbridge_notifier.patterns.operators.ends import prefix, suffix
from eventbridge_notifier.patterns.operators.exists import exists
from eventbridge_notifier.patterns.operators.ignore_case import equals_ignore_case
from eventbridge_notifier.patterns.operators.literals import exactly, literal
from eventbridge_notifier.patterns.operators.numeric import numeric
from eventbridge_notifier.patterns.operators.wildcard import wildcard

OPERATORS: dict[str, Callable[[Any], Leaf]] = {
    "prefix": prefix,
    "suffix": suffix,
    "equals-ignore-case": equals_ignore_case,
    "wildcard": wildcard,
    "anything-but": anything_but,
    "numeric": numeric,
    "exists": exists,
    "cidr": cidr,
    "exactly": exactly,
}

UNDOCUMENTED = ("exactly",)

NOT_FIELDS_IN_OR = frozenset(OPERATORS) | {
    *("=", "<", "<=", ">", ">=", "regex", "not-wildcard", "not-equals-ignore-case"),
    *("date-after", "date-on-or-after", "date-before", "date-on-or-before", "in-date-range"),
    *("ip-address-in-range", "ip-address-not-in-range"),
}
"""Words that AWS keeps for operators, today's and tomorrow's: no field inside $or has one."""


def condition(value: Any) -> Leaf:
    """What stands in a pattern's array: a literal, or an object with one operator."""
    if not isinstance(value, dict):
        return literal(value)
    name, operand = only("an operator", value)
    if name not in OPERATORS:
        known = ", ".join(row for row in OPERATORS if row not in UNDOCUMENTED)
        raise Refusal(f"there is no operator {shown(name)}; allowed are {known}")
    return OPERATORS[name](operand)
