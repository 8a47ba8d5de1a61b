"""A trail's bucket as a place with logs: only the accounts, regions and days that are asked for.

Folders are listed and objects fetched ahead, a few at once: so many are in memory, however many
there are. A bucket's logs that lie in no trail's layout are read whole.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from eventbridge_notifier.events import logs
from eventbridge_notifier.events.ahead import ahead
from eventbridge_notifier.events.log_parts import Part
from eventbridge_notifier.events.trail_layout import Layout, delivered_before

AHEAD = 16  # objects
LARGE = 32 << 20  # bytes; a trail's files have a few megabytes
_ACCOUNT, _ORGANIZATION = re.compile(r"\d{12}"), re.compile(r"o-[a-z0-9]{10,32}")


class TrailBucket:
    """`accounts` and `regions` narrow what is read; all that lie there where they are empty."""

    def __init__(self, s3: Any, bucket: str, prefix: str = "", accounts: Collection[str] = (),
                 regions: Collection[str] = (), below: str = "") -> None:
        """`prefix` is what stands before `AWSLogs/`. Only keys that begin with `below` are read."""
        self._s3, self._bucket, self._prefix, self._below = s3, bucket, prefix, below
        self._accounts, self._regions = frozenset(accounts), frozenset(regions)
        self._since: datetime | None = None

    def parts(self, first: date, last: date, passed: Collection[str] = (),
              since: datetime | None = None) -> Iterator[Part]:
        """The files that were delivered on these days, by day. Raises what S3 raises.

        Those with a name in `passed` are not fetched, nor those that were delivered before `since`.
        """
        self._since = since
        with ThreadPoolExecutor(AHEAD) as pool:
            folders = self._region_folders(pool)
            if not folders and not self._folders(Layout(self._bucket, self._prefix).root):
                yield from self._fetched(pool, [("", f"{self._prefix}/" if self._prefix else "")],
                                         passed)
            days = ((day.isoformat(), folder) for day in _days(first, last)
                    for layout, account, region in folders
                    if self._may_hold(folder := layout.day(account, region, day)))
            yield from self._fetched(pool, days, passed)

    def places(self) -> list[tuple[Layout, str, str]]:
        """Each account and region that has files: the layout, the account, the region."""
        with ThreadPoolExecutor(AHEAD) as pool:
            return self._region_folders(pool)

    def size(self, places: Iterable[tuple[Layout, str, str]], first: date, last: date) -> int:
        """Bytes of the files that were delivered on these days."""
        folders = [layout.day(account, region, day) for day in _days(first, last)
                   for layout, account, region in places]
        with ThreadPoolExecutor(AHEAD) as pool:
            return sum(size for _, size in ahead(pool, self._folder_size, folders, AHEAD))

    def objects(self, keys: Iterable[str]) -> Iterator[Part]:
        """The objects with these keys."""
        with ThreadPoolExecutor(AHEAD) as pool:
            for _, source in ahead(pool, self._source, keys, AHEAD):
                yield Part(source.name, partial(logs.read, source), "", source)

    def _folder_size(self, folder: str) -> int:
        pages = self._s3.get_paginator("list_objects_v2").paginate(
            Bucket=self._bucket, Prefix=folder)
        return sum(one["Size"] for page in pages for one in page.get("Contents", ()))

    def _region_folders(self, pool: ThreadPoolExecutor) -> list[tuple[Layout, str, str]]:
        """Each account's and region's folder of files."""
        listed = ahead(pool, lambda place: self._folders(place[0].regions(place[1])),
                       self._places(), AHEAD)
        return [(layout, account, region) for (layout, account), regions in listed
                for region in regions if not self._regions or region in self._regions]

    def _may_hold(self, folder: str) -> bool:
        return folder.startswith(self._below) or self._below.startswith(folder)

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
        return (one["Key"] for page in pages for one in page.get("Contents", ())
                if one["Key"].startswith(self._below) and logs.is_log(one["Key"])
                and not (self._since and delivered_before(one["Key"], self._since)))

    def _fetched(self, pool: ThreadPoolExecutor, folders: Iterable[tuple[str, str]],
                 passed: Collection[str]) -> Iterator[Part]:
        """The objects of each day's folders."""
        listed = ahead(pool, lambda folder: list(self._keys(folder[1])), folders, AHEAD)
        keys = ((day, key) for (day, _), found in listed for key in found
                if self._name(key) not in passed)
        for (day, _), source in ahead(pool, lambda one: self._source(one[1]), keys, AHEAD):
            yield Part(source.name, partial(logs.read, source), day, source)

    def _name(self, key: str) -> str:
        return f"s3://{self._bucket}/{key}"

    def _source(self, key: str) -> logs.Source:
        """Held in memory, or read when its turn comes where it is too large for that."""
        found = self._s3.get_object(Bucket=self._bucket, Key=key)
        if found.get("ContentLength", 0) > LARGE:
            return logs.Streamed(self._name(key), found["Body"])
        return logs.Held(self._name(key), found["Body"].read())


def of_url(s3: Any, url: str, accounts: Collection[str] = (), regions: Collection[str] = ()
           ) -> TrailBucket:
    """The bucket of `s3://bucket/prefix`; what follows AWSLogs/ narrows what is read."""
    bucket, _, path = url.removeprefix("s3://").partition("/")
    prefix = re.sub(r"(^|/)AWSLogs(/.*)?$", "", path.rstrip("/"))
    return TrailBucket(s3, bucket, prefix, accounts, regions, path)


def _days(first: date, last: date) -> Iterator[date]:
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)
