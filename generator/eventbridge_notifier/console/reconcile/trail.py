"""The trail whose files are read: the stack's own, or another that logs."""

from __future__ import annotations

from typing import Any, NamedTuple

from eventbridge_notifier.console.deployment import NotFound


class Trail(NamedTuple):
    """Its name, the region where it was made, and where its files are."""

    name: str
    home: str
    bucket: str
    prefix: str


def find(cloudtrail: Any, name: str, region: str) -> Trail:
    """The trail of a deployment; one of another name where that is not its own. Raises NotFound."""
    listed = cloudtrail.describe_trails(includeShadowTrails=True)["trailList"]
    covering = [one for one in listed
                if one.get("IsMultiRegionTrail") or one.get("HomeRegion") == region]
    best = min(covering, default=None, key=lambda one: (
        one["Name"] != name, not one.get("IsMultiRegionTrail"), one["Name"]))
    if best is None:
        raise NotFound(f"no trail logs {region}; say where its files are with --log, or read "
                       "--event-history")
    return Trail(best["Name"], best.get("HomeRegion", region), best["S3BucketName"],
                 best.get("S3KeyPrefix") or "")
