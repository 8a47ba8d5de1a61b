"""A table and a bucket in a moto server, and a recorder that writes to them."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import boto3
import pytest
from eventbridge_notifier.record_format.codec import event_of
from eventbridge_notifier.sandbox.dynamodb import partiql_inserts
from moto.server import ThreadedMotoServer
from recorder.recorder import Recorder

from tests.recorder.builders import REGION


class Store:
    """Where one test's records go, and how they are read back."""

    def __init__(self, url: str) -> None:
        self.environ = {
            "AWS_ENDPOINT_URL": url,
            "AWS_REGION": REGION,
            "AWS_ACCESS_KEY_ID": "key",
            "AWS_SECRET_ACCESS_KEY": "secret",
            "AWS_LAMBDA_FUNCTION_NAME": "eventbridge-notifier-recorder",
            "TABLE_NAME": f"table-{uuid4()}",
            "SPILL_BUCKET": f"bucket-{uuid4()}",
        }
        self.dynamodb, self.s3 = self._client("dynamodb"), self._client("s3")
        self.dynamodb.create_table(
            TableName=self.environ["TABLE_NAME"],
            KeySchema=[{"AttributeName": "id", "KeyType": "HASH"},
                       {"AttributeName": "watch", "KeyType": "RANGE"}],
            AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"},
                                  {"AttributeName": "watch", "AttributeType": "S"}],
            BillingMode="PAY_PER_REQUEST")
        self.s3.create_bucket(Bucket=self.environ["SPILL_BUCKET"],
                              CreateBucketConfiguration={"LocationConstraint": REGION})

    def _client(self, service: str) -> Any:
        return boto3.client(service, endpoint_url=self.environ["AWS_ENDPOINT_URL"],
                            region_name=REGION, aws_access_key_id="key",
                            aws_secret_access_key="secret")

    def recorder(self, **environ: str) -> Recorder:
        return Recorder(self.environ | environ)

    def items(self) -> list[dict[str, Any]]:
        pages = self.dynamodb.get_paginator("scan").paginate(TableName=self.environ["TABLE_NAME"])
        return [item for page in pages for item in page["Items"]]

    def item(self, id: str, watch: str = "w") -> dict[str, Any]:
        key = {"id": {"S": id}, "watch": {"S": watch}}
        found = self.dynamodb.get_item(TableName=self.environ["TABLE_NAME"], Key=key)
        return dict(found["Item"])

    def event(self, id: str, watch: str = "w") -> Any:
        return event_of(self.item(id, watch), self.fetch)

    def fetch(self, location: str) -> bytes:
        bucket, key = location.removeprefix("s3://").split("/", 1)
        body: bytes = self.s3.get_object(Bucket=bucket, Key=key)["Body"].read()
        return body


@pytest.fixture(scope="session")
def moto_url() -> Iterator[str]:
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    partiql_inserts.install()
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def store(moto_url: str) -> Store:
    return Store(moto_url)


@pytest.fixture
def plenty() -> Callable[[], float]:
    """An invocation with ten seconds left, for ever."""
    return lambda: 10.0
