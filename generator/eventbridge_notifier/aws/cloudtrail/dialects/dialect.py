"""What a dialect answers: how CloudTrail writes the requests and answers of some services."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from eventbridge_notifier.aws.cloudtrail.dialects.shapes import Member, Place

REQUEST, RESPONSE = "requestParameters", "responseElements"
"""The two sides of a record."""


class Dialect(Protocol):
    """One way of writing. Pure: everything follows from the API model and the dialect's tables.

    `closed` tells that the model's names are all there are: a name that looks like one of them is a
    slip. Where it is False records have names that no rule gives.
    """

    closed: bool

    def root(self, service: str, operation: str, side: str) -> Place | None:
        """The place of the whole `side`; None where no model has it."""

    def members(self, place: Place) -> tuple[Member, ...]:
        """The fields right below a place; of a list, those of its entries."""

    def kind(self, place: Place) -> str:
        """The type of a value that holds no fields, "" where it is not known."""

    def enum(self, place: Place) -> tuple[str, ...]:
        """The values of a closed list; () where it is open."""

    def takes_any(self, place: Place, name: str) -> bool:
        """Whether `name` below a place is the caller's own word, and so is all below it."""

    def words(self, side: str) -> tuple[str, ...]:
        """What may stand at any depth where `root` is None; () where only table rows say."""

    def request(self, service: str, operation: str, params: Mapping[str, Any]) -> (
            dict[str, Any] | None):
        """botocore's `params` as requestParameters; None where CloudTrail writes null."""

    def answer(self, service: str, operation: str, parsed: Mapping[str, Any]) -> (
            dict[str, Any] | None):
        """botocore's `parsed` answer as responseElements; None where CloudTrail writes null."""
