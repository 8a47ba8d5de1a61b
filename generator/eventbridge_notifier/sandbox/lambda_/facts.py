"""What IAM, KMS and moto have to do with Lambda. Data."""

from __future__ import annotations

from typing import Any

from eventbridge_notifier.sandbox.core.denial import DenialKind
from eventbridge_notifier.sandbox.core.service_facts import (
    ArnParts,
    KeptAttributes,
    KeyUse,
    Params,
    Resource,
    ResourceReader,
    ServiceFacts,
    picked,
)
from eventbridge_notifier.sandbox.lambda_.limits import LIMITS


def read(lambda_: Any, arn: ArnParts) -> Resource:
    """The policy of a function."""
    name = arn.name.split(":")[1] if ":" in arn.name else arn.name
    return Resource(lambda_.get_policy(FunctionName=name)["Policy"])


def _name(params: Params) -> str:
    return str(params["FunctionName"]).rpartition(":")[2]


def _over_configuration(answer: Params, kept: Params) -> dict[str, Any]:
    if "Configuration" in answer:
        return {**answer, "Configuration": {**answer["Configuration"], **kept}}
    return {**answer, **kept}


LAMBDA = ServiceFacts(
    "lambda",
    arns=("event-source-mapping:{UUID}", "function:{FunctionName}:{Qualifier}",
          "function:{FunctionName}", "layer:{LayerName}", "{FunctionArn}", "{Resource}"),
    actions="""
        Invoke InvokeFunction
        InvokeAsync InvokeFunction
        InvokeWithResponseStream InvokeFunction
        """,
    condition_keys_of={"AddPermission": (("lambda:Principal", "Principal"),)},
    resources=ResourceReader(read, frozenset({
        "CreateFunction", "DeleteFunction", "AddPermission", "RemovePermission"})),
    # Lambda developer guide, "Encrypting environment variables".
    key_uses=(KeyUse("lambda:CreateFunction lambda:UpdateFunctionConfiguration",
                     "CreateGrant Encrypt", {"aws:lambda:FunctionArn": "{resource}"},
                     key="KMSKeyArn"),),
    errors={
        DenialKind.KEY_NOT_ALLOWED: ("KMSAccessDeniedException", 502),
        DenialKind.KEY_DISABLED: ("KMSDisabledException", 502),
        DenialKind.KEY_MISSING: ("KMSNotFoundException", 502),
    },
    # moto has neither of the first two of a function, and never changes the others.
    kept=(KeptAttributes(
        ("CreateFunction", "UpdateFunctionConfiguration", "UpdateFunctionCode"),
        ("CreateFunction", "UpdateFunctionConfiguration", "GetFunction",
         "GetFunctionConfiguration", "UpdateFunctionCode"), "DeleteFunction", _name,
        lambda params: picked(params, "DeadLetterConfig", "LoggingConfig", "KMSKeyArn",
                              "Architectures"),
        _over_configuration),),
    limits=LIMITS,
    validated=True,
)
