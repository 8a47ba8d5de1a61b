"""Request parameters that CloudTrail writes and the API model does not have. Data.

A row ends in `.*` where CloudTrail writes whatever the caller sent below that name.
"""

from __future__ import annotations

from eventbridge_notifier.aws.services import observed
from eventbridge_notifier.aws.services.services import sources

# Names that any request may have. Source: attested records.
ANYWHERE = frozenset({"clientToken", "xmlns", "maxResults", "nextToken", "clientRequestToken"})

# (service, operation) to paths below requestParameters. "" is every operation of the service.
EXTRA: dict[tuple[str, str], tuple[str, ...]] = {
    # DynamoDB developer guide, "Logging DynamoDB operations by using CloudTrail": data events.
    ("dynamodb", ""): ("key.*", "requestItems.*", "items.*", "tableName"),
    ("dynamodbstreams", ""): ("streamArn", "shardId"),
    # Attested records.
    ("ec2-instance-connect", "SendSerialConsoleSSHPublicKey"): ("monitorMode",),
    ("ssm", "SendCommand"): ("interactive",),
    ("ssm", "UpdateInstanceInformation"): (
        "instanceId", "agentName", "agentVersion", "agentStatus", "platformType", "platformName",
        "platformVersion", "computerName", "iPAddress", "availabilityZone", "availabilityZoneId",
        "sSMConnectionChannel"),
    ("ssm", "UpdateInstanceAssociationStatus"): (
        "instanceId", "associationId", "executionResult.*"),
    ("ssm", "ListInstanceAssociations"): ("instanceId", "maxResults", "nextToken"),
    ("route53resolver", "DeleteResolverQueryLogConfig"): ("originSequenceNumber",),
    ("bedrock", "PutFoundationModelEntitlement"): ("modelId",),
    ("sso", "UpdateSsoConfiguration"): (
        "instanceArn", "configurationType", "ssoConfiguration.*"),
    ("cloudshell", "CreateSession"): (
        "EnvironmentId", "QCliDisabled", "SessionType", "TabId"),
    ("cloudshell", ""): ("EnvironmentId",),
    # EC2 user guide, "Log EC2 Instance Connect using CloudTrail".
    ("ec2-instance-connect", "OpenTunnel"): (
        "instanceConnectEndpointId", "maxTunnelDuration", "remotePort", "privateIpAddress"),
    # Athena user guide, "Troubleshoot sessions and notebooks".
    ("athena", "ImportNotebook"): ("contentMD5",),
    ("athena", "UpdateNotebook"): ("contentMD5",),
    # CloudWatch user guide, "Logging CloudWatch API and console operations with CloudTrail".
    ("cloudwatch", "GenerateQuery"): (
        "query_ask", "query_type", "include_description", "metrics_insights.*", "logs_insights.*"),
    ("application-insights", "CreateApplication"): ("ResourceGroupName",),
    ("networkflowmonitor", "CreateMonitor"): ("MonitorName", "ClientToken", "LocalResources.*"),
    ("aiops", "CreateInvestigationEvent"): (
        "identifier", "investigationId", "type", "body"),
    ("aiops", "UpdateInvestigationEvent"): (
        "identifier", "investigationId", "investigationEventId", "comment"),
    # AppFlow user guide, "Logging AppFlow API calls with CloudTrail".
    ("appflow", "DescribeFlows"): ("flowNames",),
    # Billing user guide, "Logging Billing and Cost Management API calls with CloudTrail".
    ("billingconsole", ""): ("*",),
    ("payments", ""): ("*",),
    ("taxconsole", ""): ("*",),
    ("action-recommendations", ""): ("context", "uxChannel"),
    ("identitystore", "CreateUser"): (
        "active", "passwordMode", "userAttributes.*", "identityStoreId", "userName"),
    ("identitystore", "CreateGroup"): ("groupAttributes.*", "displayName"),
    ("identitystore", "AddMemberToGroup"): ("groupId", "identityStoreId", "member.*"),
    ("identitystore", "RemoveMemberFromGroup"): ("groupId", "identityStoreId", "member.*"),
    ("sso-directory", ""): ("*",),
    ("cloudwatch", "DescribeAlarms"): ("excludeManagedAlarms",),
    ("rds", "DescribeRecommendations"): ("filters.*",),
    ("rds", "DescribeRecommendationGroups"): ("filters.*",),
    # API Gateway developer guide, "Logging API calls with CloudTrail"; see `is_extra`.
    ("apigateway", ""): ("template",),
    # IAM user guide, "CloudTrail": tags that a session hands on.
    ("sts", ""): ("incomingTransitiveTags.*", "principalTags.*", "sourceIdentity"),
    # RDS user guide and attested records: what the console or the SDK adds to a request.
    ("rds", ""): ("sourceRegion", "masterUserPassword"),
    # KMS developer guide, "Logging with CloudTrail".
    ("kms", ""): ("encryptionContext.*", "clusterId", "encryptionAlgorithm", "keySpec"),
    ("kms", "ScheduleKeyDeletion"): ("overridePendingWindowCheck",),
    ("eks", "CreateCluster"): ("clusterName",),
    ("lambda", "UpdateFunctionCode"): ("fullyQualifiedArn", "functionVersion"),
    # S3 user guide, "CloudTrail log file entries": the policy itself is the value.
    ("s3", "PutBucketPolicy"): ("bucketPolicy.*",),
    # Attested records.
    ("s3control", "PutPublicAccessBlock"): ("publicAccessBlock",),
    ("s3control", "GetPublicAccessBlock"): ("publicAccessBlock",),
    ("s3control", "DeletePublicAccessBlock"): ("publicAccessBlock",),
    ("ec2", "DescribeAccountAttributes"): ("accountAttributeNameSet.*", "filterSet"),
    ("ec2", "AttachVolume"): ("deleteOnTermination",),
    ("ec2", "DeleteVolume"): ("reportVolumeFailure",),
    ("ec2", "DeleteSnapshot"): ("force",),
    ("ec2", "CreateNetworkInterface"): ("denyAllIgwTraffic",),
    ("ec2", "DescribePlacementGroups"): ("placementGroupSet.*", "placementGroupIdSet.*"),
}

def is_extra(service: str, operation: str, names: list[str]) -> bool:
    """Does a row have the path of `names`?"""
    if names[-1] in ANYWHERE:
        return True
    body = operation[:1].lower() + operation[1:] + "Input"
    if service == "apigateway" and names[0] == body:
        return True
    path = ".".join(names)
    return any(row == "*" or path == row or f"{path}.*" == row for row in rows(service, operation))


def has_row(service: str, operation: str, names: list[str]) -> bool:
    """Has a row the whole path of `names`, or what it stands below?"""
    path = ".".join(names)
    return any(path == row or (row.endswith(".*") and f"{path}.".startswith(row.removesuffix("*")))
               for row in rows(service, operation))


def rows(service: str, operation: str) -> tuple[str, ...]:
    """Paths below requestParameters that an operation has beside its model's."""
    return (*EXTRA.get((service, operation), ()), *EXTRA.get((service, ""), ()),
            *observed.parameters(sources(service), operation))
