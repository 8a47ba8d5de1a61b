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
        "DescribeRegisteredRegions", "ListDirectoryAssociations", "GetPermissionSet",
        "SearchUsers", "SetupSSO",
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
