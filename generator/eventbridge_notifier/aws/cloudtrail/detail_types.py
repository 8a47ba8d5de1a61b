"""detail-types, rule states, and the events that come without an API call. Data."""

from __future__ import annotations

API_CALL = "AWS API Call via CloudTrail"

# How the source of an AWS service's event begins, and of a partner's (EventBridge user guide,
# "events from SaaS partners").
SERVICES, PARTNERS = "aws.", "aws.partner/"

# The guide spells it "Signin", working rules "Sign In": both are asked for.
SIGN_IN = ("AWS Console Sign In via CloudTrail", "AWS Console Signin via CloudTrail")

# Rule states (PutRule API reference). Read-only management events reach a rule in the second only.
ENABLED = "ENABLED"
ALL_MANAGEMENT_EVENTS = "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"

CONSOLE_ACTION = "AWS Console Action via CloudTrail"
SERVICE_EVENT = "AWS Service Event via CloudTrail"
INSIGHT = "AWS Insight via CloudTrail"
NETWORK_ACTIVITY = "AWS Network Activity Event via CloudTrail"

# Every detail-type that CloudTrail's events have (EventBridge user guide, "events via CloudTrail").
VIA_CLOUDTRAIL = (API_CALL, *SIGN_IN, CONSOLE_ACTION, SERVICE_EVENT, INSIGHT, NETWORK_ACTIVITY)

# CloudTrail's eventType to the detail-types that EventBridge gives it (EventBridge user guide,
# "events from AWS services via CloudTrail"; the first spelling is the one seen in the field).
OF_EVENT_TYPE: dict[str, tuple[str, ...]] = {
    "AwsApiCall": (API_CALL,), "AwsConsoleSignIn": SIGN_IN, "AwsConsoleAction": (CONSOLE_ACTION,),
    "AwsServiceEvent": (SERVICE_EVENT,), "AwsCloudTrailInsight": (INSIGHT,),
    "AwsVpceEvent": (NETWORK_ACTIVITY,), "AwsVpceEvents": (NETWORK_ACTIVITY,),
}

# Calls of which services write the same event on their own behalf: (boto3's service, operation),
# "" for all. Sources: ACM user guide, "CloudTrail for API calls related to integrated services";
# AppStream 2.0 developer guide, "CloudTrail log entries"; Control Tower user guide, "lifecycle
# events"; IAM Identity Center user guide, "CloudTrail use cases" (the access portal's calls); ECR
# user guide, "pull through cache"; Backup developer guide, "Logging with CloudTrail" (recovery
# points that a lifecycle deletes); QuickSight user guide, "Logging with CloudTrail"; Organizations
# user guide, "Logging API calls"; AWS's schema registry, which has service events of CodeBuild and
# App Mesh. RDS: attested record, a maintenance window's own work.
BY_SERVICES = frozenset({
    ("kms", ""), ("appstream", "CreateImage"), ("controltower", ""), ("sso", ""), ("sso-oidc", ""),
    ("ecr", ""), ("backup", ""), ("quicksight", ""), ("organizations", ""), ("codebuild", ""),
    ("appmesh", ""), ("rds", "ApplyPendingMaintenanceAction")})

# eventSources, without their suffix, whose calls by way of a VPC endpoint a trail may log as
# network activity (CloudTrail user guide, "Logging network activity events", April 2026). S3's
# multi-Region access points are not among them.
NETWORK_ACTIVITY_SOURCES = frozenset({
    "appconfig", "appmesh", "athena", "b2bi", "backup-gateway", "bedrock", "billing",
    "bcm-pricing-calculator", "ce", "cloudcontrolapi", "cloudhsm", "servicediscovery",
    "cloudformation", "cloudtrail", "monitoring", "application-signals", "codedeploy",
    "comprehendmedical", "config", "bcm-data-exports", "firehose", "ds", "dynamodb", "ec2", "ecs",
    "elasticfilesystem", "elasticloadbalancing", "events", "scheduler", "frauddetector", "freetier",
    "fsx", "glue", "healthlake", "iotfleetwise", "iotsecuredtunneling", "invoicing", "cassandra",
    "kms", "lakeformation", "lambda", "license-manager", "lookoutequipment", "lookoutvision",
    "personalize", "qbusiness", "rekognition", "rds", "s3", "sagemaker", "secretsmanager", "sns",
    "sqs", "swf", "storagegateway", "ssm-incidents", "textract", "transcribe", "translate",
    "transform", "verifiedpermissions", "workmail",
})

