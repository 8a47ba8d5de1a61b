"""What a service's folder tells the rest of the sandbox about the service: plain data.

Each folder has one ServiceFacts in its `facts.py`; `services.py` lists them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from eventbridge_notifier.sandbox.core.denial import DenialKind
from eventbridge_notifier.sandbox.core.interfaces import Clients
from eventbridge_notifier.sandbox.core.model import Call

Params = Mapping[str, Any]
CALLER = ""


@dataclass(frozen=True)
class ArnParts:
    """`name` is all that follows the account."""

    arn: str
    service: str
    region: str
    account: str
    name: str


@dataclass(frozen=True)
class Resource:
    """What a resource says for itself. `policy` is its document; `account` its owner.

    `key` is the KMS key that encrypts it, by whatever name. `bucket_key`: the key is used once a
    bucket, not once an object.
    """

    policy: str | Mapping[str, Any] | None = None
    key: str = ""
    account: str = ""
    bucket_key: bool = False


@dataclass(frozen=True)
class ResourceReader:
    """`read` gets a client of the service; `changed_by` names operations that change its result."""

    read: Callable[[Any, ArnParts], Resource]
    changed_by: frozenset[str]


@dataclass(frozen=True)
class KeyUse:
    """Calls to KMS that follow from a permission: `on` these IAM actions, `actions` of KMS.

    Both are lists in one text. `by` is the service that calls KMS, or CALLER. `key` is the
    parameter that names the key; without one it is the key of the resource. `context` is the
    encryption context, filled in from the call's parameters and from `kms.usage.key_values`.
    `denied` is the error code where a service does not pass KMS's own on.
    """

    on: str
    actions: str
    context: Mapping[str, str]
    by: str = CALLER
    key: str = ""
    denied: str = ""


@dataclass(frozen=True)
class KeptAttributes:
    """Parameters that moto loses: `take` from the `writes`, `put` into the answers of `reads`.

    `delete` is the operation that ends the resource, `name` finds it in a call's parameters.
    `across_regions`: the name alone says which resource.
    """

    writes: tuple[str, ...]
    reads: tuple[str, ...]
    delete: str
    name: Callable[[Params], str]
    take: Callable[[Params], dict[str, Any]]
    put: Callable[[Params, Params], dict[str, Any]]
    across_regions: bool = False


Repeat = Callable[[Clients, Call], Params | None]
"""The parameters with which moto answers a call as AWS does; None where it does so anyway."""


@dataclass(frozen=True)
class Limit:
    """What AWS refuses to exceed, and moto does not. `measure` says what a call would lead to.

    `operations` is a list in one text. `code`, `status` and `message` make the refusal, which may
    name `{maximum}`, `{account}` and `{region}`.
    """

    operations: str
    measure: Callable[[Clients, Call], int]
    maximum: int
    code: str
    message: str
    source: str
    status: int = 400


@dataclass(frozen=True)
class ServiceFacts:
    """`name` is boto3's. Tables as text hold words apart by white space.

    - `arns`: templates of the ARN that a call acts on, the first that can be filled in counts;
      `arns_of` for single operations.
    - `actions`: pairs of operation and IAM action, where they differ.
    - `condition_keys`: pairs of condition key and parameter; `condition_keys_of` for single
      operations.
    - `call_context`: condition keys that are computed from a call.
    - `validated`: calls are held against the constraints of botocore's model.
    - `errors`: error code and HTTP status of a denial, where not those of the protocol.
    """

    name: str
    arns: tuple[str, ...] = ()
    arns_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    actions: str = ""
    condition_keys: tuple[tuple[str, str], ...] = ()
    condition_keys_of: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    call_context: Callable[[Call], Mapping[str, object]] | None = None
    resources: ResourceReader | None = None
    key_uses: tuple[KeyUse, ...] = ()
    errors: Mapping[DenialKind, tuple[str, int]] = field(default_factory=dict)
    kept: tuple[KeptAttributes, ...] = ()
    limits: tuple[Limit, ...] = ()
    validated: bool = False
    repeated: Mapping[str, Repeat] = field(default_factory=dict)


def picked(params: Params, *names: str) -> dict[str, Any]:
    """The named parameters that are there."""
    return {name: params[name] for name in names if name in params}
