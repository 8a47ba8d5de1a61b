"""What IAM and moto have to do with CloudTrail. Data."""

from __future__ import annotations

from eventbridge_notifier.sandbox.core.interfaces import Clients
from eventbridge_notifier.sandbox.core.model import Call
from eventbridge_notifier.sandbox.core.service_facts import Limit, Params, ServiceFacts


def by_name(clients: Clients, call: Call) -> Params | None:
    """moto deletes a trail by its name alone, and does nothing when it gets an ARN."""
    arn = str(call.params["Name"])
    return {"Name": arn.rpartition("/")[2]} if arn.startswith("arn:") else None


def trails(clients: Clients, call: Call) -> int:
    """How many trails the region would have."""
    client = clients.client("cloudtrail", call.region, call.account)
    listed = client.describe_trails(includeShadowTrails=True)["trailList"]
    return len({str(one["Name"]) for one in listed} | {str(call.params.get("Name"))})


LIMITS = (
    Limit("CreateTrail", trails, 5, "MaximumNumberOfTrailsExceededException",
          "User: {account} already has {maximum} trails in {region}.",
          'CloudTrail user guide, "Quotas": trails per region'),
)

CLOUDTRAIL = ServiceFacts(
    "cloudtrail",
    arns=("trail/{Name}", "trail/{TrailName}", "{ResourceId}", "{EventDataStore}"),
    limits=LIMITS,
    repeated={"DeleteTrail": by_name},
)
