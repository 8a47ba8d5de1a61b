"""Where the events of global services and of sign-in are recorded. Data, and one look-up."""

from __future__ import annotations

# eventSource to the region in which CloudTrail records its calls. Sources: CloudTrail user guide,
# "global service events"; attested records (organizations, health, support, ce, servicequotas).
HOME = {
    "iam.amazonaws.com": "us-east-1",
    "cloudfront.amazonaws.com": "us-east-1",
    "route53.amazonaws.com": "us-east-1",
    "route53domains.amazonaws.com": "us-east-1",
    "organizations.amazonaws.com": "us-east-1",
    "health.amazonaws.com": "us-east-1",
    "support.amazonaws.com": "us-east-1",
    "ce.amazonaws.com": "us-east-1",
    "waf.amazonaws.com": "us-east-1",
    "shield.amazonaws.com": "us-east-1",
    "globalaccelerator.amazonaws.com": "us-west-2",
    "budgets.amazonaws.com": "us-east-1",
    "account.amazonaws.com": "us-east-1",
}

# Regions in which a console sign-in may be recorded (AWS sign-in user guide, "CloudTrail").
SIGN_IN = ("us-east-1", "us-east-2", "us-west-2", "eu-north-1", "ap-southeast-2")


def home_of(event_source: str) -> str | None:
    """The one region in which the calls of a global service are recorded; None for others."""
    return HOME.get(event_source)
