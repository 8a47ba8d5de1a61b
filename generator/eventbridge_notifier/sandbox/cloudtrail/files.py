"""The files of trails: gzipped records in their buckets, every five minutes, and hourly digests.

Source: CloudTrail user guide, "CloudTrail log file examples" and "Validating log file integrity".
Digests name the hash of every file; they are not signed.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import secrets
import string
import threading
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from eventbridge_notifier.events.trail_layout import Layout
from eventbridge_notifier.sandbox.cloudtrail.trails import Trail, Trails
from eventbridge_notifier.sandbox.core.interfaces import Clients, Journal
from eventbridge_notifier.sandbox.core.model import Entry
from eventbridge_notifier.sandbox.core.schedule import Clock

EVERY, DIGEST_EVERY = 300.0, 12  # seconds; deliveries of files to one of digests
MOST = 2000  # records of a file
CLOSING = 5.0  # seconds that a delivery may still take
_UNIQUE = string.ascii_letters + string.digits

Place = tuple[str, str, str]
"""ARN of a trail, account and region."""

Record = Mapping[str, Any]


class TrailFiles:
    """Collects the records of each trail, and writes them by the sandbox's clock."""

    def __init__(self, trails: Trails, clients: Clients, clock: Clock, journal: Journal,
                 organization: str) -> None:
        self._trails, self._clients, self._clock = trails, clients, clock
        self._journal, self._organization = journal, organization
        self._records: dict[Place, list[Record]] = {}
        self._digested: dict[Place, list[dict[str, str]]] = {}
        self._lock, self._writing = threading.Lock(), threading.Lock()
        self._gone = threading.Event()
        self._worker = threading.Thread(target=self._work, daemon=True, name="trail-files")
        self._worker.start()

    def keep(self, trails: Iterable[Trail], event: Mapping[str, Any]) -> None:
        """The record of an event, for the next file of these trails."""
        with self._lock:
            for trail in trails:
                place = (trail.arn, event["account"], event["region"])
                self._records.setdefault(place, []).append(event["detail"])

    def deliver(self, digests: bool = False) -> None:
        """Writes what has been kept. What a trail that is gone has logged is dropped."""
        with self._writing:
            with self._lock:
                records, self._records = self._records, {}
            for place, those in sorted(records.items(), key=lambda one: one[0]):
                self._attempt(place, those)
            if digests:
                digested, self._digested = self._digested, {}
                for place, files in digested.items():
                    self._digest(place, files)

    def close(self) -> None:
        """Ends what writes, while the services that it asks are still there."""
        self._gone.set()
        self._worker.join(timeout=CLOSING)

    def _work(self) -> None:
        count = 0
        while not self._gone.wait(self._clock.wall(EVERY)):
            count += 1
            self.deliver(digests=count % DIGEST_EVERY == 0)

    def _attempt(self, place: Place, records: list[Record]) -> None:
        if (trail := self._trails.find(place[0])) is None:
            return
        try:
            for start in range(0, len(records), MOST):
                self._write(trail, place, records[start:start + MOST])
        except (ClientError, BotoCoreError) as error:
            self._journal(Entry("failure", f"files of {trail.arn} are not delivered: {error}",
                                target=trail.bucket))

    def _write(self, trail: Trail, place: Place, records: list[Record]) -> None:
        _, account, region = place
        unique = "".join(secrets.choice(_UNIQUE) for _ in range(16))
        key = self._layout(trail).file(account, region, datetime.now(UTC), unique)
        body = gzip.compress(json.dumps({"Records": records}).encode(), 6)
        self._put(trail, key, body)
        times = sorted(str(one["eventTime"]) for one in records)
        self._digested.setdefault(place, []).append({
            "s3Bucket": trail.bucket, "s3Object": key, "hashAlgorithm": "SHA-256",
            "hashValue": hashlib.sha256(body).hexdigest(),
            "newestEventTime": times[-1], "oldestEventTime": times[0]})

    def _digest(self, place: Place, files: list[dict[str, str]]) -> None:
        arn, account, region = place
        trail = self._trails.find(arn)
        if trail is None or not trail.validated:
            return
        now = datetime.now(UTC)
        key = self._layout(trail).digest(account, region, arn.rpartition("/")[2], trail.home, now)
        digest = {"awsAccountId": account, "digestStartTime": files[0]["oldestEventTime"],
                  "digestEndTime": f"{now:%Y-%m-%dT%H:%M:%SZ}", "digestS3Bucket": trail.bucket,
                  "digestS3Object": key, "digestSignatureAlgorithm": "SHA256withRSA",
                  "logFiles": files}
        try:
            self._put(trail, key, gzip.compress(json.dumps(digest).encode(), 6))
        except (ClientError, BotoCoreError) as error:
            self._journal(Entry("failure", f"digest of {arn} is not delivered: {error}",
                                target=trail.bucket))

    def _put(self, trail: Trail, key: str, body: bytes) -> None:
        encrypted = {"ServerSideEncryption": "aws:kms", "SSEKMSKeyId": trail.key} if trail.key \
            else {}
        self._clients.client("s3", trail.home, trail.account).put_object(
            Bucket=trail.bucket, Key=key, Body=body, ContentType="application/json",
            ContentEncoding="gzip", **encrypted)

    def _layout(self, trail: Trail) -> Layout:
        return Layout(trail.bucket, trail.prefix, self._organization if trail.organization else "")
