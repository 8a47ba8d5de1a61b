"""EC2's and S3's requests and answers, which CloudTrail writes in shapes of its own. Pure.

Where the model has the operation its places are known, see ec2_places.py and s3_places.py; of
others, only words.
"""

from __future__ import annotations

from generator.aws import ec2_places, models, s3, s3_places
from generator.aws.parameter_rows import WORDS
from generator.aws.places import Place

LOOSE = frozenset({"ec2", "s3", "s3control", "s3outposts"})


def is_loose(service: str) -> bool:
    return service in LOOSE


def root(service: str, operation: str, side: str) -> Place | None:
    """The place of requestParameters or responseElements, None where only words are known."""
    asked = side == "requestParameters"
    if operation not in models.load(service)["operations"]:
        return None
    if service == "ec2":
        return ec2_places.request(operation) if asked else ec2_places.answer(operation)
    if service == "s3outposts":  # its records are of S3's operations
        return None
    return (s3_places.request if asked else s3_places.answer)(service, operation)


def is_metadata(service: str, name: str) -> bool:
    """Is it a header under which S3 keeps the caller's own words?"""
    return service != "ec2" and name.startswith("x-amz-meta-")


def words(service: str, side: str) -> tuple[str, ...]:
    """What may stand at any depth, where places are not known."""
    headers = s3.headers() if service != "ec2" and side == "requestParameters" else ()
    return (*WORDS[service], *headers)
