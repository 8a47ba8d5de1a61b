"""Services: boto3's name, the IAM prefix and CloudTrail's eventSource, all to the same. Pure."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

from generator.aws import models
from generator.aws.readonly import SUFFIX
from generator.aws.unknown import Unknown, closest, is_certain_slip


@dataclass(frozen=True)
class Service:
    """`name` is boto3's; `sources` are the real eventSource values, the usual one first.

    Without a botocore model `modelled` is False, and nothing about its operations is certain.
    """

    name: str
    sources: tuple[str, ...]
    modelled: bool = True
    suggestions: tuple[str, ...] = ()


# boto3's name to eventSource, where neither endpointPrefix nor signingName is it. Sources: AWS
# reference pages of events via CloudTrail (events-ref-*), and attested records; two values where
# those disagree and both are asked for.
SOURCES: dict[str, tuple[str, ...]] = {
    "cloudwatch": ("monitoring",),
    "ecr": ("ecr",),
    "ecr-public": ("ecr-public",),
    "sagemaker": ("sagemaker",),
    "sagemaker-runtime": ("sagemaker",),
    "ses": ("ses",),
    "sesv2": ("ses",),
    "bedrock-agent": ("bedrock",),
    "bedrock-agent-runtime": ("bedrock",),
    "bedrock-runtime": ("bedrock",),
    "s3control": ("s3",),
    "elbv2": ("elasticloadbalancing",),
    "docdb": ("rds",),
    "neptune": ("rds",),
    "es": ("es",),
    "opensearch": ("es",),
    "mq": ("amazonmq",),
    "cloudhsmv2": ("cloudhsm",),
    "pinpoint": ("mobiletargeting",),
    "application-autoscaling": ("autoscaling", "application-autoscaling"),
    "appstream": ("appstream", "appstream2"),
    "lex-models": ("lex", "models.lex"),
    "lexv2-models": ("lex", "models-v2-lex"),
    "lex-runtime": ("lex", "runtime.lex"),
    "dynamodbstreams": ("dynamodb", "streams.dynamodb"),
    "resourcegroupstaggingapi": ("tagging",),
    "sso-admin": ("sso",),
    "sso": ("sso",),
    "sso-oidc": ("sso",),
    "identitystore": ("identitystore", "sso-directory"),
    "application-insights": ("applicationinsights", "application-insights"),
    "stepfunctions": ("states",),
    "marketplace-agreement": ("agreement-marketplace",),
    "marketplace-catalog": ("marketplacecatalog", "catalog.marketplace"),
    "opensearchserverless": ("aoss",),
    "mgn": ("mgn",),
    "budgets": ("budgets",),
    "ce": ("ce",),
    "iot-data": ("iotdata", "iot"),
    "apigatewayv2": ("apigateway",),
}

# Real eventSources of services, or parts of services, that botocore has no model for. Sources:
# attested records and the CloudTrail user guide.
WITHOUT_MODEL = frozenset({
    "signin", "sso-directory", "cloudshell", "billingconsole", "ssmmessages", "ec2messages",
    "consoleapp", "codewhisperer", "amazonq", "datasync-discovery", "discovery-marketplace",
    "agreement-marketplace", "aws-marketplace", "trustedadvisor", "tax", "payments",
    "purchase-orders",
})

# Names that people write (IAM prefixes, consoles) to boto3's. Source: IAM service authorization
# reference, "service prefix".
ALIASES = {
    "monitoring": "cloudwatch", "states": "stepfunctions", "elasticfilesystem": "efs",
    "elasticloadbalancing": "elbv2", "email": "ses", "tag": "resourcegroupstaggingapi",
    "mobiletargeting": "pinpoint", "sso": "sso-admin", "aoss": "opensearchserverless",
    "eventbridge": "events", "a4b": "alexaforbusiness", "es": "opensearch",
    "elasticmapreduce": "emr", "execute-api": "apigatewaymanagementapi",
    "certificatemanager": "acm", "cloudwatchlogs": "logs",
}

# Several boto3 services write one eventSource: where else to look for an operation.
SIBLINGS = {
    "elbv2": ("elb",), "elb": ("elbv2",), "rds": ("docdb", "neptune"), "ses": ("sesv2",),
    "sesv2": ("ses",), "s3": ("s3control",), "apigateway": ("apigatewayv2",),
    "apigatewayv2": ("apigateway",), "opensearch": ("es",), "es": ("opensearch",),
    "bedrock": ("bedrock-runtime", "bedrock-agent", "bedrock-agent-runtime",
                "bedrock-data-automation"),
    "bedrock-agent": ("bedrock",), "bedrock-runtime": ("bedrock",),
    "sso-admin": ("sso", "sso-oidc"), "sso": ("sso-admin", "sso-oidc"),
    "waf": ("waf-regional",), "waf-regional": ("waf",),
    "autoscaling": ("application-autoscaling", "autoscaling-plans"),
    "dynamodb": ("dynamodbstreams",),
    "sagemaker": ("sagemaker-runtime",), "lex-models": ("lexv2-models", "lex-runtime"),
    "iot": ("iot-data",), "pinpoint": (), "ecr": ("ecr-public",), "marketplace-catalog": (),
    "cloudhsmv2": ("cloudhsm",), "kinesisvideo": ("kinesis-video-archived-media",),
    "redshift": ("redshift-data",), "support": ("support-app",), "timestream-write":
    ("timestream-query",), "chime": ("chime-sdk-identity", "chime-sdk-messaging",
                                    "chime-sdk-meetings", "chime-sdk-voice"),
}


@cache
def index() -> dict[str, dict[str, Any]]:
    """boto3's name of every service to its prefix, signing name, id and operations."""
    packed = files("generator.aws").joinpath("index.json.gz").read_bytes()
    services: dict[str, dict[str, Any]] = json.loads(gzip.decompress(packed))["services"]
    return services


