"""The same page as modules/console hosts it: a function behind an HTTP API of the sandbox.

tests/hosted has the module itself, by Terraform; here it is made by hand, for many deployments.
"""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import requests
from eventbridge_notifier.console.deployment import discover
from eventbridge_notifier.console.hosted.arrivals import LATEST
from eventbridge_notifier.console.policy import place, policy
from eventbridge_notifier.sandbox.oidc.issuer import Issuer

from tests.console.conftest import Client, Deployed
from tests.console.page.site import Site, on_loopback
from tools.package_console import OWN

PATIENCE = 120  # seconds, on a busy machine; the module has 29
EMAIL = "ada@example.com"
CONFIG = {"grants": [{"emails": [EMAIL]}], "views": {}}
TRUST = {"Version": "2012-10-17", "Statement": [{
    "Effect": "Allow", "Action": "sts:AssumeRole",
    "Principal": {"Service": "lambda.amazonaws.com"}}]}


@contextmanager
def hosted(of: Deployed, issuer: Issuer, file: Path) -> Iterator[Site]:
    """The page of a deployment, from the zip `file`; `issuer` lets EMAIL in."""
    client, name = of.client, f"{of.name}-console"
    api = client("apigatewayv2").create_api(Name=name, ProtocolType="HTTP")
    function = _function(of, name, file, _environment(of, api["ApiEndpoint"], issuer))
    _connect(client, api["ApiId"], function)
    address = api["ApiEndpoint"] + "/"
    yield Site(address, round((LATEST + 5) * 1000), "connected", lambda: cookies(address))
    client("apigatewayv2").delete_api(ApiId=api["ApiId"])
    client("lambda").delete_function(FunctionName=name)


def cookies(address: str) -> str:
    """Those of somebody who signs in."""
    host = {"Host": urlsplit(address).netloc}
    began = requests.get(f"{on_loopback(address)}sign-in", headers=host, allow_redirects=False,
                         timeout=60)
    back = requests.get(began.headers["Location"], allow_redirects=False, timeout=10)
    ended = requests.get(on_loopback(back.headers["Location"]), allow_redirects=False, timeout=60,
                         headers={**host, "Cookie": _pair(began)})
    assert ended.status_code == 302, ended.text
    return _pair(ended)


def _pair(answer: requests.Response) -> str:
    return answer.headers["Set-Cookie"].partition(";")[0]


def _environment(of: Deployed, address: str, issuer: Issuer) -> Mapping[str, str]:
    key = of.client("kms").create_key()["KeyMetadata"]["Arn"]
    config = base64.b64encode(gzip.compress(json.dumps(CONFIG).encode())).decode()
    return {"NAME": of.name, "ADDRESS": address, "ISSUER": issuer.url, "SCOPES": "openid email",
            "CLIENT_ID": issuer.client_id, "GROUPS_CLAIM": "groups", "SESSION_KEY": key,
            "SESSION_SECONDS": "900", "CONFIG": config}


def _function(of: Deployed, name: str, file: Path, environ: Mapping[str, str]) -> str:
    """Its role may do what modules/console/role.tf says of reading and of sessions."""
    iam = of.client("iam")
    role = iam.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(TRUST))["Role"]
    seal = {"Effect": "Allow", "Action": ["kms:Decrypt", "kms:GenerateDataKey"],
            "Resource": environ["SESSION_KEY"]}
    reading = policy(place(discover(of.name, of.client), of.client))
    iam.put_role_policy(RoleName=name, PolicyName="show", PolicyDocument=json.dumps(
        reading | {"Statement": [*reading["Statement"], seal]}))
    made = of.client("lambda").create_function(
        FunctionName=name, Runtime="python3.13", Architectures=[OWN], Role=role["Arn"],
        Handler="eventbridge_notifier.console.hosted.handler.handle", MemorySize=512,
        Timeout=PATIENCE,
        Code={"ZipFile": file.read_bytes()}, Environment={"Variables": environ})
    return str(made["FunctionArn"])


def _connect(client: Client, api: str, function: str) -> None:
    """As modules/console/api.tf does."""
    region = function.split(":")[3]
    uri = f"arn:aws:apigateway:{region}:lambda:path/2015-03-31/functions/{function}/invocations"
    gateway: Any = client("apigatewayv2")
    integration = gateway.create_integration(
        ApiId=api, IntegrationType="AWS_PROXY", IntegrationMethod="POST", IntegrationUri=function,
        PayloadFormatVersion="2.0")["IntegrationId"]
    authorizer = gateway.create_authorizer(
        ApiId=api, Name="session", AuthorizerType="REQUEST", AuthorizerUri=uri,
        AuthorizerPayloadFormatVersion="2.0", EnableSimpleResponses=True,
        AuthorizerResultTtlInSeconds=0, IdentitySource=[])["AuthorizerId"]
    gateway.create_route(ApiId=api, RouteKey="$default", Target=f"integrations/{integration}",
                         AuthorizationType="CUSTOM", AuthorizerId=authorizer)
    gateway.create_stage(ApiId=api, StageName="$default", AutoDeploy=True)
    client("lambda").add_permission(FunctionName=function, StatementId="api",
                                    Action="lambda:InvokeFunction",
                                    Principal="apigateway.amazonaws.com")
