"""A call and its outcome as the event that CloudTrail hands to EventBridge. Pure but for ids."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from eventbridge_notifier import aws
from eventbridge_notifier.sandbox.core.model import Call, Identity, Outcome

DENIALS = frozenset({"AccessDenied", "AccessDeniedException", "UnauthorizedOperation",
                     "NotAuthorized", "AuthorizationError"})

# Services that write requestParameters even of a call that they refuse; the others write null.
# Source: 539 failed calls among attested records.
SHOWN_ON_DENIAL = frozenset({"ec2", "s3", "guardduty", "eks", "appsync", "ce",
                             "resource-explorer-2"})

# How a service's error codes are written, where not as the API answers. Source: as above.
_ERROR_CODES = {
    "AccessDeniedException": "AccessDenied", "AuthorizationError": "AccessDenied",
    ("iam", "NoSuchEntity"): "NoSuchEntityException",
    ("iam", "EntityAlreadyExists"): "EntityAlreadyExistsException",
}


def event(call: Call, outcome: Outcome) -> dict[str, Any] | None:
    """The EventBridge event of a call; None for calls that CloudTrail does not write."""
    if (call.service, call.operation) in aws.UNLOGGED:
        return None
    known = aws.operation(call.service, call.operation)
    source = known.sources[0]
    region = aws.home_of(source, call.region) or call.region
    record = _record(call, outcome, source, known.event_names[0], region)
    return {
        "version": "0", "id": str(uuid4()), "detail-type": aws.API_CALL,
        "source": aws.envelope_source(source), "account": call.account,
        "time": call.time, "region": region, "resources": [], "detail": record,
    }


def _record(call: Call, outcome: Outcome, source: str, name: str, region: str) -> dict[str, Any]:
    data = _data_resource(call)
    record: dict[str, Any] = {
        "eventVersion": "1.11", "userIdentity": user_identity(call.identity),
        "eventTime": call.time, "eventSource": source, "eventName": name, "awsRegion": region,
        "sourceIPAddress": call.source_ip, "userAgent": call.user_agent,
        **_failure(call, outcome),
        "requestParameters": _request(call, outcome), "responseElements": _answer(call, outcome),
        "requestID": call.request_id, "eventID": str(uuid4()),
        "readOnly": aws.is_read_only(source, name), "eventType": "AwsApiCall",
        "managementEvent": not data, "recipientAccountId": call.account,
        "eventCategory": "Data" if data else "Management",
        "tlsDetails": {"tlsVersion": "TLSv1.3", "cipherSuite": "TLS_AES_128_GCM_SHA256",
                       "clientProvidedHostHeader": f"{call.service}.{region}.amazonaws.com"},
    }
    if data:
        arn = aws.resource_arn(data, call.params, partition="aws", region=call.region,
                               account=call.account)
        record["resources"] = [{"accountId": call.account, "type": data.type, "ARN": arn}]
    return record


def _data_resource(call: Call) -> aws.DataResource | None:
    """What a data event is about; None for management events."""
    if not aws.is_data_event(call.service, call.operation):
        return None
    return aws.data_resources(call.service, call.operation)[0]


def user_identity(who: Identity) -> dict[str, Any]:
    """CloudTrail's userIdentity."""
    identity: dict[str, Any] = {"type": who.type, "principalId": who.principal_id, "arn": who.arn,
                                "accountId": who.account, "accessKeyId": who.access_key}
    if who.type == "IAMUser":
        identity["userName"] = who.name
    if who.type == "AssumedRole":
        role = who.role_arn or who.arn
        identity["sessionContext"] = {"sessionIssuer": {
            "type": "Role", "principalId": who.principal_id.partition(":")[0], "arn": role,
            "accountId": who.account, "userName": role.rpartition("/")[2]}}
    return {key: value for key, value in identity.items() if value}


def _failure(call: Call, outcome: Outcome) -> dict[str, str]:
    if not outcome.error_code:
        return {}
    code = outcome.error_code
    code = _ERROR_CODES.get((call.service, code)) or _ERROR_CODES.get(code) or code
    if call.service == "ec2" and not code.startswith(("Client.", "Server.")):
        code = ("Client." if outcome.status < 500 else "Server.") + code
    return {"errorCode": code[:1024], "errorMessage": outcome.error_message[:1024]}


def _request(call: Call, outcome: Outcome) -> dict[str, Any] | None:
    if outcome.error_code in DENIALS and call.service not in SHOWN_ON_DENIAL:
        return None
    return aws.request_parameters(call.service, call.operation, call.params)


def _answer(call: Call, outcome: Outcome) -> dict[str, Any] | None:
    if outcome.error_code:
        return None
    return aws.response_elements(call.service, call.operation, outcome.parsed)
