"""Calls to KMS that follow from calls to other services, by the rows `key_uses` of the services.

Some are made in the name of the caller (forward access sessions), some by the service itself.
Services keep data keys for minutes; the sandbox keeps none, so a refused key is noticed at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from eventbridge_notifier.sandbox.core.service_facts import KeyUse, Resource
from eventbridge_notifier.sandbox.kms.encryption_context import condition_keys
from eventbridge_notifier.sandbox.services import SERVICES

_ROWS = [row for service in SERVICES for row in service.key_uses]
_BY_ACTION = {action: [row for row in _ROWS if action in row.on.split()]
              for row in _ROWS for action in row.on.split()}

# (service, action) of services that tell KMS neither aws:SourceArn nor aws:SourceAccount
# (SNS developer guide: such conditions are "not supported for EventBridge-to-encrypted topics").
WITHOUT_SOURCE = frozenset({("events.amazonaws.com", "sns:Publish")})


def key_uses(action: str) -> list[KeyUse]:
    """The rows that an IAM action leads to."""
    return _BY_ACTION.get(action, [])


def key_named(row: KeyUse, params: Mapping[str, Any]) -> str:
    """The key that the parameters name; empty where they name none."""
    value: Any = params
    for part in row.key.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return str(value or "")


def key_values(arn: str, region: str, account: str, resource: Resource) -> dict[str, str]:
    """What rows may refer to, besides parameters.

    `object` is the bucket where it has a bucket key, which serves for all its objects.
    """
    whole = arn.partition("/")[0] if resource.bucket_key else arn
    return {"resource": arn, "object": whole, "region": region, "account": account,
            "table": arn.partition("table/")[2].partition("/")[0]}


def filled(text: str, values: Mapping[str, str]) -> str:
    """A text with values; empty for those that a call does not have."""
    return text.format_map(_Lenient(values))


def encryption_keys(row: KeyUse, values: Mapping[str, str]) -> dict[str, object]:
    """A row's encryption context as condition keys."""
    return condition_keys({name: filled(text, values) for name, text in row.context.items()})


class _Lenient(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return ""
