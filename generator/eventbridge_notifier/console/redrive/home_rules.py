"""The rules at home that would have taken an event which a coarse forwarder could not send."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from eventbridge_notifier import aws
from eventbridge_notifier.console.deployment import Clients, Deployment
from eventbridge_notifier.console.reconcile.watches import DISABLED, Watched, deployed
from eventbridge_notifier.patterns import RuleSet


class HomeRules:
    """Reads the deployed rules when they are first asked for."""

    def __init__(self, deployment: Deployment, clients: Clients) -> None:
        self._deployment, self._clients = deployment, clients

    def taking(self, event: dict[str, Any]) -> list[Watched]:
        """A rule once, though it may stand on several buses."""
        rules = [self._rules[int(key)] for key in sorted(self._set.matching(event), key=int)]
        open_to = [one for one in rules if one.state == aws.ALL_MANAGEMENT_EVENTS
                   or not _only_reads(event)]
        return list({one.rule: one for one in open_to}.values())

    @cached_property
    def _rules(self) -> list[Watched]:
        return [one for one in deployed(self._deployment, self._clients) if one.state != DISABLED]

    @cached_property
    def _set(self) -> RuleSet:
        return RuleSet({str(number): one.pattern for number, one in enumerate(self._rules)})


def _only_reads(event: Mapping[str, Any]) -> bool:
    detail = event.get("detail")
    return isinstance(detail, Mapping) and detail.get("readOnly") is True and (
        detail.get("managementEvent") is True)
