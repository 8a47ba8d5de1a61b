"""The permissions that users and roles needed and had: what least privilege is held against."""

from __future__ import annotations

import threading
from collections import defaultdict

from eventbridge_notifier.sandbox.core.model import Identity


class UsedPermissions:
    """Pairs of action and resource, by the ARN of a user or role. Safe between threads."""

    def __init__(self) -> None:
        self._used: dict[str, set[tuple[str, str]]] = defaultdict(set)
        self._lock = threading.Lock()

    def note(self, who: Identity, action: str, resource: str) -> None:
        with self._lock:
            self._used[who.role_arn or who.arn].add((action, resource))

    def of(self, arn: str) -> set[tuple[str, str]]:
        with self._lock:
            return set(self._used.get(arn, ()))
