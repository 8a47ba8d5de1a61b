"""The fields that every CloudTrail record may have, whatever the service. Data, and a look-up."""

from __future__ import annotations

from functools import cache

from eventbridge_notifier.aws.cloudtrail.parameters import Parameter
from eventbridge_notifier.aws.suggest import Unknown, closest, is_certain_slip, is_slip

# Paths under `detail` to their values where those are a closed list. A path that ends in `.*`
# holds whatever the service writes. Sources: CloudTrail user guide, "record contents",
# "userIdentity element", "console sign-in events", "Insights events", "network activity events".
FIELDS: dict[str, tuple[str, ...]] = {
    "eventVersion": (), "eventTime": (), "eventSource": (), "eventName": (), "awsRegion": (),
    "sourceIPAddress": (), "userAgent": (), "errorCode": (), "errorMessage": (), "requestID": (),
    "eventID": (), "apiVersion": (), "managementEvent": (), "readOnly": (),
    "recipientAccountId": (), "sharedEventID": (), "vpcEndpointId": (), "vpcEndpointAccountId": (),
    "annotation": (), "sessionCredentialFromConsole": (), "edgeDeviceDetails": (),
    "eventType": ("AwsApiCall", "AwsServiceEvent", "AwsConsoleAction", "AwsConsoleSignIn",
                  "AwsCloudTrailInsight", "AwsVpceEvent", "AwsVpceEvents",
                  "AwsAggregatedEvent"),
    "eventCategory": ("Management", "Data", "NetworkActivity", "Insight", "Aggregated"),
    "userIdentity.type": (
        "Root", "IAMUser", "AssumedRole", "Role", "FederatedUser", "Directory", "AWSAccount",
        "AWSService", "IdentityCenterUser", "Unknown", "SAMLUser", "WebIdentityUser"),
    "userIdentity.principalId": (), "userIdentity.arn": (), "userIdentity.accountId": (),
    "userIdentity.accessKeyId": (), "userIdentity.userName": (), "userIdentity.invokedBy": (),
    "userIdentity.credentialId": (), "userIdentity.identityProvider": (),
    "userIdentity.onBehalfOf.userId": (), "userIdentity.onBehalfOf.identityStoreArn": (),
    "userIdentity.inScopeOf.sourceArn": (), "userIdentity.inScopeOf.sourceAccount": (),
    "userIdentity.inScopeOf.issuerType": (), "userIdentity.inScopeOf.credentialsIssuedTo": (),
    "userIdentity.invokedByDelegate.accountId": (),
    "userIdentity.sessionContext.attributes.mfaAuthenticated": ("true", "false"),
    "userIdentity.sessionContext.attributes.creationDate": (),
    "userIdentity.sessionContext.sessionIssuer.type": (),
    "userIdentity.sessionContext.sessionIssuer.principalId": (),
    "userIdentity.sessionContext.sessionIssuer.arn": (),
    "userIdentity.sessionContext.sessionIssuer.accountId": (),
    "userIdentity.sessionContext.sessionIssuer.userName": (),
    "userIdentity.sessionContext.webIdFederationData.federatedProvider": (),
    "userIdentity.sessionContext.webIdFederationData.attributes.*": (),
    "userIdentity.sessionContext.sourceIdentity": (),
    "userIdentity.sessionContext.ec2RoleDelivery": (),
    "userIdentity.sessionContext.assumedRoot": (),
    "userIdentity.sessionContext.sessionCredentialFromConsole": (),
    "resources.ARN": (), "resources.arn": (), "resources.ARNPrefix": (),
    "resources.accountId": (), "resources.type": (),
    "tlsDetails.tlsVersion": (), "tlsDetails.cipherSuite": (),
    "tlsDetails.clientProvidedHostHeader": (), "tlsDetails.keyExchange": (),
    "addendum.reason": ("DELIVERY_DELAY", "UPDATED_DATA", "SERVICE_OUTAGE"),
    "addendum.updatedFields": (), "addendum.originalRequestID": (),
    "addendum.originalEventID": (),
    "additionalEventData.MFAUsed": ("Yes", "No"), "additionalEventData.LoginTo": (),
    "additionalEventData.MobileVersion": ("Yes", "No"), "additionalEventData.MFAIdentifier": (),
    "additionalEventData.*": (), "serviceEventDetails.*": (), "insightDetails.*": (),
    "eventContext.*": (),
    "requestParameters.*": (), "responseElements.*": (),
}

# Fields of which the guide says that the values are all there are.
CLOSED = frozenset({"eventType", "eventCategory"})

# Fields that hold true or false; the others that hold no further fields hold text.
BOOLEANS = frozenset({"readOnly", "managementEvent"})


# Names of the envelope, and words that people use, to the field that the record has for them.
MEANT = {"account": "recipientAccountId", "accountId": "recipientAccountId", "id": "eventID",
         "name": "eventName", "region": "awsRegion", "source": "eventSource", "time": "eventTime",
         "user": "userIdentity.userName", "sourceIp": "sourceIPAddress"}


def record_field(path: str) -> Parameter:
    """The record field at dotted `path` under `detail`. Raises Unknown where surely a slip."""
    if path in FIELDS:
        kind = "boolean" if path in BOOLEANS else "string"
        return Parameter(path, kind, FIELDS[path], closed=path in CLOSED)
    if spelt := next((one for one in FIELDS if one.lower() == path.lower()), ""):
        return Parameter(path, certain=False, suggestions=(spelt,))
    if any(_holds(field, path) for field in FIELDS):
        above = any(field.startswith(path + ".") for field in FIELDS)
        return Parameter(path, "structure" if above else "")
    near, slip = _nearest(path.split("."))
    meant = [MEANT[path]] if path in MEANT else []
    near = tuple(dict.fromkeys([*meant, *(one for one in FIELDS if is_slip(path, one)), *near]))
    if slip:
        raise Unknown("record field", path, near)
    return Parameter(path, certain=False, suggestions=near)


def _nearest(names: list[str]) -> tuple[tuple[str, ...], bool]:
    """The paths most like that of `names`, mended where it first leaves the table, and whether it
    is surely a slip."""
    for index, name in enumerate(names):
        above, rest = names[:index], names[index + 1:]
        known = _below(tuple(above))
        if name not in known:
            near = tuple(".".join([*above, one, *rest]) for one in closest(name, known))
            return near, is_certain_slip(name, known)
    return (), False


@cache
def _below(above: tuple[str, ...]) -> frozenset[str]:
    """The names of the fields right below the one at `above`."""
    fields = [tuple(field.split(".")) for field in FIELDS]
    depth = len(above)
    return frozenset(one[depth] for one in fields if one[:depth] == above and len(one) > depth)


def _holds(field: str, path: str) -> bool:
    """Is `path` above `field`, or below a field that holds anything?"""
    if field.endswith(".*"):
        above = field.removesuffix("*")
        return path.startswith(above) or (path + ".").startswith(above) or above.startswith(
            path + ".")
    return field.startswith(path + ".")

