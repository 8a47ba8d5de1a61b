"""Condition operators: one row each, how a request's value is held against a policy's. Data."""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from ipaddress import ip_address, ip_network

from eventbridge_notifier.sandbox.iam.policy.wildcards import arn_like, like

Test = Callable[[str, str], bool]
"""(the request's value, the policy's value with variables filled in)."""


@dataclass(frozen=True)
class Operator:
    """`negated`: true where no value passes `test`. `wild`: the policy's value is a pattern."""

    test: Test
    negated: bool = False
    wild: bool = False


def _no_case(value: str, wanted: str) -> bool:
    return value.lower() == wanted.lower()


def _number(compare: Callable[[float, float], bool]) -> Test:
    def test(value: str, wanted: str) -> bool:
        try:
            return compare(float(value), float(wanted))
        except ValueError:
            return False
    return test


def _date(compare: Callable[[float, float], bool]) -> Test:
    def test(value: str, wanted: str) -> bool:
        try:
            return compare(_epoch(value), _epoch(wanted))
        except (ValueError, OverflowError):
            return False
    return test


def _epoch(text: str) -> float:
    """ISO 8601 or seconds since 1970."""
    try:
        return float(text)
    except ValueError:
        moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()


def _ip(value: str, wanted: str) -> bool:
    try:
        return ip_address(value) in ip_network(wanted, strict=False)
    except ValueError:
        return False


# IAM user guide, "IAM JSON policy elements: Condition operators". ArnEquals is ArnLike.
OPERATORS: dict[str, Operator] = {
    "stringequals": Operator(operator.eq),
    "stringnotequals": Operator(operator.eq, negated=True),
    "stringequalsignorecase": Operator(_no_case),
    "stringnotequalsignorecase": Operator(_no_case, negated=True),
    "stringlike": Operator(like, wild=True),
    "stringnotlike": Operator(like, negated=True, wild=True),
    "numericequals": Operator(_number(operator.eq)),
    "numericnotequals": Operator(_number(operator.eq), negated=True),
    "numericlessthan": Operator(_number(operator.lt)),
    "numericlessthanequals": Operator(_number(operator.le)),
    "numericgreaterthan": Operator(_number(operator.gt)),
    "numericgreaterthanequals": Operator(_number(operator.ge)),
    "dateequals": Operator(_date(operator.eq)),
    "datenotequals": Operator(_date(operator.eq), negated=True),
    "datelessthan": Operator(_date(operator.lt)),
    "datelessthanequals": Operator(_date(operator.le)),
    "dategreaterthan": Operator(_date(operator.gt)),
    "dategreaterthanequals": Operator(_date(operator.ge)),
    "bool": Operator(_no_case),
    "binaryequals": Operator(operator.eq),
    "ipaddress": Operator(_ip),
    "notipaddress": Operator(_ip, negated=True),
    "arnequals": Operator(arn_like, wild=True),
    "arnlike": Operator(arn_like, wild=True),
    "arnnotequals": Operator(arn_like, negated=True, wild=True),
    "arnnotlike": Operator(arn_like, negated=True, wild=True),
}
NULL, IF_EXISTS = "null", "ifexists"
SETS = ("forallvalues", "foranyvalue")


def split(written: str) -> tuple[str, str, bool]:
    """`ForAllValues:StringLikeIfExists` to its set word, its operator and whether IfExists."""
    head, colon, tail = written.lower().partition(":")
    quantifier, name = (head, tail) if colon else ("", head)
    return quantifier, name.removesuffix(IF_EXISTS), name.endswith(IF_EXISTS)


def known(written: object) -> bool:
    """Is this a condition operator?"""
    if not isinstance(written, str):
        return False
    quantifier, name, if_exists = split(written)
    if quantifier and quantifier not in SETS:
        return False
    return name in OPERATORS or (name == NULL and not if_exists and not quantifier)
