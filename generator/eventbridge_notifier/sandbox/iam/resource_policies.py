"""Policies and keys of resources, read from moto and kept until a call changes them.

By the rows `resources` of the services' facts.
"""

from __future__ import annotations

from dataclasses import replace

from botocore.exceptions import ClientError

from eventbridge_notifier.sandbox.core.cache import Cache
from eventbridge_notifier.sandbox.core.interfaces import Clients
from eventbridge_notifier.sandbox.core.model import Call, Outcome
from eventbridge_notifier.sandbox.core.service_facts import ArnParts, Resource, ResourceReader
from eventbridge_notifier.sandbox.s3.buckets import Buckets
from eventbridge_notifier.sandbox.services import SERVICES

GLOBAL = "us-east-1"
_READERS = {service.name: service.resources for service in SERVICES if service.resources}


class Resources:
    """Resources by ARN."""

    def __init__(self, clients: Clients, buckets: Buckets) -> None:
        self._clients, self._buckets = clients, buckets
        self._read: Cache[tuple[str, str], Resource] = Cache()

    def observe(self, call: Call, outcome: Outcome) -> None:
        """Forgets what a call may have changed."""
        if outcome.error_code:
            return
        reader = _READERS.get(call.service)
        if reader is not None and call.operation in reader.changed_by:
            self._read.forget(lambda key: key[0] == call.service)
        if call.service == "cloudformation":
            self._read.forget()

    def of(self, arn: str, account: str = "") -> Resource:
        """The resource; an empty one where there is none, or none of a kind that has policies.

        `account` is the caller's: that of a resource whose ARN names none.
        """
        parts = self._parts(arn, account)
        reader = _READERS.get(parts.service)
        if reader is None:
            return Resource(account=parts.account)
        return self._read.get((parts.service, parts.arn), lambda: self._resource(reader, parts))

    def _parts(self, arn: str, account: str) -> ArnParts:
        parts = arn.split(":", 5)
        if len(parts) < 6:
            return ArnParts(arn, "", "", account, "")
        _, _, service, region, owner, name = parts
        if service == "s3":
            name = name.partition("/")[0]
            owner, region = self._buckets.owner(name) or (account, GLOBAL)
            arn = f"arn:aws:s3:::{name}"
        if owner == "aws":  # AWS's managed policies, which every account has
            owner = account
        return ArnParts(arn, service, region or GLOBAL, owner or account, name)

    def _resource(self, reader: ResourceReader, arn: ArnParts) -> Resource:
        client = self._clients.client(arn.service, arn.region, arn.account)
        try:
            found = reader.read(client, arn)
        except ClientError:
            found = Resource()
        if arn.service == "s3":
            found = replace(found, policy=self._buckets.policy(arn.name))
        return replace(found, account=arn.account)
