"""What travels through the sandbox: plain frozen data, no behaviour."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

DEFAULT_ACCOUNT = "123456789012"
"""The account of whoever does not say another."""


ORGANIZATION = "o-exampleorgid"
"""The organization of all accounts, if no other is said."""


@dataclass(frozen=True)
class Identity:
    """Who made a call. `type` is CloudTrail's word: Root, IAMUser, AssumedRole, AWSService."""

    type: str
    account: str
    arn: str
    principal_id: str
    name: str = ""
    access_key: str = ""
    role_arn: str = ""


@dataclass(frozen=True)
class Call:
    """One AWS API request, parsed. `params` are botocore's names, `service` is boto3's name."""

    service: str
    operation: str
    params: Mapping[str, Any]
    region: str
    account: str
    identity: Identity
    request_id: str
    time: str
    source_ip: str = "127.0.0.1"
    user_agent: str = ""
    internal: bool = False


@dataclass(frozen=True)
class Outcome:
    """What the API answered. `error_code` empty means success; `parsed` is botocore-shaped."""

    status: int
    parsed: Mapping[str, Any] = field(default_factory=dict)
    error_code: str = ""
    error_message: str = ""


class Explain(Enum):
    """Of which rules that do not match an event the journal says why.

    A near miss is a rule that asks for such events, by source, type and name, and whose other
    conditions fail.
    """

    NOTHING = "nothing"
    NEAR_MISSES = "near"
    EVERYTHING = "all"


@dataclass(frozen=True)
class Entry:
    """One line of the journal. `kind`: event, match, no-match, delivery, failure, fault, note."""

    kind: str
    text: str
    event_id: str = ""
    rule: str = ""
    target: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)
