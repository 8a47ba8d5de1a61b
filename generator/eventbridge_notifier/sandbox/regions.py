"""The regions that the sandbox plays."""

from __future__ import annotations

from functools import cache

from botocore.session import Session

PARTITIONS = ("aws", "aws-us-gov", "aws-cn")


@cache
def known_regions() -> frozenset[str]:
    """Those of EC2, which is everywhere, by botocore's endpoints."""
    return frozenset(region for partition in PARTITIONS
                     for region in Session().get_available_regions("ec2", partition))
