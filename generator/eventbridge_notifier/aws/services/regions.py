"""AWS's regions, and where events of global services and of sign-in are recorded. Data."""

from __future__ import annotations

# eventSource to the region in which CloudTrail records its calls.
HOME = {
    # CloudTrail user guide, "global service events"; EventBridge user guide, "events via
    # CloudTrail".
    "iam.amazonaws.com": "us-east-1",
    "cloudfront.amazonaws.com": "us-east-1",
    "route53.amazonaws.com": "us-east-1",
    "organizations.amazonaws.com": "us-east-1",
    # Attested records.
    "health.amazonaws.com": "us-east-1",
    "support.amazonaws.com": "us-east-1",
    "ce.amazonaws.com": "us-east-1",
    "trustedadvisor.amazonaws.com": "us-east-1",
    "billingconsole.amazonaws.com": "us-east-1",
    "payments.amazonaws.com": "us-east-1",
    "taxconsole.amazonaws.com": "us-east-1",
    "support-subscription.amazonaws.com": "us-east-1",
    "supportplans.amazonaws.com": "us-west-2",
    # AWS re:Post, "EventBridge rule across regions": global, like IAM and Organizations.
    "account.amazonaws.com": "us-east-1",
    # botocore, endpoints.json: `isRegionalized` is false, the credentials' scope is this region.
    "billingconductor.amazonaws.com": "us-east-1",
    "budgets.amazonaws.com": "us-east-1",
    "importexport.amazonaws.com": "us-east-1",
    "mturk-requester.amazonaws.com": "us-east-1",
    "networkmanager.amazonaws.com": "us-west-2",
    "notifications-contacts.amazonaws.com": "us-east-1",
    "savingsplans.amazonaws.com": "us-east-1",
    "shield.amazonaws.com": "us-east-1",
    "tax.amazonaws.com": "us-east-1",
    "waf.amazonaws.com": "us-east-1",  # the classic one, for CloudFront; waf-regional is regional
    # botocore, endpoints.json: the service has an endpoint in this region alone.
    "agreement-marketplace.amazonaws.com": "us-east-1",
    "catalog.marketplace.amazonaws.com": "us-east-1",
    "marketplacecatalog.amazonaws.com": "us-east-1",
    "cost-optimization-hub.amazonaws.com": "us-east-1",
    "cur.amazonaws.com": "us-east-1",
    "devicefarm.amazonaws.com": "us-west-2",
    "entitlement-marketplace.amazonaws.com": "us-east-1",
    "managedblockchain-query.amazonaws.com": "us-east-1",
    "marketplacecommerceanalytics.amazonaws.com": "us-east-1",
    "mobileanalytics.amazonaws.com": "us-east-1",
    "nova-act.amazonaws.com": "us-east-1",
    "partnercentral-channel.amazonaws.com": "us-east-1",
    "route53-recovery-control-config.amazonaws.com": "us-west-2",
    "route53domains.amazonaws.com": "us-east-1",
    "sagemaker-geospatial.amazonaws.com": "us-west-2",
    # botocore, endpoint rule sets: every request is signed for this region.
    "billing.amazonaws.com": "us-east-1",
    "freetier.amazonaws.com": "us-east-1",
    "pricing-plan-manager.amazonaws.com": "us-east-1",
    "sustainability.amazonaws.com": "us-east-1",
    # AWS General Reference, "service endpoints": one endpoint, in this region.
    "application-cost-profiler.amazonaws.com": "us-east-1",
    "artifact.amazonaws.com": "us-east-1",
    "bcm-data-exports.amazonaws.com": "us-east-1",
    "bcm-pricing-calculator.amazonaws.com": "us-east-1",
    "invoicing.amazonaws.com": "us-east-1",
    "purchase-orders.amazonaws.com": "us-east-1",
    "route53-recovery-readiness.amazonaws.com": "us-west-2",
    # Global Accelerator developer guide, "CloudTrail": its API lives in us-west-2.
    "globalaccelerator.amazonaws.com": "us-west-2",
}

