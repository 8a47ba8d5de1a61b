"""Where a trail's files lie in its bucket. Pure.

Source: CloudTrail user guide, "Finding your CloudTrail log files" and "digest files".
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import NamedTuple

LOGS, DIGESTS = "CloudTrail", "CloudTrail-Digest"
_DELIVERED = re.compile(r"_(\d{8}T\d{4})Z_[A-Za-z0-9]+\.json\.gz$")


class Layout(NamedTuple):
    """`prefix` is the trail's S3KeyPrefix, `organization` the id of an organization trail's.

    Both may be empty.
    """

    bucket: str
    prefix: str = ""
    organization: str = ""

    @property
    def root(self) -> str:
        """Below it lies a folder for each account."""
        parts = (self.prefix.strip("/"), "AWSLogs", self.organization)
        return "".join(f"{part}/" for part in parts if part)

    def regions(self, account: str) -> str:
        """Below it lies a folder for each region of an account."""
        return f"{self.root}{account}/{LOGS}/"

    def day(self, account: str, region: str, day: date) -> str:
        """The folder of the files that were delivered on a day (UTC): their events may be older."""
        return f"{self.regions(account)}{region}/{day:%Y/%m/%d}/"

    def file(self, account: str, region: str, delivered: datetime, unique: str) -> str:
        """The key of a file of records. `unique` is 16 letters and digits."""
        at = delivered.astimezone(UTC)
        return (f"{self.day(account, region, at.date())}{account}_{LOGS}_{region}_"
                f"{at:%Y%m%dT%H%MZ}_{unique}.json.gz")

    def digest(self, account: str, region: str, trail: str, home: str, ended: datetime) -> str:
        """The key of the digest of a region's files; `trail` is a name, `home` its region."""
        at = ended.astimezone(UTC)
        return (f"{self.root}{account}/{DIGESTS}/{region}/{at:%Y/%m/%d}/{account}_{DIGESTS}_"
                f"{region}_{trail}_{home}_{at:%Y%m%dT%H%M%SZ}.json.gz")


def delivered_before(key: str, moment: datetime) -> bool:
    """Whether the file was delivered before a moment, and so holds nothing that came after it.

    False where the key does not say.
    """
    found = _DELIVERED.search(key)
    return found is not None and found[1] < f"{moment.astimezone(UTC):%Y%m%dT%H%M}"
