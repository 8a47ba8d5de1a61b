"""What an event is about: which resource, of which type, and what became of it."""

from __future__ import annotations

from typing import Any

import pytest
from eventbridge_notifier.record_format.changes import change_by_verb
from eventbridge_notifier.record_format.resources import MOST, Resources, resources_of
from eventbridge_notifier.record_format.summary import outcome_of
from eventbridge_notifier.record_format.templates import LONGEST
from hypothesis import given
from hypothesis import strategies as st

from tests.recorder.builders import an_api_call, an_event

FUNCTION = "arn:aws:lambda:eu-west-1:123456789012:function:f"
BUILT = "arn:{partition}:lambda:{region}:{account}:function:{request.functionName}"


def about(*templates: str, others: tuple[str, ...] = (), kind: str = "T", **detail: Any
          ) -> Resources:
    row = ["changed", kind, list(templates), list(others)]
    return resources_of(an_api_call(**detail), {"aws.lambda": {"CreateFunction20150331": row}})


def test_the_first_template_that_can_be_filled_in_makes_the_resource() -> None:
    assert about("{response.functionArn}", BUILT).main == FUNCTION
    answered = about("{response.functionArn}", BUILT, responseElements={"functionArn": "arn:x"})
    assert answered.main == "arn:x"


def test_without_an_arn_it_is_the_type_and_the_id() -> None:
    assert about("{request.functionName}|{request.runtime}").main == "T/f|python3.8"


@pytest.mark.parametrize(("value", "made"), [
    (FUNCTION, FUNCTION),
    ("arn%3Aaws%3Alambda%3Aeu-west-1%3A123456789012%3Afunction%3Af", FUNCTION),
    (f"{FUNCTION}:7", FUNCTION),  # a version of it
    ("HIDDEN_DUE_TO_SECURITY_REASONS", ""), ("***", ""), ("f*", ""), ("x" * LONGEST, ""), ("", ""),
    (None, ""), (True, ""), ({}, ""), ([], ""), ("a\nb", ""), ("\ud800", ""),
])
def test_a_value_is_a_name_an_arn_or_of_no_use(value: object, made: str) -> None:
    assert about(BUILT, requestParameters={"functionName": value}).main == made


@pytest.mark.parametrize(("template", "request_parameters", "made"), [
    ("arn:::alias/{request.aliasName}", {"aliasName": "alias/x"}, "arn:::alias/x"),
    ("arn:::parameter/{request.name}", {"name": "/a/b"}, "arn:::parameter/a/b"),
    ("arn:::{request.queueUrl/}", {"queueUrl": "https://sqs/1/q"}, "arn:::q"),
    ("arn:::rule/{request.bus!default}/{request.name}", {"bus": "b", "name": "n"},
     "arn:::rule/b/n"),
    ("arn:::rule/{request.bus!default}/{request.name}", {"bus": "default", "name": "n"}, ""),
    ("arn:::{request.name}", {"Name": "other case of the first letter"},
     "arn:::other case of the first letter"),
    ("arn:::{request.FlowLogId}", {"FlowLogId": {"content": "fl-1", "tag": 1}}, "arn:::fl-1"),
    ("AWS::Other=arn:::{request.id}", {"id": 7}, "arn:::7"),
])
def test_what_a_template_makes(template: str, request_parameters: dict[str, Any], made: str
                               ) -> None:
    assert about(template, requestParameters=request_parameters).main == made


def test_a_template_of_another_type_says_so() -> None:
    assert about("AWS::Other=arn:::{request.functionName}").type == "AWS::Other"


def test_every_entry_of_a_list_is_a_resource_and_the_first_is_the_main_one() -> None:
    items = {"instancesSet": {"items": [{"instanceId": "i-1"}, {"instanceId": "i-2"}]}}
    found = about("arn:::{request.instancesSet.items.instanceId}",
                  others=("arn:::{request.other}", "arn:::image/{request.image}"),
                  requestParameters={**items, "image": "ami-1"})
    assert found.every == ("arn:::i-1", "arn:::i-2", "arn:::image/ami-1")
    assert found.main == "arn:::i-1"
    many = about("arn:::{request.ids}", requestParameters={"ids": [f"i-{n}" for n in range(99)]})
    assert len(many.every) == MOST


