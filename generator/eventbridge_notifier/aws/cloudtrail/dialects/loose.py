"""EC2's and S3's requests and answers, which CloudTrail writes in shapes of its own. Pure.

Where the model has the operation its places are known, see ec2_places.py and s3_places.py; of
others, only words.
"""

from __future__ import annotations

from eventbridge_notifier.aws.cloudtrail.dialects.ec2 import shapes as ec2_shapes
from eventbridge_notifier.aws.cloudtrail.dialects.s3 import encode as s3
from eventbridge_notifier.aws.cloudtrail.dialects.s3 import shapes as s3_shapes
from eventbridge_notifier.aws.cloudtrail.dialects.shapes import Place
from eventbridge_notifier.aws.cloudtrail.extra_parameters import WORDS
from eventbridge_notifier.aws.services import models

# Service to what makes the places of its requests and answers; None where only words are known:
# the records of s3outposts are of S3's operations.
_PLACES = {
    "ec2": (ec2_shapes.request, ec2_shapes.answer),
    "s3": (s3_shapes.request, s3_shapes.answer),
    "s3control": (s3_shapes.request, s3_shapes.answer),
    "s3outposts": None,
}


def is_loose(service: str) -> bool:
    return service in _PLACES


def root(service: str, operation: str, side: str) -> Place | None:
    """The place of requestParameters or responseElements, None where only words are known."""
    places = _PLACES.get(service)
    if places is None or operation not in models.load(service)["operations"]:
        return None
    asked, answered = places
    return (asked if side == "requestParameters" else answered)(service, operation)


def is_metadata(service: str, name: str) -> bool:
    """Is it a header under which S3 keeps the caller's own words?"""
    return service != "ec2" and name.startswith("x-amz-meta-")


def words(service: str, side: str) -> tuple[str, ...]:
    """What may stand at any depth, where places are not known."""
    headers = s3.headers() if service != "ec2" and side == "requestParameters" else ()
    return (*WORDS[service], *headers)
