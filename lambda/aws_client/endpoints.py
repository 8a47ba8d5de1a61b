"""Where a service is, by the environment variables that every AWS SDK honours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlsplit

from aws_client.sigv4 import Credentials, Scope


class Endpoint(NamedTuple):
    """One service in one region. `authority` is the Host header, `ca_bundle` a file or empty."""

    secure: bool
    host: str
    port: int
    authority: str
    scope: Scope
    ca_bundle: str


# Prefix of a region -> domain, of each partition that has its own; botocore's partitions.json.
DOMAINS = {
    "cn-": "amazonaws.com.cn",
    "eu-isoe-": "cloud.adc-e.uk",
    "eusc-": "amazonaws.eu",
    "us-iso-": "c2s.ic.gov",
    "us-isob-": "sc2s.sgov.gov",
    "us-isof-": "csp.hci.ic.gov",
}


def endpoint(service: str, environ: Mapping[str, str]) -> Endpoint:
    """The endpoint of "dynamodb" or "s3"."""
    region = environ.get("AWS_REGION") or environ.get("AWS_DEFAULT_REGION") or "us-east-1"
    given = environ.get(f"AWS_ENDPOINT_URL_{service.upper()}") or environ.get("AWS_ENDPOINT_URL")
    url = urlsplit(given or f"https://{service}.{region}.{_domain(region)}")
    scope = Scope(region, service)
    ca_bundle = environ.get("AWS_CA_BUNDLE", "")
    secure = url.scheme == "https"
    port = url.port or (443 if secure else 80)
    return Endpoint(secure, url.hostname or "", port, url.netloc, scope, ca_bundle)


def credentials(environ: Mapping[str, str]) -> Credentials:
    """The role's credentials, as the Lambda runtime hands them over."""
    return Credentials(
        environ.get("AWS_ACCESS_KEY_ID", ""),
        environ.get("AWS_SECRET_ACCESS_KEY", ""),
        environ.get("AWS_SESSION_TOKEN", ""),
    )


def _domain(region: str) -> str:
    return next((domain for prefix, domain in DOMAINS.items() if region.startswith(prefix)),
                "amazonaws.com")
