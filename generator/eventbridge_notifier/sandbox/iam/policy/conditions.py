"""Does a condition hold in the circumstances of a request?"""

from __future__ import annotations

from eventbridge_notifier.sandbox.iam.policy.document import Condition
from eventbridge_notifier.sandbox.iam.policy.operators import NULL, OPERATORS, Operator, split
from eventbridge_notifier.sandbox.iam.policy.request import Context
from eventbridge_notifier.sandbox.iam.policy.wildcards import exact, filled


def holds(condition: Condition, context: Context, variables: bool = True) -> bool:
    """An absent key fails what asks for a value and passes what asks for none."""
    quantifier, name, if_exists = split(condition.operator)
    values = context.get(condition.key, ())
    if name == NULL:
        return any((one.lower() == "true") == (not values) for one in condition.values)
    operator = OPERATORS[name]
    if not values:
        return if_exists or quantifier == "forallvalues" or (
            operator.negated and quantifier != "foranyvalue")
    wanted = _wanted(condition, operator, context, variables)
    passed = [any(operator.test(value, one) for one in wanted) for value in values]
    return _together(passed, quantifier, operator.negated)


def _wanted(condition: Condition, operator: Operator, context: Context,
            variables: bool) -> list[str]:
    read = filled if operator.wild else exact
    made = [read(one, context, variables) for one in condition.values]
    return [one for one in made if one is not None]


def _together(passed: list[bool], quantifier: str, negated: bool) -> bool:
    """Without a set word, several values are one: any of them, or none of them for a negation."""
    if quantifier == "forallvalues":
        return all(one != negated for one in passed)
    if quantifier == "foranyvalue":
        return any(one != negated for one in passed)
    return not any(passed) if negated else any(passed)
