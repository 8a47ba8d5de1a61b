"""What an HTTP API is made of, read from moto: routes, integration, authorizer, access log."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from eventbridge_notifier.sandbox.core.interfaces import Clients

DEFAULT = "$default"


@dataclass(frozen=True)
class ApiId:
    """Which API."""

    account: str
    region: str
    name: str

    @property
    def arn(self) -> str:
        """That of its calls: the source of the permissions of functions."""
        return f"arn:aws:execute-api:{self.region}:{self.account}:{self.name}"


@dataclass(frozen=True)
class Route:
    """`function` and `authorizer` are ARNs of functions, the latter empty where there is none."""

    key: str
    function: str
    authorizer: str = ""
    authorizer_id: str = ""


@dataclass(frozen=True)
class Definition:
    """`log_group` and `log_format` are empty where nothing is logged."""

    routes: tuple[Route, ...] = ()
    log_group: str = ""
    log_format: str = ""

    def route(self, method: str, path: str) -> Route | None:
        """API Gateway developer guide, "Routing API requests": a full match first, then a greedy
        one, then $default."""
        ranked = sorted(self.routes, key=lambda route: ("{" in route.key, "+}" in route.key))
        found = (route for route in ranked if _matches(route.key, method, path))
        return next(found, next((one for one in self.routes if one.key == DEFAULT), None))


def read(clients: Clients, api: ApiId) -> Definition:
    """The API as it is now; deployments are not waited for."""
    client = clients.client("apigatewayv2", api.region, api.account)
    routes = client.get_routes(ApiId=api.name)["Items"]
    integrations = {one["IntegrationId"]: one
                    for one in client.get_integrations(ApiId=api.name)["Items"]}
    # moto does not list authorizers.
    named = {str(one["AuthorizerId"]) for one in routes if one.get("AuthorizerId")}
    authorizers = {name: function_of(client.get_authorizer(
        ApiId=api.name, AuthorizerId=name)["AuthorizerUri"]) for name in named}
    stages = client.get_stages(ApiId=api.name)["Items"]
    log: Mapping[str, Any] = next((one["AccessLogSettings"] for one in stages
                                   if one.get("AccessLogSettings")), {})
    return Definition(tuple(_routes(routes, integrations, authorizers)),
                      str(log.get("DestinationArn", "")), str(log.get("Format", "")))


def _routes(routes: Iterable[Mapping[str, Any]], integrations: Mapping[str, Mapping[str, Any]],
            authorizers: Mapping[str, str]) -> Iterable[Route]:
    for route in routes:
        name = str(route.get("Target", "")).rpartition("/")[2]
        uri = str(integrations.get(name, {}).get("IntegrationUri", ""))
        authorizer = str(route.get("AuthorizerId") or "")
        yield Route(route["RouteKey"], function_of(uri), authorizers.get(authorizer, ""),
                    authorizer)


def function_of(uri: str) -> str:
    """The function's ARN in an integration's or an authorizer's address."""
    found = re.search(r"arn:[\w-]+:lambda:[\w-]+:\d{12}:function:[\w-]+", uri)
    return found[0] if found else ""


def _matches(key: str, method: str, path: str) -> bool:
    wanted, _, template = key.partition(" ")
    if not template or wanted not in ("ANY", method):
        return False
    pattern = re.sub(r"\\{\w+\\\+\\}", ".+", re.escape(template))
    return re.fullmatch(re.sub(r"\\{\w+\\}", "[^/]+", pattern), path) is not None
