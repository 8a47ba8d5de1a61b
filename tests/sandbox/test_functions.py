"""Deployed code runs as on Lambda: answers, errors, retries, destinations, queues."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from eventbridge_notifier.sandbox.app import Sandbox
from eventbridge_notifier.sandbox.core.faults import Mishap
from eventbridge_notifier.sandbox.lambda_.function_id import FunctionId

from tests.sandbox.stack import Stack, allow, zipped

ECHO = "def handle(event, context): return event"
RAISE = "def handle(event, context): raise ValueError(event['why'])"
SLOW = "import time\ndef handle(event, context): time.sleep(30)"
EXIT = "import os\ndef handle(event, context): os._exit(1)"
BROKEN = "this is no Python"
STARTS_TWICE = ("import os\nif not os.path.exists(os.environ['MARK']):\n"
                "    open(os.environ['MARK'], 'w').close()\n    os._exit(3)\n"
                "def handle(event, context): return event")
TOLD = ("import os\ndef handle(event, context):\n"
        "    return [context.function_name, context.aws_request_id != '', os.environ['COLOUR'],\n"
        "            context.get_remaining_time_in_millis() > 0]")
FIRST_FAILS = ("import os\ndef handle(event, context):\n"
               "    if not os.path.exists(event['file']):\n"
               "        open(event['file'], 'w').close()\n        raise ValueError('first')\n"
               "    os.rename(event['file'], event['file'] + '.done')")


def invoke(stack: Stack, name: str, payload: Any, **more: Any) -> Any:
    answer = stack.client("lambda").invoke(
        FunctionName=name, Payload=json.dumps(payload).encode(), **more)
    return answer, json.loads(answer["Payload"].read() or b"null")


def test_a_function_answers_with_what_it_returns(stack: Stack) -> None:
    stack.function("f", zipped(TOLD), Environment={"Variables": {"COLOUR": "red"}})
    assert invoke(stack, "f", {})[1] == ["f", True, "red", True]


@pytest.mark.parametrize(("code", "kind"), [
    (RAISE, "ValueError"), (SLOW, "Sandbox.Timedout"), (EXIT, "Runtime.ExitError"),
    (BROKEN, "Runtime.UserCodeSyntaxError")])
def test_a_function_that_fails_says_how(stack: Stack, code: str, kind: str) -> None:
    stack.function("f", zipped(code), Timeout=1)
    answer, told = invoke(stack, "f", {"why": "because"})
    assert answer["FunctionError"] == "Unhandled"
    assert told["errorType"] == kind


def test_a_function_that_ends_while_it_starts_is_started_once_more(stack: Stack, tmp_path: Any
                                                                     ) -> None:
    mark = {"Variables": {"MARK": str(tmp_path / "mark")}}
    stack.function("f", zipped(STARTS_TWICE), Environment=mark)
    assert invoke(stack, "f", 7)[1] == 7
    stack.function("g", zipped("import os\nos._exit(3)"))
    assert invoke(stack, "g", 7)[1]["errorType"] == "Runtime.ExitError"


def test_new_code_answers_after_an_update(stack: Stack) -> None:
    stack.function("f", zipped(ECHO))
    assert invoke(stack, "f", "old")[1] == "old"
    stack.client("lambda").update_function_code(
        FunctionName="f", ZipFile=zipped("def handle(event, context): return 'new'"))
    assert invoke(stack, "f", "old")[1] == "new"


def test_code_may_come_from_a_bucket(stack: Stack) -> None:
    s3 = stack.client("s3")
    s3.create_bucket(Bucket="code-bucket",
                     CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
    s3.put_object(Bucket="code-bucket", Key="f.zip", Body=zipped(ECHO))
    stack.client("lambda").create_function(
        FunctionName="f", Runtime="python3.13", Handler="code.handle",
        Role=stack.role("r", allow("logs:*")),
        Code={"S3Bucket": "code-bucket", "S3Key": "f.zip"})
    assert invoke(stack, "f", 7)[1] == 7


def test_an_asynchronous_invoke_is_tried_again(stack: Stack, tmp_path: Any) -> None:
    stack.function("f", zipped(FIRST_FAILS))
    answer, _ = invoke(stack, "f", {"file": str(tmp_path / "x")}, InvocationType="Event")
    assert answer["StatusCode"] == 202
    assert stack.sandbox.drain()
    assert (tmp_path / "x.done").exists()


def test_a_function_that_keeps_failing_is_told_to_its_destination(stack: Stack) -> None:
    role = stack.role("r", allow("sqs:SendMessage"))
    arn = stack.function("f", zipped(RAISE), role=role)
    stack.client("lambda").put_function_event_invoke_config(
        FunctionName="f", MaximumRetryAttempts=1, MaximumEventAgeInSeconds=3600,
        DestinationConfig={"OnFailure": {"Destination": stack.queue("failed")}})
    invoke(stack, "f", {"why": "because"}, InvocationType="Event")
    assert stack.sandbox.drain()
    (message,) = stack.messages("failed")
    told = json.loads(message["Body"])
    assert told["requestPayload"] == {"why": "because"}
    assert told["requestContext"]["condition"] == "RetriesExhausted"
    assert told["requestContext"]["approximateInvokeCount"] == 2
    assert told["requestContext"]["functionArn"].startswith(arn)
    assert told["responsePayload"]["errorType"] == "ValueError"


def test_a_crash_in_mid_invoke_is_tried_again(stack: Stack, tmp_path: Any) -> None:
    stack.function("f", zipped("def handle(event, context): open(event, 'w').close()"))
    with stack.sandbox.faults.during(Mishap("crashes", 1.0, "crash")):
        invoke(stack, "f", str(tmp_path / "x"), InvocationType="Event")
        wait_for(lambda: stack.sandbox.faults.counts["crashes"] == 1)
    assert stack.sandbox.drain()
    assert (tmp_path / "x").exists()


def test_a_function_without_concurrency_refuses(stack: Stack) -> None:
    stack.function("f", zipped(ECHO))
    client = stack.client("lambda")
    client.put_function_concurrency(FunctionName="f", ReservedConcurrentExecutions=0)
    with pytest.raises(client.exceptions.TooManyRequestsException):
        invoke(stack, "f", 1)
    client.delete_function_concurrency(FunctionName="f")
    assert invoke(stack, "f", 1)[1] == 1


def test_a_queue_feeds_a_function_and_keeps_what_fails(stack: Stack, tmp_path: Any) -> None:
    source = stack.queue("events")
    code = ("import json\ndef handle(event, context):\n    bad = []\n"
            "    for one in event['Records']:\n        path = json.loads(one['body'])\n"
            "        if path: open(path, 'w').close()\n"
            "        else: bad.append({'itemIdentifier': one['messageId']})\n"
            "    return {'batchItemFailures': bad}")
    role = stack.role("r", allow("sqs:ReceiveMessage", "sqs:DeleteMessage",
                                 "sqs:GetQueueAttributes"))
    stack.function("f", zipped(code), role=role)
    stack.client("lambda").create_event_source_mapping(
        FunctionName="f", EventSourceArn=source, BatchSize=5,
        FunctionResponseTypes=["ReportBatchItemFailures"])
    sqs = stack.client("sqs")
    url = sqs.get_queue_url(QueueName="events")["QueueUrl"]
    sqs.set_queue_attributes(QueueUrl=url, Attributes={"VisibilityTimeout": "3600"})
    sqs.send_message(QueueUrl=url, MessageBody=json.dumps(str(tmp_path / "a")))
    sqs.send_message(QueueUrl=url, MessageBody="null")
    wait_for(lambda: (tmp_path / "a").exists() and depth(sqs, url) == 1)


def depth(sqs: Any, url: str) -> int:
    held = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
    return (int(held["ApproximateNumberOfMessages"])
            + int(held["ApproximateNumberOfMessagesNotVisible"]))


def wait_for(true: Any, seconds: float = 10.0) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "did not happen in time"
        time.sleep(0.05)


def test_no_process_outlives_the_sandbox() -> None:
    with Sandbox(region="eu-west-1") as sandbox:
        stack = Stack(sandbox)
        stack.function("f", zipped("import os\ndef handle(event, context): return os.getpid()"))
        pid = invoke(stack, "f", {})[1]
        assert alive(pid)
    assert not alive(pid)


def alive(pid: int) -> bool:
    import os
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_key_is_read_from_names_and_arns() -> None:
    from eventbridge_notifier.sandbox.lambda_.function_id import function_id
    key = FunctionId("1", "eu-west-1", "f")
    assert [function_id(one, "1", "eu-west-1") for one in (
        "f", "f:$LATEST", key.arn, f"{key.arn}:live", "1:function:f")] == [key] * 5


def test_a_function_that_keeps_failing_leaves_the_event_in_its_dead_letter_queue(
        stack: Stack) -> None:
    role = stack.role("r", allow("sqs:SendMessage"))
    stack.function("f", zipped(RAISE), role=role,
                   DeadLetterConfig={"TargetArn": stack.queue("dead")})
    invoke(stack, "f", {"why": "because"}, InvocationType="Event")
    assert stack.sandbox.drain()
    (message,) = stack.messages("dead")
    assert json.loads(message["Body"]) == {"why": "because"}


def test_how_often_an_invoke_is_tried_again_can_change(stack: Stack) -> None:
    stack.function("f", zipped("def handle(event, context): pass"))
    client = stack.client("lambda")
    for attempts in (2, 0, 1):
        client.put_function_event_invoke_config(FunctionName="f", MaximumRetryAttempts=attempts)
        found = client.get_function_event_invoke_config(FunctionName="f")
        assert found["MaximumRetryAttempts"] == attempts
