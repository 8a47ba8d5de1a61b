"""Which calls CloudTrail logs as data events, of the services where we know it. Data.

Sources: CloudTrail user guide, "logging data events"; attested records. A service without a row may
log any of its calls so, for AWS adds to them by the month.
"""

from __future__ import annotations

# boto3's name to the operations whose events are data events; all others are management events.
DATA: dict[str, frozenset[str]] = {
    "lambda": frozenset({"Invoke", "InvokeAsync", "InvokeWithResponseStream"}),
    **dict.fromkeys(
        ("iam", "sts", "organizations", "ec2", "kms", "secretsmanager", "cloudformation", "config",
         "route53", "eks", "ecs", "elb", "elbv2", "autoscaling", "acm", "account", "cloudtrail",
         "signin"), frozenset()),
}


def is_management(service: str, operation: str) -> bool:
    """Are the events of a call surely no data events?"""
    return service in DATA and operation not in DATA[service]
