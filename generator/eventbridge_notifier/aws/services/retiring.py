"""Values that AWS stops to take: a watch for them falls silent on that day. Data.

Lambda runtimes: Lambda developer guide, "Lambda runtimes", tables of supported and deprecated
runtimes, as read in the autumn of 2026. The dates are those on which AWS blocks the creation and
the update of functions; AWS has moved such dates before.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Retiring:
    """From `date` (YYYY-MM-DD) on, AWS refuses `value` of `path` in `operation`."""

    service: str
    operation: str
    path: str
    value: str
    date: str


# runtime to (creation blocked, update blocked)
LAMBDA_RUNTIMES = {
    **dict.fromkeys(
        ("python3.8", "python3.9", "python3.10", "nodejs16.x", "nodejs18.x", "nodejs20.x",
         "ruby3.2", "dotnet6", "dotnet8", "provided.al2"), ("2027-02-01", "2027-03-03")),
    **dict.fromkeys(("java8", "go1.x", "provided"), ("2024-02-08", "2027-03-03")),
    **dict.fromkeys(("python3.7", "nodejs14.x", "ruby2.7"), ("2024-01-09", "2027-03-03")),
    "nodejs22.x": ("2027-06-01", "2027-07-01"),
    **dict.fromkeys(("python3.11", "java8.al2", "java11", "java17"),
                    ("2027-07-31", "2027-08-31")),
    "dotnetcore3.1": ("2023-04-03", "2023-05-03"),
    "nodejs12.x": ("2023-03-31", "2023-04-30"),
    "python3.6": ("2022-07-18", "2022-08-29"),
    "dotnetcore2.1": ("2022-01-05", "2022-04-13"),
    "nodejs10.x": ("2021-07-30", "2022-02-14"),
    "ruby2.5": ("2021-07-30", "2022-03-31"),
    "python2.7": ("2021-07-15", "2022-05-30"),
    "nodejs8.10": ("2020-02-04", "2020-03-06"),
    "nodejs6.10": ("2019-07-12", "2019-08-12"),
    "nodejs4.3": ("2020-02-03", "2020-03-05"),
    "nodejs4.3-edge": ("2019-03-31", "2019-04-30"),
    "dotnetcore1.0": ("2019-06-30", "2019-07-30"),
    "dotnetcore2.0": ("2019-04-30", "2019-05-30"),
    "nodejs": ("2016-09-30", "2016-10-31"),
}

# Of these the ones that AWS still supports when the tables were read; all others are past their
# deprecation date and get no patches.
SUPPORTED_RUNTIMES = frozenset({"java8.al2", "java11", "java17", "nodejs22.x", "python3.11"})
RETIRED_RUNTIMES = frozenset(LAMBDA_RUNTIMES) - SUPPORTED_RUNTIMES

_RUNTIME = "requestParameters.runtime"

RETIRING = {
    (one.service, one.operation, one.path, one.value): one
    for value, (create, update) in LAMBDA_RUNTIMES.items()
    for one in (Retiring("lambda", "CreateFunction", _RUNTIME, value, create),
                Retiring("lambda", "UpdateFunctionConfiguration", _RUNTIME, value, update))
}


def retires(service: str, operation: str, path: str, value: object) -> Retiring | None:
    """The row for a value that AWS retires, or None."""
    return RETIRING.get((service, operation, path, value)) if isinstance(value, str) else None
