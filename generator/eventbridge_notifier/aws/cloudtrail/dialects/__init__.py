"""How CloudTrail writes requests and answers: one Protocol, and a folder for each dialect."""

from __future__ import annotations

from eventbridge_notifier.aws.cloudtrail.dialects.dialect import REQUEST, RESPONSE, Dialect
from eventbridge_notifier.aws.cloudtrail.dialects.ec2 import Ec2
from eventbridge_notifier.aws.cloudtrail.dialects.plain import Plain
from eventbridge_notifier.aws.cloudtrail.dialects.s3 import S3, S3Outposts

__all__ = ["REQUEST", "RESPONSE", "Dialect", "of"]

_PLAIN: Dialect = Plain()

# boto3's name to the services that are not written plainly.
_OWN: dict[str, Dialect] = {"ec2": Ec2(), "s3": S3(), "s3control": S3(), "s3outposts": S3Outposts()}


def of(service: str) -> Dialect:
    """The dialect in which CloudTrail writes the calls of boto3's `service`."""
    return _OWN.get(service, _PLAIN)
