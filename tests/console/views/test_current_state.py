"""What AWS says of a resource now: asked by name, then by ARN, and only as far as it answers."""

from __future__ import annotations

import json
from typing import Any

import pytest
from botocore.exceptions import ClientError
from eventbridge_notifier.console.current_state import current_state, identifiers

TOPIC = "arn:aws:sns:eu-west-1:123456789012:ops"


class CloudControl:
    """Knows one resource; every other is refused with `code`."""

    def __init__(self, known: str, code: str = "ResourceNotFoundException") -> None:
        self._known, self._code = known, code

    def get_resource(self, TypeName: str, Identifier: str) -> dict[str, Any]:
        if Identifier != self._known:
            raise ClientError({"Error": {"Code": self._code}}, "GetResource")
        return {"ResourceDescription": {"Properties": json.dumps({"Name": TypeName})}}


@pytest.mark.parametrize(("type", "resource", "known"), [
    ("AWS::SNS::Topic", TOPIC, TOPIC), ("AWS::S3::Bucket", "arn:aws:s3:::reports", "reports"),
    ("AWS::Lambda::Function", "arn:aws:lambda:eu-west-1:1:function:f", "f"),
    ("AWS::IAM::Role", "arn:aws:iam::1:role/path/deploy", "deploy"),
    ("AWS::EC2::Route", "AWS::EC2::Route/rtb-1", "rtb-1")])
def test_a_resource_is_found_by_its_name_or_its_arn(type: str, resource: str, known: str) -> None:
    found = current_state(lambda _: CloudControl(known), type, resource)
    assert (found.exists, found.properties) == (True, {"Name": type})


def test_what_is_not_there_or_cannot_be_asked_is_said() -> None:
    gone = current_state(lambda _: CloudControl(""), "AWS::SNS::Topic", TOPIC)
    assert (gone.exists, gone.properties) == (False, {})
    odd = current_state(lambda _: CloudControl("", "ValidationException"), "AWS::X::Y", TOPIC)
    assert odd.exists is None
    with pytest.raises(ClientError):
        current_state(lambda _: CloudControl("", "AccessDeniedException"), "AWS::X::Y", TOPIC)
    assert identifiers("AWS::SNS::Topic", TOPIC) == ["ops", TOPIC]
