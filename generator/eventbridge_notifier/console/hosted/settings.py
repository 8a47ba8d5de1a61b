"""The function's environment, as modules/console writes it. Pure."""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from eventbridge_notifier.console.hosted.grants import Grant, grant

LONGEST_SESSION = 900.0  # seconds


@dataclass(frozen=True)
class Settings:
    """`address` is the page's own, such as https://page.example.com, without a slash at the end.

    `secret_arn` is that of the client's secret, empty where the provider wants none. `key` is the
    KMS key that seals cookies. `views` has queries of the page's address, by name.
    """

    name: str
    address: str
    issuer: str
    client_id: str
    key: str
    grants: tuple[Grant, ...]
    secret_arn: str = ""
    scopes: str = "openid email"
    groups_claim: str = "groups"
    session_seconds: float = LONGEST_SESSION
    views: Mapping[str, str] = field(default_factory=dict)

    @property
    def redirect_uri(self) -> str:
        """Where the provider sends people back to; it must be registered there."""
        return f"{self.address}/signed-in"


def settings(environ: Mapping[str, str]) -> Settings:
    """Raises KeyError and ValueError: the module always writes all of it."""
    config = json.loads(_unpacked(environ["CONFIG"]))
    return Settings(
        name=environ["NAME"], address=environ["ADDRESS"].rstrip("/"), issuer=environ["ISSUER"],
        client_id=environ["CLIENT_ID"], key=environ["SESSION_KEY"],
        grants=tuple(map(grant, config["grants"])), views=config["views"],
        secret_arn=environ.get("SECRET_ARN", ""), scopes=environ["SCOPES"],
        groups_claim=environ["GROUPS_CLAIM"],
        session_seconds=min(float(environ["SESSION_SECONDS"]), LONGEST_SESSION))


def _unpacked(text: str) -> bytes:
    """Terraform's base64gzip: an environment has 4 KB."""
    return gzip.decompress(base64.b64decode(text))
