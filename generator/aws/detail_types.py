"""detail-types, rule states, and the events that come without an API call. Data."""

from __future__ import annotations

API_CALL = "AWS API Call via CloudTrail"

# The guide spells it "Signin", working rules "Sign In": both are asked for.
SIGN_IN = ("AWS Console Sign In via CloudTrail", "AWS Console Signin via CloudTrail")

# responseElements of a sign-in that succeeded (CloudTrail user guide, "console sign-in events").
CONSOLE_SIGN_IN = {"ConsoleLogin": "Success"}

# Rule states (PutRule API reference). Read-only management events reach a rule in the second only.
ENABLED = "ENABLED"
ALL_MANAGEMENT_EVENTS = "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"

# Every detail-type that CloudTrail's events have (EventBridge user guide, "events via CloudTrail").
VIA_CLOUDTRAIL = (API_CALL, *SIGN_IN, "AWS Console Action via CloudTrail",
                  "AWS Service Event via CloudTrail", "AWS Insight via CloudTrail",
                  "AWS Network Activity Event via CloudTrail")

# Events of a source that botocore has no model for (CloudTrail user guide, "console sign-in
# events"; attested records).
CONSOLE_EVENTS: dict[str, frozenset[str]] = {
    "signin.amazonaws.com": frozenset({
        "ConsoleLogin", "SwitchRole", "ExitRole", "RenewRole", "CheckMfa", "GetSigninToken",
        "PasswordRecoveryRequested", "PasswordRecoveryCompleted", "PasswordUpdated",
        "EmailUpdated", "UserAuthentication", "CredentialChallenge", "CredentialVerification",
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
        "DescribeRegisteredRegions", "ListDirectoryAssociations", "GetPermissionSet", "SearchUsers", "SetupSSO",
        "CreateApplicationInstance", "DeleteApplicationInstance", "ListApplicationInstances",
    }),
    # Bedrock user guide, "model access" in CloudTrail.
    "bedrock.amazonaws.com": frozenset({
        "PutFoundationModelEntitlement", "GetFoundationModelAvailability",
        "PutUseCaseForModelAccess", "GetUseCaseForModelAccess"}),
    # AWS Marketplace discovery pages; attested record.
    "discovery-marketplace.amazonaws.com": frozenset({"GetListingView", "SearchListings"}),
}

# (eventSource, eventName) to the detail-types it comes with, where that is not the API call's.
OF_EVENT: dict[tuple[str, str], tuple[str, ...]] = {
    ("signin.amazonaws.com", name): SIGN_IN
    for name in ("ConsoleLogin", "SwitchRole", "ExitRole", "RenewRole", "CheckMfa")
}

# Native events: (source, detail-type) to the fields of detail that are documented, each with its
# values where they are a closed list. Sources: the page of each service in the EventBridge and
# service user guides.
NATIVE: dict[tuple[str, str], dict[str, tuple[str, ...]]] = {
    ("aws.health", "AWS Health Event"): {
        "service": (), "eventTypeCode": (), "eventTypeCategory": (
            "issue", "accountNotification", "investigation", "scheduledChange"),
        "eventScopeCode": ("ACCOUNT_SPECIFIC", "PUBLIC"), "statusCode": (
            "open", "upcoming", "closed"), "eventArn": (), "communicationId": (),
        "startTime": (), "endTime": (), "eventDescription": (), "affectedEntities": (),
        "eventRegion": (), "affectedAccount": (), "page": (), "totalPages": (),
        "lastUpdatedTime": (), "eventMetadata": (), "backupEvent": ("true", "false"),
        "actionability": (), "personas": ()},
    ("aws.health", "AWS Health Abuse Event"): {},
    ("aws.ec2", "EBS Snapshot Notification"): {
        "event": ("createSnapshot", "copySnapshot", "shareSnapshot"),
        "result": ("succeeded", "failed"), "cause": (), "request-id": (), "snapshot_id": (),
        "source": (), "startTime": (), "endTime": (), "incremental": (), "StartTime": (),
        "EndTime": ()},
    ("aws.ec2", "EBS Volume Notification"): {
        "event": ("createVolume", "deleteVolume", "attachVolume", "reattachVolume",
                  "detachVolume", "modifyVolume"),
        "result": ("available", "failed", "deleted", "optimizing", "completed"), "cause": (),
        "request-id": ()},
    ("aws.ec2", "EBS Multi-Volume Snapshots Completion Status"): {
        "event": ("createSnapshots",), "result": ("succeeded", "failed"), "cause": (),
        "request-id": (), "startTime": (), "endTime": (), "snapshots": ()},
    ("aws.ec2", "EC2 Spot Instance Interruption Warning"): {
        "instance-id": (), "instance-action": ("hibernate", "stop", "terminate")},
    ("aws.ec2", "EC2 Instance Rebalance Recommendation"): {"instance-id": ()},
    ("aws.ec2", "EC2 Instance State-change Notification"): {
        "instance-id": (), "state": ("pending", "running", "shutting-down", "stopping", "stopped",
                                     "terminated")},
    ("aws.autoscaling", "EC2 Instance Launch Successful"): {},
    ("aws.autoscaling", "EC2 Instance Launch Unsuccessful"): {},
    ("aws.autoscaling", "EC2 Instance Terminate Successful"): {},
    ("aws.autoscaling", "EC2 Instance Terminate Unsuccessful"): {},
    ("aws.autoscaling", "EC2 Instance-launch Lifecycle Action"): {},
    ("aws.autoscaling", "EC2 Instance-terminate Lifecycle Action"): {},
    ("aws.guardduty", "GuardDuty Finding"): {},
    ("aws.cloudwatch", "CloudWatch Alarm State Change"): {},
    ("aws.securityhub", "Security Hub Findings - Imported"): {},
    ("aws.config", "Config Rules Compliance Change"): {},
    ("aws.rds", "RDS DB Instance Event"): {},
    ("aws.ecs", "ECS Task State Change"): {},
    ("aws.codepipeline", "CodePipeline Pipeline Execution State Change"): {},
    ("aws.s3", "Object Created"): {},
    ("aws.kms", "KMS CMK Rotation"): {},
    ("aws.acm", "ACM Certificate Approaching Expiration"): {},
    ("aws.backup", "Backup Job State Change"): {},
}
