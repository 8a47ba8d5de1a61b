"""Owners and policies of buckets.

Policies are kept here because moto would enforce them by itself, without their conditions.
"""

from __future__ import annotations

from botocore.exceptions import ClientError

from eventbridge_notifier.sandbox.core.interfaces import Clients, Operations
from eventbridge_notifier.sandbox.core.model import Call, Outcome
from eventbridge_notifier.sandbox.iam.policy import MalformedPolicy, parse

NO_POLICY = Outcome(404, {}, "NoSuchBucketPolicy", "The bucket policy does not exist")


class Buckets:
    """All buckets: their names are unique over accounts and regions."""

    def __init__(self, clients: Clients) -> None:
        self._clients = clients
        self._policies: dict[str, str] = {}
        self._owners: dict[str, tuple[str, str]] = {}

    def policy(self, bucket: str) -> str:
        """The JSON text of the policy; empty where there is none."""
        return self._policies.get(bucket, "")

    def owner(self, bucket: str) -> tuple[str, str] | None:
        """Account and region; None where there is no such bucket."""
        return self._owners.get(bucket)

    def operations(self) -> Operations:
        return {("s3", "PutBucketPolicy"): self.put, ("s3", "GetBucketPolicy"): self.get,
                ("s3", "DeleteBucketPolicy"): self.delete}

    def observe(self, call: Call, outcome: Outcome) -> None:
        """Buckets come and go, and a policy goes with its bucket."""
        if call.service != "s3" or outcome.error_code:
            return
        if call.operation == "CreateBucket":
            self._owners[_bucket(call)] = (call.account, call.region)
        elif call.operation == "DeleteBucket":
            self._owners.pop(_bucket(call), None)
            self._policies.pop(_bucket(call), None)

    def put(self, call: Call) -> Outcome:
        if missing := self._missing(call):
            return missing
        try:
            parse(text := str(call.params["Policy"]))
        except MalformedPolicy as error:
            return Outcome(400, {}, "MalformedPolicy", str(error))
        self._policies[_bucket(call)] = text
        return Outcome(204, {})

    def get(self, call: Call) -> Outcome:
        if missing := self._missing(call):
            return missing
        text = self.policy(_bucket(call))
        return Outcome(200, {"Policy": text}) if text else NO_POLICY

    def delete(self, call: Call) -> Outcome:
        if missing := self._missing(call):
            return missing
        self._policies.pop(_bucket(call), None)
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
