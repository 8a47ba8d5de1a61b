"""Who is behind an access key: the root user, an IAM user, or a session of a role."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from botocore.exceptions import ClientError

from eventbridge_notifier.sandbox.core.interfaces import Clients
from eventbridge_notifier.sandbox.core.model import DEFAULT_ACCOUNT, Call, Identity, Outcome

REGION = "us-east-1"  # IAM and the global endpoint of STS
SESSION_NAME = re.compile(r"[^\w+=,.@-]")  # STS API reference, RoleSessionName


@dataclass(frozen=True)
class Session:
    """What a session was opened with. `policies` and `managed` limit it if there are any."""

    policies: tuple[str, ...] = ()
    managed: tuple[str, ...] = ()
    tags: Mapping[str, str] = field(default_factory=dict)


class AccessKeys:
    """Learns access keys from the calls that make them. Keys that nobody made are a root user's."""

    def __init__(self, clients: Clients) -> None:
        self._clients = clients
        self._lock = threading.Lock()
        self._known: dict[str, Identity] = {}
        self._sessions: dict[str, Session] = {}
        self._ended: set[str] = set()

    def of(self, access_key: str, token: str) -> Identity:
        """The identity; twelve digits are the root user of that account."""
        with self._lock:
            found = self._known.get(access_key)
        return found or root(access_key)

    def session(self, access_key: str) -> Session | None:
        """How a session was opened; None for other keys."""
        return self._sessions.get(access_key)

    def ended(self, access_key: str) -> bool:
        """Whether this key was deleted or made inactive."""
        return access_key in self._ended

    def open_session(self, role_arn: str, session_name: str) -> tuple[str, str, str]:
        """Credentials of a role, as a service gets them. Raises botocore's ClientError."""
        account = role_arn.split(":")[4]
        name = SESSION_NAME.sub("-", session_name)[:64].ljust(2, "-")
        opened = self._clients.client("sts", REGION, account).assume_role(
            RoleArn=role_arn, RoleSessionName=name)
        self._remember(assumed(role_arn, opened), Session())
        keys = opened["Credentials"]
        return keys["AccessKeyId"], keys["SecretAccessKey"], keys["SessionToken"]

    def observe(self, call: Call, outcome: Outcome) -> None:
        """Takes note of keys that come and go."""
        learn = _KEY_CALLS.get((call.service, call.operation))
        if learn is not None and not outcome.error_code:
            learn(self, call, outcome.parsed)

    def _remember(self, who: Identity, session: Session | None = None) -> None:
        with self._lock:
            self._known[who.access_key] = who
            if session is not None:
                self._sessions[who.access_key] = session

    def _on_created(self, call: Call, parsed: Mapping[str, Any]) -> None:
        created = parsed["AccessKey"]
        iam = self._clients.client("iam", REGION, call.account)
        try:
            user = iam.get_user(UserName=created["UserName"])["User"]
        except ClientError:
            return
        self._remember(Identity("IAMUser", call.account, user["Arn"], user["UserId"],
                                user["UserName"], created["AccessKeyId"]))

    def _on_ended(self, call: Call, parsed: Mapping[str, Any]) -> None:
        key = str(call.params["AccessKeyId"])
        if call.operation == "DeleteAccessKey" or call.params.get("Status") == "Inactive":
            self._ended.add(key)
        else:
            self._ended.discard(key)

    def _on_assumed(self, call: Call, parsed: Mapping[str, Any]) -> None:
        who = assumed(str(call.params["RoleArn"]), parsed)
        before = self.session(call.identity.access_key)
        tags = {one["Key"]: one["Value"] for one in call.params.get("Tags") or ()}
        self._remember(who, Session(
            (call.params["Policy"],) if call.params.get("Policy") else (),
            tuple(one["arn"] for one in call.params.get("PolicyArns") or ()),
            {**(before.tags if before else {}), **tags}))

    def _on_session_token(self, call: Call, parsed: Mapping[str, Any]) -> None:
        """GetSessionToken: the same user under another key."""
        key = parsed["Credentials"]["AccessKeyId"]
        self._remember(replace(call.identity, access_key=key), self.session(
            call.identity.access_key))


def root(access_key: str) -> Identity:
    """The root user whose account the access key is, or that of the default account."""
    account = access_key if re.fullmatch(r"\d{12}", access_key) else DEFAULT_ACCOUNT
    return Identity("Root", account, f"arn:aws:iam::{account}:root", account, "", access_key)


def assumed(role_arn: str, opened: Mapping[str, Any]) -> Identity:
    """The identity of a session, from what AssumeRole answered."""
    user = opened["AssumedRoleUser"]
    return Identity(
        "AssumedRole", role_arn.split(":")[4], user["Arn"], user["AssumedRoleId"],
        role_arn.rpartition("/")[2], opened["Credentials"]["AccessKeyId"], role_arn)


def assumed_by_service(role_arn: str, session_name: str) -> Identity:
    """The identity of a session that a service opens for itself; it has no access key."""
    account, name = role_arn.split(":")[4], role_arn.rpartition("/")[2]
    return Identity("AssumedRole", account,
                    f"arn:aws:sts::{account}:assumed-role/{name}/{session_name}",
                    f"{name}:{session_name}", name, role_arn=role_arn)


# Calls that make keys or end them.
_KEY_CALLS: dict[tuple[str, str], Callable[[AccessKeys, Call, Mapping[str, Any]], None]] = {
    ("iam", "CreateAccessKey"): AccessKeys._on_created,
    ("iam", "DeleteAccessKey"): AccessKeys._on_ended,
    ("iam", "UpdateAccessKey"): AccessKeys._on_ended,
    ("sts", "AssumeRole"): AccessKeys._on_assumed,
    ("sts", "AssumeRoleWithWebIdentity"): AccessKeys._on_assumed,
    ("sts", "AssumeRoleWithSAML"): AccessKeys._on_assumed,
    ("sts", "GetSessionToken"): AccessKeys._on_session_token,
}
