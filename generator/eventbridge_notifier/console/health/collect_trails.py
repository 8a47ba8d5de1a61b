"""What trails there are, and what they log."""

from __future__ import annotations

from typing import Any

from botocore.exceptions import ClientError

from eventbridge_notifier.console.health.trails import ERRORS, Selected, TrailFacts, selected


def trails(cloudtrail: Any) -> list[TrailFacts]:
    """All trails that log in this region, those of the organization among them."""
    found = cloudtrail.describe_trails(includeShadowTrails=True)["trailList"]
    return [_facts(trail, cloudtrail) for trail in found]


def _facts(trail: dict[str, Any], cloudtrail: Any) -> TrailFacts:
    status = cloudtrail.get_trail_status(Name=trail["TrailARN"])
    return TrailFacts(
        name=trail["Name"], logging=bool(status["IsLogging"]),
        every_region=bool(trail.get("IsMultiRegionTrail")), home=trail.get("HomeRegion", ""),
        errors={name: status[name] for name in ERRORS if status.get(name)},
        selected=_selected(trail["TrailARN"], cloudtrail))


def _selected(arn: str, cloudtrail: Any) -> Selected | None:
    """None where nobody may look, as at the trail of an organization."""
    try:
        return selected(cloudtrail.get_event_selectors(TrailName=arn))
    except ClientError:
        return None
