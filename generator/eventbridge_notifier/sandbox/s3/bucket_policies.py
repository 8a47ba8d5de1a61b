"""Policies of buckets, kept here: moto would enforce them by itself, blind to their conditions."""

from __future__ import annotations

from collections.abc import Callable

from botocore.exceptions import ClientError

from eventbridge_notifier.sandbox.core.interfaces import Clients
from eventbridge_notifier.sandbox.core.model import Call, Outcome
from eventbridge_notifier.sandbox.iam.policy import MalformedPolicy, parse

Answer = Callable[[Call], Outcome]
NONE = Outcome(404, {}, "NoSuchBucketPolicy", "The bucket policy does not exist")


class BucketPolicies:
    """Bucket's name to the JSON text of its policy."""

    def __init__(self, clients: Clients) -> None:
        self._clients = clients
        self._texts: dict[str, str] = {}

    def of(self, bucket: str) -> str:
        """The policy; empty where there is none."""
        return self._texts.get(bucket, "")

    def operations(self) -> dict[tuple[str, str], Answer]:
        return {("s3", "PutBucketPolicy"): self.put, ("s3", "GetBucketPolicy"): self.get,
                ("s3", "DeleteBucketPolicy"): self.delete}

    def observe(self, call: Call) -> None:
        """A bucket's policy goes with it."""
        if (call.service, call.operation) == ("s3", "DeleteBucket"):
            self._texts.pop(_bucket(call), None)

    def put(self, call: Call) -> Outcome:
        if missing := self._missing(call):
            return missing
        try:
            parse(text := str(call.params["Policy"]))
        except MalformedPolicy as error:
            return Outcome(400, {}, "MalformedPolicy", str(error))
        self._texts[_bucket(call)] = text
        return Outcome(204, {})

    def get(self, call: Call) -> Outcome:
        if missing := self._missing(call):
            return missing
        text = self.of(_bucket(call))
        return Outcome(200, {"Policy": text}) if text else NONE

    def delete(self, call: Call) -> Outcome:
        if missing := self._missing(call):
            return missing
        self._texts.pop(_bucket(call), None)
        return Outcome(204, {})

    def _missing(self, call: Call) -> Outcome | None:
        try:
            self._clients.client("s3", call.region, call.account).head_bucket(
                Bucket=_bucket(call))
        except ClientError:
            return Outcome(404, {}, "NoSuchBucket", "The specified bucket does not exist")
        return None


def _bucket(call: Call) -> str:
    return str(call.params.get("Bucket", ""))
