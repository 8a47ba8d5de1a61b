"""Which operation of which service a request asks for. Uses moto's routing tables as a library."""

from __future__ import annotations

from functools import cache
from typing import Any

from moto.core.model import OperationModel, ServiceModel
from moto.core.request import Request
from moto.core.routing import get_service_router
from moto.core.utils import get_service_model
from werkzeug.exceptions import HTTPException

from eventbridge_notifier.aws.services.services import index

Route = tuple[ServiceModel, OperationModel, dict[str, Any]]

# Services that sign with a name which says neither their own nor their endpoint's (botocore's
# models, `signingName` and `endpointPrefix`).
SIGNED_AS = {"monitoring": ("cloudwatch",), "eventbridge": ("events",), "dynamodb":
             ("dynamodb", "dynamodbstreams"), "s3": ("s3", "s3control")}


def route(request: Request, signing_name: str) -> Route | None:
    """The operation asked for; None where no model has it."""
    for name in candidates(signing_name):
        if found := _of(request, name):
            return found
    return None


@cache
def candidates(signing_name: str) -> tuple[str, ...]:
    """boto3 names of the services that sign with this name, the likeliest first."""
    names = [name for name, known in index().items()
             if signing_name in (known["signing"], known["prefix"], name)]
    names.sort(key=lambda name: (name != signing_name, len(name), name))
    return tuple(dict.fromkeys((*SIGNED_AS.get(signing_name, ()), *names)))


def _of(request: Request, name: str) -> Route | None:
    service = get_service_model(name)
    if target := request.headers.get("X-Amz-Target"):
        return _by_target(service, target)
    by_form = {"query", "ec2"} & set(_protocols(service))
    if by_form and (found := _by_action(service, request)):
        return found
    return _by_path(service, request) if service.protocol.startswith("rest") else None


def _protocols(service: ServiceModel) -> list[str]:
    protocols: list[str] = service.metadata.get("protocols", [service.protocol])
    return protocols


def _by_target(service: ServiceModel, target: str) -> Route | None:
    """By the last dotted part: SDKs differ in how much they write before it."""
    head, _, name = target.rpartition(".")
    prefix = str(service.metadata.get("targetPrefix", ""))
    if name not in service.operation_names or not prefix.endswith(head.rpartition(".")[2]):
        return None
    return service, service.operation_model(name), {}


def _by_action(service: ServiceModel, request: Request) -> Route | None:
    name, version = request.values.get("Action", ""), request.values.get("Version", "")
    if name not in service.operation_names or version not in ("", service.api_version):
        return None
    return service, service.operation_model(name), {}


def _by_path(service: ServiceModel, request: Request) -> Route | None:
    try:
        operation, params = get_service_router(service.service_name).match(request)
    except (HTTPException, NotImplementedError):
        return None
    return service, operation, params