# Those of HOME that AWS documents. Of the others we know where their API lives, or from records:
# their rules stand wherever the watch looks as well.
CERTAIN_HOMES = frozenset({"iam.amazonaws.com", "cloudfront.amazonaws.com",
                           "route53.amazonaws.com", "organizations.amazonaws.com"})

# Regions in which a console sign-in may be recorded (CloudTrail user guide, "console sign-in
# events"): root, and users with and without an account alias cookie.
SIGN_IN = ("us-east-1", "us-east-2", "us-west-2", "eu-north-1", "ap-southeast-2")

# eventSource to regions in which some of its calls are recorded, beside the region of the call.
BESIDE = {
    "signin.amazonaws.com": SIGN_IN,
    # CloudTrail user guide, "global service events": calls to STS's global endpoint.
    "sts.amazonaws.com": ("us-east-1",),
    # WAF developer guide: what guards CloudFront has the scope CLOUDFRONT and is called in
    # us-east-1.
    "wafv2.amazonaws.com": ("us-east-1",),
    # Firewall Manager developer guide: policies for CloudFront are made in us-east-1.
    "fms.amazonaws.com": ("us-east-1",),
    # Service Quotas user guide: quotas of global services; attested record.
    "servicequotas.amazonaws.com": ("us-east-1",),
    # Lightsail API reference: domains are managed in us-east-1.
    "lightsail.amazonaws.com": ("us-east-1",),
    # botocore, endpoints.json: in two regions; in one, beside services of the same eventSource that
    # have more.
    "ecr-public.amazonaws.com": ("us-east-1", "us-west-2"),
    "chime.amazonaws.com": ("us-east-1",),
    "aws-marketplace.amazonaws.com": ("us-east-1",),
}

# Source to the request parameter, and its value, of the calls that are recorded in BESIDE's region
# and not in the call's own (WAF API reference, "Scope").
FAR_AWAY = {"aws.wafv2": ("scope", "CLOUDFRONT")}

# The services' own events: source to regions in which some of them appear, whatever region they
# are about.
NATIVE = {
    # Health user guide, "EventBridge rules for AWS Region coverage": global events.
    "aws.health": ("us-east-1",),
    # Support user guide, "Monitoring Trusted Advisor with EventBridge", "Monitoring cases".
    "aws.trustedadvisor": ("us-east-1",),
    "aws.support": ("us-east-1",),
    # AWS re:Post, "EventBridge rule across regions".
    "aws.account": ("us-east-1",),
    # Cost Management and Savings Plans user guides: their API lives in us-east-1.
    "aws.ce": ("us-east-1",),
    "aws.savingsplans": ("us-east-1",),
    "aws.marketplacecatalog": ("us-east-1",),
    "aws.agreement-marketplace": ("us-east-1",),
    # Network Manager user guide, "Monitoring with EventBridge": us-west-2.
    "aws.networkmanager": ("us-west-2",),
    # Application Recovery Controller developer guide: its API lives in us-west-2.
    "aws.route53-recovery-readiness": ("us-west-2",),
}

# Those that every account has without asking (Account Management reference guide, "Enable or
# disable AWS Regions"); the others of the `aws` partition must be enabled first.
ENABLED_BY_DEFAULT = (
    "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1", "ap-southeast-1",
    "ap-southeast-2", "ca-central-1", "eu-central-1", "eu-north-1", "eu-west-1", "eu-west-2",
    "eu-west-3", "sa-east-1", "us-east-1", "us-east-2", "us-west-1", "us-west-2",
)

# AWS General Reference, "AWS regions"; the `aws` partition.
REGIONS = (
    "af-south-1", "ap-east-1", "ap-east-2", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3",
    "ap-south-1", "ap-south-2", "ap-southeast-1", "ap-southeast-2", "ap-southeast-3",
    "ap-southeast-4", "ap-southeast-5", "ap-southeast-6", "ap-southeast-7", "ca-central-1",
    "ca-west-1", "eu-central-1", "eu-central-2", "eu-north-1", "eu-south-1", "eu-south-2",
    "eu-west-1", "eu-west-2", "eu-west-3", "il-central-1", "me-central-1", "me-south-1",
    "mx-central-1", "sa-east-1", "us-east-1", "us-east-2", "us-west-1", "us-west-2",
)