# Services whose calls through VPC endpoints are written a second time, where a trail logs network
# activity: those that people log (CloudTrail user guide, "logging network activity events"). A call
# that an endpoint's policy denies is written nowhere else. The guide's other services are asked
# for with {source, detail-type}.
VIA_ENDPOINTS = frozenset({"cloudtrail", "ec2", "kms", "s3", "secretsmanager"})

# Events of a source that botocore has no model for (CloudTrail user guide, "console sign-in
# events"; attested records).
CONSOLE_EVENTS: dict[str, frozenset[str]] = {
    "signin.amazonaws.com": frozenset({
        "ConsoleLogin", "SwitchRole", "ExitRole", "RenewRole", "CheckMfa", "GetSigninToken",
        "PasswordRecoveryRequested", "PasswordRecoveryCompleted", "PasswordUpdated",
        "EmailUpdated", "ExternalIdPDirectoryLogin", "UserAuthentication", "CredentialChallenge",
        "CredentialVerification",
    }),
    # CloudShell user guide, "Logging and monitoring".
    "cloudshell.amazonaws.com": frozenset({
        "CreateEnvironment", "CreateSession", "DeleteEnvironment", "DescribeEnvironments",
        "GetEnvironmentStatus", "GetFileDownloadUrls", "GetFileUploadUrls", "GetLayout",
        "PutCredentials", "RedeemCode", "SendHeartBeat", "StartEnvironment", "StopEnvironment",
        "UpdateLayout", "DeleteSession", "FileDownload", "FileUpload",
    }),
    # IAM Identity Center user guide, "CloudTrail use cases".
    "sso-directory.amazonaws.com": frozenset({
        "AddMemberToGroup", "RemoveMemberFromGroup", "CreateUser", "DeleteUser", "UpdateUser",
        "UpdateUserName", "UpdatePassword", "CreateGroup", "DeleteGroup", "UpdateGroup",
        "DescribeUser", "DescribeUsers", "DescribeGroup", "DescribeGroups", "DescribeDirectory",
        "DisableUser", "EnableUser", "ListGroupsForUser", "ListMembersInGroup", "SearchUsers",
        "SearchGroups", "VerifyEmail", "StartVirtualMfaDeviceRegistration",
        "CompleteVirtualMfaDeviceRegistration", "DeleteMfaDeviceForUser", "UpdateMfaDeviceForUser",
        "ListMfaDevicesForUser", "ListBearerTokens", "CreateBearerToken", "DeleteBearerToken",
        "ListProvisioningTenants", "CreateProvisioningTenant", "DeleteProvisioningTenant",
        "IsMemberInGroup", "AddRegion", "StartWebAuthnDeviceRegistration",
        "CompleteWebAuthnDeviceRegistration", "ListExternalIdPConfigurationsForDirectory",
        "CreateExternalIdPConfigurationForDirectory", "EnableExternalIdPConfigurationForDirectory",
        "DisableExternalIdPConfigurationForDirectory",
        "DeleteExternalIdPConfigurationForDirectory", "UpdateExternalIdPConfigurationForDirectory",
    }),
    "sso.amazonaws.com": frozenset({
        "UpdateSsoConfiguration", "Authenticate", "Federate", "GetSsoConfiguration", "StartSso",
        "CreateToken", "AssociateDirectory", "DisassociateDirectory", "AssociateProfile",
        "CreateProfile", "DeleteProfile", "UpdateProfile", "GetSsoStatus",
        "DescribeRegisteredRegions", "ListDirectoryAssociations", "GetPermissionSet",
        "SearchUsers", "SetupSSO",
        "CreateApplicationInstance", "DeleteApplicationInstance", "ListApplicationInstances",
    }),
    # Billing user guide, "Logging Billing and Cost Management API calls with CloudTrail".
    "billingconsole.amazonaws.com": frozenset({
        "SetContactAddress", "GetAlternateContact", "GetContactInformation"}),
    "payments.amazonaws.com": frozenset({"Instruments_Create"}),
    "taxconsole.amazonaws.com": frozenset({"CreateCustomerCase"}),
    # Services' own events, each from its user guide's CloudTrail page.
    "kms.amazonaws.com": frozenset({"RotateKey", "DeleteKey", "DeleteExpiredKeyMaterial",
                                    "SynchronizeMultiRegionKey"}),
    "ec2.amazonaws.com": frozenset({
        "BidEvictedEvent", "CapacityBlockScheduled", "CapacityBlockActive", "CapacityBlockExpired",
        "CapacityBlockFailed", "CapacityBlockPaymentFailed", "RegisterManagedInstance",
        "SharedSnapshotCopyInitiated", "SharedSnapshotVolumeCreated"}),
    "ecr.amazonaws.com": frozenset({"PolicyExecutionEvent", "ImageActivationEvent"}),
    "backup.amazonaws.com": frozenset({
        "BackupJobStarted", "BackupJobCompleted", "BackupSelectionDeletedDueToSLRDeletion",
        "CreateOrganizationalBackupPlan", "UpdateOrganizationalBackupPlan",
        "DeleteOrganizationalBackupPlan", "InvalidOrganizationBackupPlan", "BackupDeleted",
        "RestoreStarted", "RestoreCompleted", "CopyJobStarted", "CopyJobCompleted"}),
    "organizations.amazonaws.com": frozenset({"CreateAccountResult", "CloseAccountResult"}),
    "elasticfilesystem.amazonaws.com": frozenset({"NewClientConnection", "UpdateClientConnection"}),
    "cloudtrail.amazonaws.com": frozenset({"CreateServiceLinkedChannel",
                                           "CloseServiceLinkedChannel"}),
    "s3.amazonaws.com": frozenset({"JobCreated", "JobStatusChanged"}),
    "s3tables.amazonaws.com": frozenset({"TablesMaintenanceEvent"}),
    "secretsmanager.amazonaws.com": frozenset({
        "RotationStarted", "RotationSucceeded", "RotationFailed", "RotationAbandoned",
        "StartSecretVersionDelete", "CancelSecretVersionDelete", "EndSecretVersionDelete",
        "SecretVersionDeletion", "TestRotationStarted", "TestRotationSucceeded",
        "TestRotationFailed"}),
    "quicksight.amazonaws.com": frozenset({"QueryDatabase"}),
    # Bedrock user guide, "model access" in CloudTrail.
    "bedrock.amazonaws.com": frozenset({
        "PutFoundationModelEntitlement", "GetFoundationModelAvailability",
        "PutUseCaseForModelAccess", "GetUseCaseForModelAccess"}),
    # AWS Marketplace discovery pages; attested record.
    "discovery-marketplace.amazonaws.com": frozenset({"GetListingView", "SearchListings"}),
}

SIGN_IN_SOURCE = "signin.amazonaws.com"

# Events of SIGN_IN_SOURCE that have a sign-in's detail-type and no other (CloudTrail user guide,
# "console sign-in events", "switching roles").
SIGN_INS = frozenset({"ConsoleLogin", "SwitchRole", "ExitRole", "RenewRole", "CheckMfa"})

# What may be said of an event that no API model has.
_UNMODELLED = (API_CALL, CONSOLE_ACTION, SERVICE_EVENT, *SIGN_IN)


def of_call(service: str, operation: str) -> tuple[str, ...]:
    """The detail-types of an operation in boto3's model of `service`, the API call's first."""
    types = [API_CALL]
    if BY_SERVICES & {(service, ""), (service, operation)}:
        types.append(SERVICE_EVENT)
    if service in VIA_ENDPOINTS:
        types.append(NETWORK_ACTIVITY)
    return tuple(types)


def of_event(event_source: str, name: str) -> tuple[str, ...]:
    """The detail-types that an event without a model may have."""
    if event_source == SIGN_IN_SOURCE and name in SIGN_INS:
        return SIGN_IN
    return _UNMODELLED
