"""Parts that let everything pass: for a sandbox that plays no identities and no policies."""

from __future__ import annotations

import re
from collections.abc import Mapping

from sandbox.model import Call, Identity, Outcome

DEFAULT_ACCOUNT = "123456789012"


class Anyone:
    """Every access key belongs to the root user of an account; 12 digits are the account."""

    def of(self, access_key: str, token: str) -> Identity:
        account = access_key if re.fullmatch(r"\d{12}", access_key) else DEFAULT_ACCOUNT
        return Identity("Root", account, f"arn:aws:iam::{account}:root", account, "", access_key)

    def mint(self, role_arn: str, session_name: str) -> tuple[str, str, str]:
        return role_arn.split(":")[4], "sandbox", session_name


class AllowAll:
    """Refuses nothing."""

    def check(self, call: Call) -> str | None:
        return None


def nobody_objects(principal: str, action: str, resource: str, context: Mapping[str, str]
                   ) -> str | None:
    """A guard that refuses nothing."""
    return None


class AsIs:
    """Mends nothing."""

    def before(self, call: Call) -> Outcome | None:
        return None

    def after(self, call: Call, outcome: Outcome) -> Outcome:
        return outcome
