"""The operators of the event pattern language: a file and a row each.

A file says what its operator takes and what it matches, and raises Refusal for what AWS refuses.
Where several values may stand, any one of them suffices. Behaviour after aws/event-ruler 2.0.1
and the EventBridge user guide.
"""

from typing import Any

from eventbridge_notifier.patterns.operators import anything_but
from eventbridge_notifier.patterns.operators.base import Leaf, Operator, Refusal, only, shown
from eventbridge_notifier.patterns.operators.cidr import CIDR
from eventbridge_notifier.patterns.operators.ends import PREFIX, SUFFIX
from eventbridge_notifier.patterns.operators.exists import EXISTS
from eventbridge_notifier.patterns.operators.ignore_case import EQUALS_IGNORE_CASE
from eventbridge_notifier.patterns.operators.literals import EXACTLY, literal
from eventbridge_notifier.patterns.operators.numeric import NUMERIC
from eventbridge_notifier.patterns.operators.wildcard import WILDCARD

_ALONE = {
    "prefix": PREFIX,
    "suffix": SUFFIX,
    "equals-ignore-case": EQUALS_IGNORE_CASE,
    "wildcard": WILDCARD,
    "numeric": NUMERIC,
    "exists": EXISTS,
    "cidr": CIDR,
    "exactly": EXACTLY,
}
OPERATORS: dict[str, Operator] = {**_ALONE, "anything-but": anything_but.over(_ALONE)}

UNDOCUMENTED = tuple(name for name, row in OPERATORS.items() if not row.documented)

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
    return OPERATORS[name].condition(operand)
