"""The watches of packed rules, as the deployment has them: read from its bucket."""

from __future__ import annotations

import hashlib
import json
from functools import cached_property
from typing import Any, NamedTuple

from botocore.exceptions import ClientError

from eventbridge_notifier.console.deployment import Clients, Deployment, NotFound, discover
from eventbridge_notifier.console.target_input import EVENT
from eventbridge_notifier.record_format import packed
from eventbridge_notifier.record_format.packed import PREFIX


class PackedWatch(NamedTuple):
    """`pattern` is JSON text; `template` the input that a rule of its own would give the recorder.
    """

    name: str
    description: str
    pattern: str
    template: str


class PackedWatches:
    """Reads the file when a packed rule is first asked for."""

    def __init__(self, name: str, clients: Clients, deployment: Deployment | None = None) -> None:
        self._name, self._clients, self._deployment = name, clients, deployment

    def of(self, rule: str, bus: str) -> list[PackedWatch]:
        """The watches of a packed rule; [] where they cannot be read now."""
        try:
            targets = self._clients("events").list_targets_by_rule(
                Rule=rule, EventBusName=bus)["Targets"]
        except ClientError:
            return []
        return next((found for one in targets if (found := self.asked_by(
            one.get("InputTransformer", {}).get("InputTemplate", "")))), [])

    def asked_by(self, template: str) -> list[PackedWatch]:
        """Those that the input template of a packed rule's target names."""
        try:
            asked = json.loads(template.replace(EVENT, "null"))
            name, sha256 = str(asked["packed"]), str(asked["sha256"])
        except (ValueError, KeyError, TypeError):
            return []
        first, _, rest = self._file.partition(b"\n")
        found = packed.place(first, name, sha256)
        part = rest[found.start:found.start + found.length] if found else b""
        if not found or hashlib.sha256(part).hexdigest() != sha256:
            return []
        return [_watch(json.loads(line)) for line in part.splitlines()]

    @cached_property
    def _file(self) -> bytes:
        try:
            deployment = self._deployment or discover(self._name, self._clients)
            if not deployment.bucket or not deployment.packed_key:
                return b""
            found = self._clients("s3").get_object(
                Bucket=deployment.bucket, Key=deployment.packed_key)
        except (ClientError, NotFound):
            return b""
        body: bytes = found["Body"].read()
        return body


def is_packed(rule: str, prefix: str) -> bool:
    """Whether a rule of the deployment with this prefix is one that watches share."""
    return rule.startswith(prefix + PREFIX)


def _watch(line: dict[str, Any]) -> PackedWatch:
    asked = {"watch": line["name"], "severity": line.get("severity"),
             "record": line.get("record", {}), "resources": line.get("resources", {})}
    template = json.dumps(asked, separators=(",", ":"))[:-1] + f',"event":{EVENT}}}'
    return PackedWatch(line["name"], line.get("description", ""), json.dumps(line["pattern"]),
                       template)
