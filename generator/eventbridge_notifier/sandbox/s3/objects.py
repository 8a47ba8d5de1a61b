"""Objects that services write by themselves."""

from __future__ import annotations

from eventbridge_notifier.sandbox.core.interfaces import Clients


class Objects:
    """Writes to buckets. Raises botocore's errors."""

    def __init__(self, clients: Clients) -> None:
        self._clients = clients

    def put_json(self, bucket: str, key: str, body: str, region: str, account: str) -> None:
        client = self._clients.client("s3", region, account)
        client.put_object(Bucket=bucket, Key=key, Body=body.encode(),
                          ContentType="application/json")
