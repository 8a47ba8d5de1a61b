"""AWS's partitions: their regions, and where events of global services and of sign-in are recorded.

No event leaves its partition: IAM's calls in GovCloud are recorded in GovCloud.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from eventbridge_notifier.aws.services import regions
from eventbridge_notifier.aws.suggest import Unknown, closest, is_certain_slip


@dataclass(frozen=True)
class Partition:
    """`begin` is how the names of its regions begin. `homes` and `beside` map an eventSource to
    the region, or the regions, in which its calls are recorded whatever region they were made in.

    `native` maps the source of a service's own events to regions in which some of them appear.
    """

    name: str
    begin: tuple[str, ...]
    regions: tuple[str, ...]
    homes: Mapping[str, str] = field(default_factory=dict)
    sign_in: tuple[str, ...] = ()
    beside: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    native: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def enabled_by_default(self) -> tuple[str, ...]:
        """The regions that every account has; all of them where no table says which."""
        return regions.ENABLED_BY_DEFAULT if self.name == "aws" else self.regions

    def home_of(self, event_source: str) -> str | None:
        """The one region in which the calls of a global service are recorded; None for others."""
        return self.homes.get(event_source)

    def only_in(self, event_source: str) -> tuple[str, ...]:
        """The only regions in which events of `event_source` appear; () where they appear anywhere.

        A sign-in at a regional endpoint appears in that region as well.
        """
        if event_source == "signin.amazonaws.com":
            return self.sign_in
        home = self.homes.get(event_source)
        return (home,) if home else ()

    def origins_of(self, event_source: str) -> tuple[tuple[str, ...], bool]:
        """Regions in which calls of `event_source` appear, and whether in the region of the call
        too. Where a home is not certain they may.
        """
        home = self.homes.get(event_source)
        fixed = (*((home,) if home else ()), *self.beside.get(event_source, ()))
        return fixed, event_source not in regions.CERTAIN_HOMES

    def native_regions(self, source: str) -> tuple[str, ...]:
        """Regions in which some of the own events of a service appear, whatever they are about."""
        return self.native.get(source, ())

    def every_home(self) -> tuple[str, ...]:
        """The regions in which calls of global services appear."""
        return tuple(dict.fromkeys(self.homes.values()))


def _elsewhere(name: str, begin: str, listed: tuple[str, ...], home: str,
               **others: str) -> Partition:
    """A partition beside the first. Its global services are recorded in `home`, the `others` in
    their own (botocore, endpoints.json: the scope of the credentials); sign-ins in any of its few
    regions."""
    short = ("iam", "organizations", "route53", "support", "budgets", "ce", "account", "health",
             "cloudfront", "networkmanager")
    homes = {f"{one}.amazonaws.com": others.get(one, home) for one in short}
    return Partition(name, (begin,), listed, homes, listed, {"signin.amazonaws.com": listed},
                     dict.fromkeys(("aws.health", "aws.trustedadvisor", "aws.support"), (home,)))


AWS = Partition("aws", (), regions.REGIONS, regions.HOME, regions.SIGN_IN, regions.BESIDE,
                regions.NATIVE)

# botocore, partitions.json, and as above.
PARTITIONS = (
    AWS,
    _elsewhere("aws-us-gov", "us-gov-", ("us-gov-east-1", "us-gov-west-1"), "us-gov-west-1"),
    _elsewhere("aws-cn", "cn-", ("cn-north-1", "cn-northwest-1"), "cn-northwest-1",
               iam="cn-north-1", support="cn-north-1"),
    _elsewhere("aws-eusc", "eusc-", ("eusc-de-east-1",), "eusc-de-east-1"),
    _elsewhere("aws-iso", "us-iso-", ("us-iso-east-1", "us-iso-west-1"), "us-iso-east-1"),
    _elsewhere("aws-iso-b", "us-isob-", ("us-isob-east-1", "us-isob-west-1"), "us-isob-east-1"),
    _elsewhere("aws-iso-e", "eu-isoe-", ("eu-isoe-west-1",), "eu-isoe-west-1"),
    _elsewhere("aws-iso-f", "us-isof-", ("us-isof-east-1", "us-isof-south-1"), "us-isof-south-1"),
)

ALL_REGIONS = tuple(region for one in PARTITIONS for region in one.regions)


def partition_of(region: str | None) -> Partition:
    """The partition of a region by the beginning of its name; the first where none is said."""
    found = (one for one in PARTITIONS if region and one.begin and region.startswith(one.begin))
    return next(found, AWS)


def home_of(event_source: str, near: str | None = None) -> str | None:
    """The one region in which the calls of a global service are recorded, in the partition of the
    region `near`; None for other services."""
    return partition_of(near).home_of(event_source)


def region(name: str) -> str:
    """`name` again. Raises Unknown where it is surely a slip; a new region is let pass."""
    if name not in ALL_REGIONS and is_certain_slip(name, ALL_REGIONS):
        raise Unknown("region", name, closest(name, ALL_REGIONS))
    return name
