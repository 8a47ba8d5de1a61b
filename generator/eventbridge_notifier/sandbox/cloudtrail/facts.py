"""What IAM has to do with CloudTrail. Data."""

from __future__ import annotations

from eventbridge_notifier.sandbox.core.service_facts import ServiceFacts

CLOUDTRAIL = ServiceFacts(
    "cloudtrail",
    arns=("trail/{Name}", "trail/{TrailName}", "{ResourceId}", "{EventDataStore}"),
)
