"""Requests are signed as botocore signs them, and sent where an SDK would send them."""

from __future__ import annotations

from datetime import UTC, datetime

import botocore.session
import pytest
from aws_client.endpoints import credentials, endpoint
from aws_client.sigv4 import Credentials, Request, Scope, query_of, quoted, signed
from botocore.auth import S3SigV4Auth, SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.config import Config
from botocore.credentials import Credentials as TheirCredentials
from hypothesis import given
from hypothesis import strategies as st

KEYS = Credentials("AKID", "SECRET", "TOKEN")
SIGNERS = {"dynamodb": SigV4Auth, "s3": S3SigV4Auth}


def their_signature(request: Request, scope: Scope, ours: dict[str, str]) -> str:
    """botocore's signature of the same request at the same second."""
    signer = SIGNERS[scope.service](TheirCredentials(*KEYS), scope.service, scope.region)
    query = f"?{request.query}" if request.query else ""
    theirs = AWSRequest(request.method, f"https://{request.host}{quoted(request.path)}{query}",
                        headers={k: v for k, v in ours.items() if k != "authorization"},
                        data=request.body)
    theirs.context["timestamp"] = ours["x-amz-date"]
    canonical = signer.canonical_request(theirs)
    return str(signer.signature(signer.string_to_sign(theirs, canonical), theirs))


@given(
    where=st.just(("dynamodb", "/")) | st.tuples(st.just("s3"), st.from_regex(
        r"/[A-Za-z0-9 _.~%+=é/-]{0,20}", fullmatch=True)),
    body=st.binary(max_size=50),
    value=st.from_regex(r"[!-~]([ -~]*[!-~])?", fullmatch=True),
    query=st.dictionaries(st.sampled_from(["versions", "prefix", "versionId", "a-b"]),
                          st.text("aZ9 _.~%+=é/&", max_size=8)),
    now=st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1)),
)
def test_a_signature_is_what_botocore_computes(where, body, value, query, now):
    service, path = where
    asked = query_of(query) if service == "s3" else ""
    request = Request("PUT", "host:8443", path, {"content-type": value}, body, asked)
    scope = Scope("eu-west-1", service)
    ours = signed(request, KEYS, scope, now.replace(tzinfo=UTC))
    assert ours["authorization"].endswith("=" + their_signature(request, scope, ours))
    assert ours["authorization"].startswith(
        f"AWS4-HMAC-SHA256 Credential=AKID/{now:%Y%m%d}/eu-west-1/{service}/aws4_request, ")


def test_a_users_own_keys_need_no_token():
    request = Request("POST", "h", "/", {}, b"")
    headers = signed(request, Credentials("a", "b"), Scope("r", "dynamodb"), datetime.now(UTC))
    assert "x-amz-security-token" not in headers


@pytest.mark.parametrize(("service", "environ", "told"), [
    ("dynamodb", {"AWS_REGION": "eu-west-1"}, (True, "dynamodb.eu-west-1.amazonaws.com")),
    ("s3", {"AWS_DEFAULT_REGION": "eu-west-1"}, (True, "s3.eu-west-1.amazonaws.com")),
    ("s3", {"AWS_ENDPOINT_URL": "http://127.0.0.1:5000"}, (False, "127.0.0.1:5000")),
    ("s3", {"AWS_ENDPOINT_URL": "http://a:1", "AWS_ENDPOINT_URL_S3": "https://b"}, (True, "b")),
    ("dynamodb", {"AWS_ENDPOINT_URL_DYNAMODB": "http://[::1]:9"}, (False, "[::1]:9")),
])
def test_requests_go_where_the_environment_points(service, environ, told):
    found = endpoint(service, environ)
    assert (found.secure, found.authority) == told


def of_every_partition() -> list[str]:
    """One region of each partition that botocore knows; its `aws-global` is none."""
    known = botocore.session.get_session().get_data("partitions")["partitions"]
    return [next(name for name in one["regions"] if not name.endswith("-global")) for one in known]


@pytest.mark.parametrize("service", ["dynamodb", "s3"])
@pytest.mark.parametrize("region", of_every_partition())
def test_requests_go_where_botocore_sends_them_in_every_partition(service, region):
    client = botocore.session.get_session().create_client(
        service, region, aws_access_key_id="a", aws_secret_access_key="b",
        config=Config(ignore_configured_endpoint_urls=True))
    assert f"https://{endpoint(service, {'AWS_REGION': region}).host}" == client.meta.endpoint_url


def test_credentials_are_the_environments():
    assert credentials({"AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b",
                        "AWS_SESSION_TOKEN": "c"}) == ("a", "b", "c")
