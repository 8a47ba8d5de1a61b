"""Whom a resource's policy means, and how closely it names them."""

from __future__ import annotations

from enum import IntEnum

from eventbridge_notifier.sandbox.iam.policy.document import Element
from eventbridge_notifier.sandbox.iam.policy.request import Principal


class Named(IntEnum):
    """How closely: not at all; by the account, which must allow it too; by role; in person.

    What a policy gives to a role is limited by the role's boundary and the session's policy; what
    it gives to a user or session in person is not (IAM user guide, "Policy evaluation logic").
    """

    NOT = 0
    ACCOUNT = 1
    ROLE = 2
    PERSON = 3


def named(element: Element | None, principal: Principal) -> Named:
    """How closely `Principal` or `NotPrincipal` names somebody."""
    if element is None:
        return Named.NOT
    closest = max((_closeness(one, principal) for one in element.values), default=Named.NOT)
    if element.negated:
        return Named.NOT if closest else Named.PERSON
    return closest


def _closeness(written: str, who: Principal) -> Named:
    kind, _, value = written.partition(":")
    if value == "*" and kind == "AWS":
        return Named.ROLE
    if who.kind == "AWSService":
        return Named.PERSON if kind == "Service" and value in ("*", who.arn) else Named.NOT
    if kind != "AWS":
        return Named.NOT
    if value == who.arn:
        return Named.ACCOUNT if who.kind == "Root" else Named.PERSON
    if who.role_arn and value == who.role_arn:
        return Named.ROLE
    return Named.ACCOUNT if value in (who.account, f"arn:aws:iam::{who.account}:root") \
        and who.account else Named.NOT