def test_cloudtrails_own_resources_come_first() -> None:
    own = [{"ARN": "arn:aws:s3:::b/k", "type": "AWS::S3::Object"},
           {"ARN": "arn:aws:s3:::b", "type": "AWS::S3::Bucket", "accountId": "1"},
           {"ARNPrefix": "arn:aws:s3:::b/", "type": "AWS::S3::Object"}, "no resource"]
    event = an_api_call(resources=own)
    assert resources_of(event, {}) == Resources(
        "arn:aws:s3:::b/k", "AWS::S3::Object", ("arn:aws:s3:::b/k", "arn:aws:s3:::b"), "created")
    found = about(BUILT, kind="AWS::S3::Bucket", resources=own)
    assert (found.main, found.type) == ("arn:aws:s3:::b", "AWS::S3::Bucket"), "the row's type"


def test_a_refusal_names_the_resource_that_nobody_may_touch() -> None:
    said = "User: arn:aws:iam::1:user/a is not authorized to perform: x on resource: "
    found = about(BUILT, kind="AWS::Lambda::Function", requestParameters=None,
                  errorMessage=f"{said}{FUNCTION} because no policy allows it")
    assert (found.main, found.type) == (FUNCTION, "AWS::Lambda::Function")
    other = about(BUILT, requestParameters=None, errorMessage=f"{said}arn:aws:sqs:::q.")
    assert (other.main, other.type) == ("arn:aws:sqs:::q", "")
    assert not about(BUILT, requestParameters=None, errorMessage=f"{said}arn:aws:ec2:::i/*").main


def test_a_native_event_is_about_what_its_envelope_names() -> None:
    event = an_event(**{"source": "aws.ec2", "detail-type": "EBS Volume Notification",
                        "resources": ["arn:aws:ec2:eu-west-1:1:volume/vol-1"]})
    rows = {"aws.ec2": {"EBS Volume Notification": ["changed", "AWS::EC2::Volume", [], []]}}
    found = resources_of(event, rows)
    assert (found.main, found.type) == (
        "arn:aws:ec2:eu-west-1:1:volume/vol-1", "AWS::EC2::Volume")


@pytest.mark.parametrize(("region", "partition"), [
    ("eu-west-1", "aws"), ("cn-north-1", "aws-cn"), ("us-gov-west-1", "aws-us-gov")])
def test_the_partition_is_the_regions(region: str, partition: str) -> None:
    event = an_api_call() | {"region": region}
    row = ["changed", "T", ["arn:{partition}:x:{region}:{account}:{request.functionName}"], []]
    found = resources_of(event, {"aws.lambda": {"CreateFunction20150331": row}})
    assert found.main == f"arn:{partition}:x:{region}:123456789012:f"


@pytest.mark.parametrize(("name", "change"), [
    ("CreateUser", "created"), ("RunInstances", "created"), ("DeleteUser", "deleted"),
    ("TerminateInstances", "deleted"), ("PutBucketPolicy", "changed"), ("StopLogging", "changed"),
    ("GetObject", "read"), ("ListUsers", "read"), ("BatchGetImage", "read"),
    ("AssumeRole", "other"), ("ConsoleLogin", "other"), ("InvokeFunction", "other"),
])
def test_the_verb_says_what_becomes_of_a_resource(name: str, change: str) -> None:
    assert change_by_verb(name) == change
    assert resources_of(an_api_call(eventName=name), {}).change == change


def test_the_outcome_is_success_or_the_errors_code() -> None:
    assert outcome_of(an_api_call()) == "succeeded"
    assert outcome_of(an_api_call(errorCode="Client.Unauthorized")) == "Client.Unauthorized"
    sign_in = {"eventName": "ConsoleLogin", "responseElements": {"ConsoleLogin": "Failure"}}
    assert outcome_of(an_api_call(**sign_in)) == "Failure"
    assert outcome_of(an_api_call(**sign_in, errorMessage="Failed authentication")) == (
        "Failed authentication")
    assert outcome_of(an_event()) is None, "a native event has none"


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda below: st.lists(below, max_size=3) | st.dictionaries(st.text(max_size=8), below,
                                                                max_size=3), max_leaves=8)


@given(detail=ANYTHING, rows=ANYTHING, resources=ANYTHING)
def test_whatever_comes_a_record_can_be_made(detail: Any, rows: Any, resources: Any) -> None:
    event = {"source": "aws.lambda", "detail-type": "x", "detail": detail, "resources": resources}
    known = rows if isinstance(rows, dict) else {"aws.lambda": {"x": rows}}
    assert isinstance(resources_of(event, known).change, str)
