"""Operations that moto answers otherwise than CloudTrail where there are several trails."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from eventbridge_notifier.sandbox.core.interfaces import Clients, Operations
from eventbridge_notifier.sandbox.core.model import Call, Outcome


def operations(clients: Clients) -> Operations:
    return {("cloudtrail", "DescribeTrails"): lambda call: describe_trails(clients, call)}


def describe_trails(clients: Clients, call: Call) -> Outcome | None:
    """moto describes all trails, whatever the list of names."""
    names = call.params.get("trailNameList")
    if not names:
        return None
    client = clients.client("cloudtrail", call.region, call.account)
    listed = client.describe_trails(
        includeShadowTrails=call.params.get("includeShadowTrails", True))["trailList"]
    return Outcome(200, {"trailList": [one for one in listed if _is_named(one, names)]})


def _is_named(trail: Mapping[str, Any], names: list[str]) -> bool:
    return trail["Name"] in names or trail["TrailARN"] in names