@cache
def actions() -> dict[str, frozenset[str]]:
    """Service to IAM's actions that botocore has no operation for; see actions.txt."""
    text = files("generator.aws").joinpath("actions.txt").read_text("utf-8")
    rows = [line.split() for line in text.splitlines() if not line.startswith("#")]
    found: dict[str, frozenset[str]] = {}
    for prefix, *names in rows:
        found[name_of(prefix)] = found.get(name_of(prefix), frozenset()) | frozenset(names)
    return found


def name_of(short: str) -> str:
    """boto3's name of a service; the word itself where botocore has none."""
    known = _known(short)
    return known.name if known else short


def service(name: str) -> Service:
    """The service called `name`. Raises Unknown where that is surely a slip."""
    short = name.removesuffix(SUFFIX).lower()
    if found := _known(short):
        asked = short + SUFFIX
        if name.endswith(SUFFIX) and asked not in found.sources and _may_be_source(short):
            return replace(found, sources=(asked, *found.sources))
        return found
    if short in WITHOUT_MODEL or short in actions() or name.endswith(SUFFIX):
        return Service(short, (short + SUFFIX,), modelled=False)
    if is_certain_slip(short, words()):
        raise Unknown("service", name, closest(short, words()))
    return Service(short, (short + SUFFIX,), modelled=False, suggestions=closest(short, words()))


def _may_be_source(short: str) -> bool:
    """Does a service's address say so? boto3's names and ids are no eventSource."""
    return short not in index() and any(
        short in (entry["prefix"], entry["signing"]) for entry in index().values())


@cache
def _known(short: str) -> Service | None:
    name = short if short in index() else ALIASES.get(short) or _by_other_name().get(short)
    if name is None and models.exists(short):
        name = short
    if name is None or not (name in index() or models.exists(name)):
        return None
    return Service(name, tuple(one + SUFFIX for one in sources(name)))


def sources(name: str) -> tuple[str, ...]:
    """eventSource without its suffix, for boto3's `name`."""
    if name in SOURCES:
        return SOURCES[name]
    entry = index().get(name, {"prefix": name, "signing": ""})
    prefix, signing = entry["prefix"], entry["signing"]
    if signing and (("." in prefix) or prefix == "email" or prefix.startswith("bedrock-")):
        return (signing,)
    if prefix.endswith("-chime"):
        return ("chime",)
    return (prefix or name,)


@cache
def _by_other_name() -> dict[str, str]:
    """endpointPrefix, signingName, serviceId and eventSource to boto3's name; the plainest wins."""
    found: dict[str, str] = {}
    by_length = sorted(index(), key=lambda name: (len(name), name))
    for key in ("prefix", "signing", "id"):
        for name in by_length:
            found.setdefault(index()[name][key], name)
    for name, values in SOURCES.items():
        for value in values:
            found.setdefault(value, name)
    found.pop("", None)
    return found


@cache
def words() -> tuple[str, ...]:
    """Every word that `service` takes."""
    return tuple(sorted({*index(), *ALIASES, *_by_other_name(), *WITHOUT_MODEL, *actions()}))
