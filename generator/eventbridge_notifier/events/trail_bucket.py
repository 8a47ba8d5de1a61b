"""A trail's bucket as a place with logs: only the accounts, regions and days that are asked for.

Objects are fetched ahead, a few at once: so many are in memory, however many there are.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Collection, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date, timedelta
from functools import partial
from typing import Any

from eventbridge_notifier.events import logs
from eventbridge_notifier.events.log_parts import Part
from eventbridge_notifier.events.trail_layout import Layout

AHEAD = 16  # objects
_ACCOUNT, _ORGANIZATION = re.compile(r"\d{12}"), re.compile(r"o-[a-z0-9]{10,32}")


class TrailBucket:
    """`accounts` and `regions` narrow what is read; all that lie there where they are empty."""

    def __init__(self, s3: Any, bucket: str, prefix: str = "", accounts: Collection[str] = (),
                 regions: Collection[str] = ()) -> None:
        """`prefix` is what stands before `AWSLogs/`."""
        self._s3, self._bucket, self._prefix = s3, bucket, prefix
        self._accounts, self._regions = frozenset(accounts), frozenset(regions)

    def parts(self, first: date, last: date) -> Iterator[Part]:
        """The files that were delivered on these days, by day. Raises what S3 raises."""
        folders = [(layout, account, region) for layout, account in self._places()
                   for region in self._folders(layout.regions(account))
                   if not self._regions or region in self._regions]
        for day in _days(first, last):
            keys = (key for layout, account, region in folders
                    for key in self._keys(layout.day(account, region, day)))
            yield from self._fetched(keys, day.isoformat())

    def _places(self) -> Iterator[tuple[Layout, str]]:
        """Each account, below the trail's prefix or below an organization's id."""
        plain = Layout(self._bucket, self._prefix)
        for name in self._folders(plain.root):
            if _ORGANIZATION.fullmatch(name):
                layout = Layout(self._bucket, self._prefix, name)
                yield from ((layout, one) for one in self._folders(layout.root)
                            if self._wanted(one))
            elif self._wanted(name):
                yield plain, name

    def _wanted(self, account: str) -> bool:
        return bool(_ACCOUNT.fullmatch(account)) and (
            not self._accounts or account in self._accounts)

    def _folders(self, prefix: str) -> list[str]:
        pages = self._s3.get_paginator("list_objects_v2").paginate(
            Bucket=self._bucket, Prefix=prefix, Delimiter="/")
        return [one["Prefix"].removeprefix(prefix).rstrip("/")
                for page in pages for one in page.get("CommonPrefixes", ())]

    def _keys(self, prefix: str) -> Iterator[str]:
        pages = self._s3.get_paginator("list_objects_v2").paginate(
            Bucket=self._bucket, Prefix=prefix)
        return (one["Key"] for page in pages for one in page.get("Contents", ()))

    def _fetched(self, keys: Iterable[str], day: str) -> Iterator[Part]:
        waiting: deque[tuple[str, Future[bytes]]] = deque()
        with ThreadPoolExecutor(AHEAD) as pool:
            for key in keys:
                waiting.append((key, pool.submit(self._body, key)))
                if len(waiting) > AHEAD:
                    yield self._part(*waiting.popleft(), day)
            while waiting:
                yield self._part(*waiting.popleft(), day)

    def _part(self, key: str, body: Future[bytes], day: str) -> Part:
        name = f"s3://{self._bucket}/{key}"
        source = logs.Held(name, body.result())
        return Part(name, partial(logs.read, source), day, source)

    def _body(self, key: str) -> bytes:
        body: bytes = self._s3.get_object(Bucket=self._bucket, Key=key)["Body"].read()
        return body


def of_url(s3: Any, url: str, accounts: Collection[str] = (), regions: Collection[str] = ()
           ) -> TrailBucket:
    """The bucket of `s3://bucket/prefix`, with or without AWSLogs/ and what follows it."""
    bucket, _, path = url.removeprefix("s3://").partition("/")
    prefix = re.sub(r"(^|/)AWSLogs(/.*)?$", "", path.rstrip("/"))
    return TrailBucket(s3, bucket, prefix, accounts, regions)


def _days(first: date, last: date) -> Iterator[date]:
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)
