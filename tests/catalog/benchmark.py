"""The metric filters of the CIS AWS Foundations Benchmark v3.0.0, 4.1 to 4.15, as it writes them.

With the service where the benchmark leaves it out and AWS Security Hub's remediation steps put it
in ("Our recommended filters target only events coming from ... API calls"), and with the
exclusions of 4.1 as the later editions join them.
"""

from __future__ import annotations


def _calls(service: str, names: str) -> str:
    either = " || ".join(f"($.eventName = {name})" for name in names.split())
    return f"{{ ($.eventSource = {service}.amazonaws.com) && ({either}) }}"


FILTERS = {
    "4.1": '{ (($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*")) && '
           '(($.sourceIPAddress != "delivery.logs.amazonaws.com") && '
           '($.eventName != "HeadBucket")) }',
    "4.2": '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && '
           '($.userIdentity.type = "IAMUser") && ($.responseElements.ConsoleLogin = "Success") }',
    "4.3": '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && '
           '$.eventType != "AwsServiceEvent" }',
    "4.4": _calls("iam", "DeleteGroupPolicy DeleteRolePolicy DeleteUserPolicy PutGroupPolicy "
                  "PutRolePolicy PutUserPolicy CreatePolicy DeletePolicy CreatePolicyVersion "
                  "DeletePolicyVersion AttachRolePolicy DetachRolePolicy AttachUserPolicy "
                  "DetachUserPolicy AttachGroupPolicy DetachGroupPolicy"),
    "4.5": "{ ($.eventName = CreateTrail) || ($.eventName = UpdateTrail) || "
           "($.eventName = DeleteTrail) || ($.eventName = StartLogging) || "
           "($.eventName = StopLogging) }",
    "4.6": '{ ($.eventName = ConsoleLogin) && ($.errorMessage = "Failed authentication") }',
    "4.7": _calls("kms", "DisableKey ScheduleKeyDeletion"),
    "4.8": _calls("s3", "PutBucketAcl PutBucketPolicy PutBucketCors PutBucketLifecycle "
                  "PutBucketReplication DeleteBucketPolicy DeleteBucketCors "
                  "DeleteBucketLifecycle DeleteBucketReplication"),
    "4.9": _calls("config", "StopConfigurationRecorder DeleteDeliveryChannel PutDeliveryChannel "
                  "PutConfigurationRecorder"),
    "4.10": _calls("ec2", "AuthorizeSecurityGroupIngress AuthorizeSecurityGroupEgress "
                   "RevokeSecurityGroupIngress RevokeSecurityGroupEgress CreateSecurityGroup "
                   "DeleteSecurityGroup"),
    "4.11": _calls("ec2", "CreateNetworkAcl CreateNetworkAclEntry DeleteNetworkAcl "
                   "DeleteNetworkAclEntry ReplaceNetworkAclEntry ReplaceNetworkAclAssociation"),
    "4.12": _calls("ec2", "CreateCustomerGateway DeleteCustomerGateway AttachInternetGateway "
                   "CreateInternetGateway DeleteInternetGateway DetachInternetGateway"),
    "4.13": _calls("ec2", "CreateRoute CreateRouteTable ReplaceRoute "
                   "ReplaceRouteTableAssociation DeleteRouteTable DeleteRoute "
                   "DisassociateRouteTable"),
    "4.14": _calls("ec2", "CreateVpc DeleteVpc ModifyVpcAttribute AcceptVpcPeeringConnection "
                   "CreateVpcPeeringConnection DeleteVpcPeeringConnection "
                   "RejectVpcPeeringConnection AttachClassicLinkVpc DetachClassicLinkVpc "
                   "DisableVpcClassicLink EnableVpcClassicLink"),
    "4.15": _calls("organizations", "AcceptHandshake AttachPolicy CreateAccount "
                   "CreateOrganizationalUnit CreatePolicy DeclineHandshake DeleteOrganization "
                   "DeleteOrganizationalUnit DeletePolicy DetachPolicy DisablePolicyType "
                   "EnablePolicyType InviteAccountToOrganization LeaveOrganization MoveAccount "
                   "RemoveAccountFromOrganization UpdatePolicy UpdateOrganizationalUnit"),
}
