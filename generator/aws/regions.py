"""AWS's regions, and where events of global services and of sign-in are recorded. Data."""

from __future__ import annotations

from generator.aws.unknown import Unknown, closest, is_certain_slip

# eventSource to the region in which CloudTrail records its calls. Sources: CloudTrail user guide,
# "global service events"; attested records.
HOME = {
    "iam.amazonaws.com": "us-east-1",
    "cloudfront.amazonaws.com": "us-east-1",
    "route53.amazonaws.com": "us-east-1",
    "route53domains.amazonaws.com": "us-east-1",
    "organizations.amazonaws.com": "us-east-1",
    "health.amazonaws.com": "us-east-1",
    "support.amazonaws.com": "us-east-1",
    "ce.amazonaws.com": "us-east-1",
    "waf.amazonaws.com": "us-east-1",  # the classic one, for CloudFront; waf-regional is regional
    "shield.amazonaws.com": "us-east-1",
    "budgets.amazonaws.com": "us-east-1",
    "account.amazonaws.com": "us-east-1",
    # Global Accelerator developer guide, "CloudTrail": its API lives in us-west-2.
    "globalaccelerator.amazonaws.com": "us-west-2",
}

# Those of HOME that AWS documents; of the others we know from records alone, or from one guide.
# Source: CloudTrail user guide, "global service events"; EventBridge user guide, "events via
# CloudTrail".
CERTAIN_HOMES = frozenset({"iam.amazonaws.com", "cloudfront.amazonaws.com",
                           "route53.amazonaws.com", "organizations.amazonaws.com"})

# Regions in which a console sign-in may be recorded (CloudTrail user guide, "console sign-in
# events"): root, and users with and without an account alias cookie.
SIGN_IN = ("us-east-1", "us-east-2", "us-west-2", "eu-north-1", "ap-southeast-2")

# eventSource to the regions in which its events may be recorded, home regions included.
_SEVERAL = {"signin.amazonaws.com": SIGN_IN}

# AWS General Reference, "AWS regions"; the `aws` partition.
REGIONS = (
    "af-south-1", "ap-east-1", "ap-east-2", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3",
    "ap-south-1", "ap-south-2", "ap-southeast-1", "ap-southeast-2", "ap-southeast-3",
    "ap-southeast-4", "ap-southeast-5", "ap-southeast-6", "ap-southeast-7", "ca-central-1",
    "ca-west-1", "eu-central-1", "eu-central-2", "eu-north-1", "eu-south-1", "eu-south-2",
    "eu-west-1", "eu-west-2", "eu-west-3", "il-central-1", "me-central-1", "me-south-1",
    "mx-central-1", "sa-east-1", "us-east-1", "us-east-2", "us-west-1", "us-west-2",
)


def home_of(event_source: str) -> str | None:
    """The one region in which the calls of a global service are recorded; None for others."""
    return HOME.get(event_source)


def regions_of(event_source: str) -> tuple[str, ...]:
    """The only regions in which events of `event_source` appear; () where they appear anywhere.

    A sign-in at a regional endpoint appears in that region as well.
    """
    home = HOME.get(event_source)
    return _SEVERAL.get(event_source, (home,) if home else ())


def region(name: str) -> str:
    """`name` again. Raises Unknown where it is surely a slip; a new region is let pass."""
    if name not in REGIONS and is_certain_slip(name, REGIONS):
        raise Unknown("region", name, closest(name, REGIONS))
    return name
