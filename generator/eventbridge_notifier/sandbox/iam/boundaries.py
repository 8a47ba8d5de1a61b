"""Permissions boundaries of users: moto keeps those of roles only."""

from __future__ import annotations

from eventbridge_notifier.sandbox.core.interfaces import Operations
from eventbridge_notifier.sandbox.core.model import Call, Outcome


class Boundaries:
    """The ARN of each user's boundary."""

    def __init__(self) -> None:
        self._arns: dict[tuple[str, str], str] = {}

    def operations(self) -> Operations:
        return {("iam", "PutUserPermissionsBoundary"): self.put,
                ("iam", "DeleteUserPermissionsBoundary"): self.delete}

    def of(self, account: str, user: str) -> str:
        """The policy's ARN; empty where there is none."""
        return self._arns.get((account, user), "")

    def observe(self, call: Call, outcome: Outcome) -> None:
        """A user is created with a boundary, or deleted."""
        if outcome.error_code:
            return
        if call.service == "iam" and call.operation in ("CreateUser", "DeleteUser"):
            self._arns[_user(call)] = str(call.params.get("PermissionsBoundary") or "")

    def put(self, call: Call) -> Outcome:
        self._arns[_user(call)] = str(call.params["PermissionsBoundary"])
        return Outcome(200, {})

    def delete(self, call: Call) -> Outcome:
        self._arns.pop(_user(call), None)
        return Outcome(200, {})


def _user(call: Call) -> tuple[str, str]:
    return call.account, str(call.params.get("UserName"))
