"""An operation's IAM action. Mostly `prefix:Operation`; else by the rows `actions` of the services.

Source: Service Authorization Reference.
"""

from __future__ import annotations

from eventbridge_notifier.aws.services.services import index
from eventbridge_notifier.sandbox.services import SERVICES

# boto3's name to the IAM prefix, where the name that the service signs with is not it.
_PREFIXES = {
    "cloudwatch": "cloudwatch", "dynamodbstreams": "dynamodb", "s3control": "s3",
    "resourcegroupstaggingapi": "tag", "apigatewayv2": "apigateway", "sesv2": "ses", "ses": "ses",
}

# Operations that need another permission than their name says.
_ACTIONS = {(service.name, operation): action for service in SERVICES
            for operation, action in zip(service.actions.split()[::2],
                                         service.actions.split()[1::2], strict=True)}

# Operations that anybody may call who has credentials (STS API reference).
FREE = frozenset({("sts", "GetCallerIdentity"), ("sts", "GetSessionToken")})


def prefix(service: str) -> str:
    """The IAM prefix of a service: `dynamodb`, `cloudwatch`, `states`."""
    if service in _PREFIXES:
        return _PREFIXES[service]
    known = index().get(service, {"prefix": service, "signing": ""})
    return str(known["signing"] or known["prefix"] or service)


def action(service: str, operation: str) -> str:
    """The IAM action of an operation: `dynamodb:PutItem`."""
    return f"{prefix(service)}:{_ACTIONS.get((service, operation), operation)}"
